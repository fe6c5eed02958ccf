"""Change: charts against published figures, and how often they cry wolf."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.metrics import METRICS, Change, Point, Statistics, change, judge, series
from boussole.core.metrics.change import (
    benjamini_hochberg,
    expected_false_alarms_per_year,
    laney_sigma,
    xmr_limits,
)

FIRST = date(2026, 1, 5)
EFFORT = METRICS["effort_expressed"]

# NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2: flow rate of ten batches.
NIST = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1]
# Benjamini and Hochberg (1995), section 4.1: fifteen comparisons, four discoveries at .05.
MYOCARDIAL = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
    0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
]  # fmt: skip


def monday(number: int) -> date:
    return FIRST + timedelta(weeks=number)


def shares(successes: list[int], n: int = 200, name: str = "effort_expressed") -> list[Statistics]:
    return [
        Statistics(name, n, successes=x, group={"week": monday(i)}) for i, x in enumerate(successes)
    ]


def test_xmr_is_the_handbook_s() -> None:
    assert xmr_limits(NIST) == pytest.approx((50.81, 45.8159, 55.8041), abs=2e-3)


def test_benjamini_and_hochberg_is_the_published_one() -> None:
    assert benjamini_hochberg(MYOCARDIAL, 0.05) == 0.0095
    assert benjamini_hochberg([0.2, 0.9], 0.05) == 0.0


def test_laney_reduces_to_a_p_chart_when_chance_explains_the_weeks() -> None:
    rng = np.random.default_rng(1)
    sizes = rng.integers(150, 400, 400)
    assert laney_sigma(rng.binomial(sizes, 0.2).tolist(), sizes.tolist()) == pytest.approx(
        1, abs=0.1
    )


def test_laney_widens_when_weeks_differ_by_more_than_chance() -> None:
    rng = np.random.default_rng(1)
    sizes = rng.integers(5000, 9000, 300)
    drifting = rng.binomial(sizes, rng.normal(0.2, 0.02, 300))
    assert laney_sigma(drifting.tolist(), sizes.tolist()) > 3


def test_a_clear_rise_is_real_and_its_direction_follows_the_metric() -> None:
    found = change(EFFORT, shares([30, 28, 33, 31, 27, 30, 29, 70]))
    assert (found.kind, found.better, found.week) == ("real", False, monday(7))
    satisfied = change(METRICS["csat"], shares([30, 28, 33, 31, 27, 30, 29, 70], name="csat"))
    assert (satisfied.kind, satisfied.better) == ("real", True)


def test_the_usual_variation_is_said_to_be_usual() -> None:
    found = change(EFFORT, shares([30, 28, 33, 31, 27, 30, 29, 36]))
    assert (found.kind, found.better) == ("usual", None)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 36 / 200 < found.high


def test_the_judged_week_is_not_in_its_own_baseline() -> None:
    calm = change(EFFORT, shares([30, 28, 33, 31, 27, 30, 29, 36]))
    wild = change(EFFORT, shares([30, 28, 33, 31, 27, 30, 29, 150]))
    assert (calm.low, calm.high, calm.usual) == (wild.low, wild.high, wild.usual)


def test_too_few_weeks_or_rows_judge_nothing() -> None:
    short = change(EFFORT, shares([30] * 5 + [90]))
    assert (short.kind, short.why) == ("not_enough", "short_baseline")
    thin = [*shares([30] * 8), Statistics(EFFORT.name, 4, 4, group={"week": monday(8)})]
    judged = change(EFFORT, thin, week=monday(8))
    assert (judged.kind, judged.why) == ("not_enough", "insufficient")
    assert change(EFFORT, []).kind == "not_enough"


def test_a_week_that_is_not_mature_is_not_judged() -> None:
    fcr = METRICS["fcr"]
    weekly = shares([150] * 9, name="fcr")
    young = Statistics("fcr", 20, 5, immature=180, group={"week": monday(9)})
    found = change(fcr, [*weekly, young], week=monday(9))
    assert (found.kind, found.why) == ("not_enough", "immature")
    assert change(fcr, [*weekly, young]).week == monday(8)


def test_one_event_after_weeks_of_none_is_no_alarm() -> None:
    assert change(EFFORT, shares([0] * 9 + [1])).kind == "usual"
    assert change(EFFORT, shares([0] * 9 + [40])).kind == "real"


def test_durations_are_charted_on_their_log() -> None:
    metric = METRICS["first_response"]
    weekly = [
        Statistics(metric.name, 60, points=(Point(hours * 3600, 60),), group={"week": monday(i)})
        for i, hours in enumerate([2.0, 2.2, 1.9, 2.1, 2.0, 1.8, 2.3, 2.0, 9.0])
    ]
    found = change(metric, weekly)
    assert (found.kind, found.better) == ("real", False)
    assert found.low is not None
    assert found.low > 0


def test_a_constant_count_does_not_make_one_more_contact_an_event() -> None:
    contacts = METRICS["contacts"]
    weekly = [
        Statistics("contacts", n, group={"week": monday(i)})
        for i, n in enumerate([100] * 9 + [104])
    ]
    assert change(contacts, weekly).kind == "usual"
    assert change(contacts, [*weekly[:-1], Statistics("contacts", 240, group={"week": monday(9)})]).kind == "real"  # fmt: skip


def test_eight_weeks_on_one_side_are_a_run_when_asked() -> None:
    drift = [40, 38, 41, 39, 40, 38, 41, 39, 33, 34, 33, 32, 34, 33, 34, 33]
    weekly = shares(drift)
    assert change(EFFORT, weekly).kind == "usual"
    assert change(EFFORT, weekly, runs=True).kind == "real"


def test_a_page_keeps_only_what_survives_all_its_tests() -> None:
    def tested(p: float) -> Change:
        return Change(metric="m", kind="real", p_value=p, better=True)

    page = [tested(0.001), *(tested(0.3) for _ in range(9))]
    assert [found.kind for found in judge(page)] == ["real", *["usual"] * 9]
    assert judge([]) == []


def test_false_alarms_come_as_often_as_announced() -> None:
    rng = np.random.default_rng(5)
    found = [
        change(EFFORT, shares(rng.binomial(200, rng.normal(0.25, spread, 13)).tolist()))
        for spread in (0.0, 0.04)
        for _ in range(400)
    ]
    announced = expected_false_alarms_per_year(found) / len(found)
    seen = 52 * sum(one.kind == "real" for one in found) / len(found)
    assert announced == pytest.approx(seen, abs=0.35)


@given(st.lists(st.integers(0, 200), min_size=9, max_size=30))
@settings(max_examples=40)
def test_limits_stay_on_the_scale_and_weeks_in_order(successes: list[int]) -> None:
    drawn = series(EFFORT, list(reversed(shares(successes))))
    assert all(one.week < other.week for one, other in pairwise(drawn.weeks))
    for week in drawn.weeks:
        assert week.low is not None
        assert week.high is not None
        assert 0 <= week.low <= week.high <= 1
        value = week.estimate.value
        assert value is not None
        assert week.outside == (not week.low <= value <= week.high)
