"""A trial's metric before and during, and what may be said of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.metrics import METRICS, Statistics
from boussole.core.metrics.trials import (
    BEFORE_WEEKS,
    TeamWeek,
    compare,
    declare,
    measurable,
    weeks_around,
)

START = date(2026, 3, 4)  # a Wednesday
WEEKS = 8
END = START + timedelta(weeks=WEEKS) - timedelta(days=1)
CSAT = METRICS["csat"]


def week(unit: str, place: int, successes: int, n: int = 50) -> TeamWeek:
    found = Statistics(metric="csat", n=n, successes=successes)
    return TeamWeek(unit, START + timedelta(weeks=place), found)


def weeks(lyon: tuple[int, int], nantes: tuple[int, int]) -> list[TeamWeek]:
    """Fifty answers a week in each team, so many favourable before and during, a little uneven."""
    places = range(-BEFORE_WEEKS, WEEKS)
    return [
        week(unit, place, (before if place < 0 else during) + place % 3)
        for unit, (before, during) in (("lyon", lyon), ("nantes", nantes))
        for place in places
    ]


def verdict(found: Sequence[TeamWeek], *, compared: bool, as_of: date = END + timedelta(9)) -> str:
    declared = declare(CSAT, START - timedelta(days=9), START, END, compared=compared)
    read = compare(CSAT, found, {"lyon": START}, declared, END, as_of=as_of, seed=1)
    assert read.verdict is not None
    return read.verdict


def test_a_clear_change_is_seen_beside_the_other_teams() -> None:
    assert verdict(weeks((30, 42), (30, 30)), compared=True) == "improved"
    assert verdict(weeks((42, 30), (30, 30)), compared=True) == "worsened"


def test_a_change_that_every_team_had_is_not_the_trial_s() -> None:
    assert verdict(weeks((30, 42), (30, 42)), compared=True) != "improved"


def test_nothing_is_judged_before_the_end() -> None:
    found = weeks((30, 42), (30, 30))
    assert verdict(found, compared=True, as_of=START + timedelta(weeks=3)) == "not_enough"


def test_without_other_teams_it_says_that_it_is_only_before_and_after() -> None:
    declared = declare(CSAT, START, START, END, compared=False)
    found = [one for one in weeks((30, 42), (30, 30)) if one.unit == "lyon"]
    read = compare(CSAT, found, {"lyon": START}, declared, END, as_of=END, seed=1)
    done = compare(
        CSAT, found, {"lyon": START}, declared, END, as_of=END + timedelta(days=9), seed=1
    )
    assert read.verdict == "not_enough"
    assert "sans groupe de comparaison" in done.said.fr
    assert "not causal" in done.said.en


def test_few_answers_have_no_value_and_none_say_so() -> None:
    declared = declare(CSAT, START, START, END, compared=True)
    few = [week("lyon", -1, 3, 4), week("lyon", 0, 2, 4)]
    read = compare(CSAT, few, {"lyon": START}, declared, END, as_of=END, seed=1)
    assert (read.before.state, read.before.value, read.before.n) == ("insufficient", None, 4)
    nothing = compare(CSAT, [], {"lyon": START}, declared, END, as_of=END, seed=1)
    assert nothing.verdict == "not_enough"
    assert "Aucune conversation" in nothing.said.fr


def test_a_duration_is_shown_and_not_judged() -> None:
    metric = next(one for one in measurable() if one.kind == "duration")
    assert declare(metric, START, START, END, compared=True) is None
    read = compare(metric, [], {"lyon": START}, None, END, as_of=END, seed=1)
    assert read.verdict is None
    assert "Comparaison avant/après" in read.said.fr


def test_a_count_or_a_neutral_metric_tells_nothing_of_a_trial() -> None:
    assert all(one.direction != "neutral" and one.kind != "count" for one in measurable())
    assert CSAT in measurable()


@given(st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.integers(0, 200), st.integers(-100, 300))
def test_weeks_cover_the_days_once_and_none_straddles_the_start(
    start: date, length: int, later: int
) -> None:
    last, as_of = start + timedelta(days=length), start + timedelta(days=later)
    spans = weeks_around(start, last, as_of)
    days = [a + timedelta(days=n) for a, b in spans for n in range((b - a).days)]
    first = start - timedelta(weeks=BEFORE_WEEKS)
    wanted = (min(last + timedelta(days=1), as_of) - first).days
    assert days == [first + timedelta(days=n) for n in range(max(0, wanted))]
    assert not [1 for a, b in spans if a < start < b]


@pytest.mark.parametrize("days", [7, 13, 14, 90])
def test_only_whole_weeks_of_the_trial_are_declared(days: int) -> None:
    declared = declare(CSAT, START, START, START + timedelta(days=days - 1), compared=True)
    assert declared is not None
    assert declared.after_weeks == days // 7
