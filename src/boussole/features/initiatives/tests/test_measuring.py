"""A trial's metric is measured on the stored facts: whole teams, before and during, then read for good."""

from __future__ import annotations

from datetime import timedelta

import pytest

from boussole.features.initiatives import measuring, trying
from boussole.features.initiatives.models import Measurement, Trial
from boussole.features.initiatives.presenting import figures
from tests import initiatives_stock as stock
from tests.cast import Cast
from tests.recognition_stock import agents_of_lyon
from tests.stock import MONDAY, weeks_of_facts

pytestmark = pytest.mark.django_db
# Four of the eight weeks of facts come before; the last one, during the trial, is rougher.
START = MONDAY + timedelta(weeks=4)


@pytest.fixture
def trial(cast: Cast) -> Trial:
    """Four weeks' trial of Lyon's that looks at the effort customers express."""
    agents_of_lyon(cast, 3)
    idea = stock.idea_of_awa(cast)
    scope = stock.scope_in(
        cast.lyon,
        START.date(),
        metric="effort_expressed",
        starts_on=START.date(),
        ends_on=START.date() + timedelta(days=27),
    )
    made = trying.announce(idea, scope, by=cast.awa, now=START - timedelta(days=10))
    trying.start_due(START)
    return Trial.objects.get(pk=made.pk)


def test_before_and_during_are_shown_with_their_intervals(cast: Cast, trial: Trial) -> None:
    weeks_of_facts(cast)
    today = trial.ends_on + timedelta(days=3)
    assert measuring.measure_all(today) == 1
    read = Measurement.objects.get().read
    assert (read.before.n, read.during.n) == (80, 80)
    assert read.before.value == pytest.approx(0.1)
    assert read.during.value == pytest.approx(0.25)
    assert read.during.low is not None
    assert read.during.low < 0.25
    assert "sans groupe de comparaison" in read.said.fr
    shown = figures(cast.awa, Trial.objects.get(pk=trial.pk))
    assert shown is not None
    assert shown.before is not None
    assert shown.during is not None
    assert shown.before["minimum"] == shown.during["minimum"]
    assert figures(cast.nina, Trial.objects.get(pk=trial.pk)) is None


def test_it_is_counted_once_a_day_and_read_for_good_after_the_end(cast: Cast, trial: Trial) -> None:
    weeks_of_facts(cast)
    today = trial.ends_on + timedelta(days=1)
    assert measuring.measure_all(today) == 1
    assert measuring.measure_all(today) == 0
    assert not Measurement.objects.get().settled
    assert measuring.measure_all(trial.ends_on + measuring.GRACE) == 1
    assert Measurement.objects.get().settled
    assert measuring.measure_all(trial.ends_on + timedelta(days=60)) == 0


def test_nothing_is_measured_without_facts_or_before_the_start(cast: Cast, trial: Trial) -> None:
    assert measuring.measure_all(trial.ends_on) == 0
    weeks_of_facts(cast)
    Trial.objects.filter(pk=trial.pk).update(started_on=None)
    assert measuring.measure_all(trial.ends_on) == 0


def test_not_enough_data_is_an_answer(cast: Cast, trial: Trial) -> None:
    weeks_of_facts(cast, weeks=1, each=3)
    assert measuring.measure_all(trial.ends_on + timedelta(days=3)) == 1
    read = Measurement.objects.get().read
    assert (read.verdict, read.during.value) == ("not_enough", None)
