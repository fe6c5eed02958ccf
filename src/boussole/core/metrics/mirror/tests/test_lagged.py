"""Which moves first: what is planted is found, what is not there is rarely seen, too little is refused."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.metrics import MetricError
from boussole.core.metrics.mirror import Lagged, Refused, TeamWeek, lagged
from boussole.core.metrics.mirror.tests.simulated import MONDAY, Series, two_series


def looked(pulse: Series, customers: Series, seed: int = 0, resamples: int = 500) -> Lagged:
    found = lagged(pulse, customers, seed=seed, resamples=resamples)
    assert isinstance(found, Lagged)
    return found


@pytest.mark.parametrize(
    ("teams", "weeks", "kept", "season"),
    [(10, 12, 0.3, 0.0), (10, 26, 0.7, 0.3), (20, 26, 0.7, 0.3), (40, 26, 0.9, 0.3)],
)
def test_false_alarms_are_about_one_in_twenty(
    teams: int, weeks: int, kept: float, season: float
) -> None:
    """Whatever the lag, for series that drift and share a season; and the order is hardly ever claimed."""
    rng, runs = np.random.default_rng(11), 300
    orders: Counter[str] = Counter()
    for seed in range(runs):
        pair = two_series(rng, teams, weeks, kept=kept, season=season)
        orders[looked(*pair, seed).order] += 1
    assert 1 - orders["none_seen"] / runs <= 0.095
    assert (orders["employees_first"] + orders["customers_first"]) / runs <= 0.02


def every_other_week(pulse: Series) -> Series:
    """What a pulse asked each fortnight knows of a weekly series."""
    return [one for one in pulse if (one.week - MONDAY).days // 7 % 2 == 0]


@pytest.mark.parametrize(("teams", "weeks", "kept"), [(10, 13, 0.7), (24, 26, 0.7)])
def test_a_fortnightly_pulse_gives_no_more_false_alarms(
    teams: int, weeks: int, kept: float
) -> None:
    rng, runs = np.random.default_rng(21), 200
    orders: Counter[str] = Counter()
    for seed in range(runs):
        pulse, customers = two_series(rng, teams, weeks, kept=kept, season=0.3)
        orders[looked(every_other_week(pulse), customers, seed, 300).order] += 1
    assert 1 - orders["none_seen"] / runs <= 0.1
    assert (orders["employees_first"] + orders["customers_first"]) / runs <= 0.03


def test_a_fortnightly_pulse_still_finds_a_lead_of_three_weeks() -> None:
    rng, runs, right = np.random.default_rng(22), 40, 0
    for seed in range(runs):
        pulse, customers = two_series(rng, 24, 26, lead=3, strength=0.8, season=0.2)
        found = looked(every_other_week(pulse), customers, seed, 300)
        right += found.order == "employees_first" and found.peak == 3
    assert right / runs >= 0.9


@pytest.mark.parametrize(
    ("lead", "order"),
    [(3, "employees_first"), (-3, "customers_first"), (0, "same_week")],
)
def test_a_planted_lead_is_found(lead: int, order: str) -> None:
    rng, runs, right = np.random.default_rng(12), 100, 0
    for seed in range(runs):
        pair = two_series(rng, 20, 26, lead=lead, strength=0.8, season=0.2)
        found = looked(*pair, seed)
        right += found.order == order and found.peak == lead
    assert right / runs >= 0.95


def test_a_weak_lead_is_found_with_more_teams_and_weeks() -> None:
    rng = np.random.default_rng(13)
    few = looked(*two_series(rng, 10, 14, lead=3, strength=0.3))
    many = looked(*two_series(rng, 80, 52, lead=3, strength=0.3))
    assert many.order == "employees_first"
    assert many.peak_low is not None
    assert many.peak_low <= 3 <= (many.peak_high or 0)
    assert many.smallest_seen < few.smallest_seen


def test_a_shared_season_alone_is_not_an_association() -> None:
    rng = np.random.default_rng(14)
    seen = 0
    for seed in range(60):
        seen += looked(*two_series(rng, 15, 30, kept=0.2, season=2.0), seed).order != "none_seen"
    assert seen <= 6


def test_opposite_movements_are_negative() -> None:
    pulse, customers = two_series(np.random.default_rng(15), 20, 26, lead=2, strength=0.9)
    turned = [TeamWeek(one.team, one.week, one.n, -one.mean) for one in customers]
    plain, other = looked(pulse, customers), looked(pulse, turned)
    assert (plain.peak, other.peak) == (2, 2)
    assert [lag.association.value for lag in other.lags] == [
        pytest.approx(-(lag.association.value or 0)) for lag in plain.lags
    ]


def test_few_weeks_are_looked_at_over_fewer_lags() -> None:
    found = looked(*two_series(np.random.default_rng(16), 12, 12))
    assert [lag.weeks for lag in found.lags] == list(range(-6, 7))
    assert (found.teams, found.weeks) == (12, 12)


def test_several_indicators_ask_for_more() -> None:
    pulse, customers = two_series(np.random.default_rng(17), 20, 26)
    one = looked(pulse, customers, resamples=2000)
    four = lagged(pulse, customers, seed=0, looked_at=4, resamples=2000)
    assert isinstance(four, Lagged)
    assert four.smallest_seen > one.smallest_seen


def test_too_few_teams_or_weeks_are_refused() -> None:
    rng = np.random.default_rng(18)
    assert lagged(*two_series(rng, 9, 26), seed=0) == Refused("few_teams", 9, 10)
    assert lagged(*two_series(rng, 30, 11), seed=0) == Refused("short_time", 11, 12)
    pulse, customers = two_series(rng, 12, 26)
    later = MONDAY + timedelta(weeks=16)
    late = [one for one in pulse if one.team > "team 002" or one.week >= later]
    assert lagged(late, customers, seed=0) == Refused("short_time", 10, 12)
    sparse = [one for one in pulse if (one.week - MONDAY).days // 7 % 6 == 0]
    assert lagged(sparse, customers, seed=0) == Refused("few_weeks", 5, 6)


def test_a_series_that_never_moves_is_refused() -> None:
    pulse, customers = two_series(np.random.default_rng(19), 12, 20)
    flat = [TeamWeek(one.team, one.week, one.n, 3.3) for one in pulse]
    assert lagged(flat, customers, seed=0) == Refused("no_variation")


def test_what_does_not_fit_is_an_error() -> None:
    pulse, customers = two_series(np.random.default_rng(20), 10, 12)
    with pytest.raises(MetricError, match="given twice"):
        lagged([*pulse, pulse[0]], customers, seed=0)
    tuesday = TeamWeek("team 000", MONDAY + timedelta(days=1), 5, 3.0)
    with pytest.raises(MetricError, match="not a Monday"):
        lagged([tuesday], customers, seed=0)


@settings(max_examples=25)
@given(st.integers(0, 2**32))
def test_holes_order_and_levels_do_not_break_it(seed: int) -> None:
    """Rows in any order, weeks missing at random, a level of each team's own: the same kind of answer."""
    rng = np.random.default_rng(seed)
    pulse, customers = two_series(rng, 15, 30, lead=1, strength=0.5)
    holed = [one for one in pulse if rng.random() > 0.15]
    found = lagged(holed, customers, seed=1, resamples=100)
    shuffled = [holed[place] for place in rng.permutation(len(holed))]
    assert lagged(shuffled, customers[::-1], seed=1, resamples=100) == found
    assert isinstance(found, Lagged)
    moved = [TeamWeek(one.team, one.week, one.n, one.mean + int(one.team[-1])) for one in holed]
    other = lagged(moved, customers, seed=1, resamples=100)
    assert isinstance(other, Lagged)
    for lag, again in zip(found.lags, other.lags, strict=True):
        value, low, high = lag.association.value, lag.association.low, lag.association.high
        assert value is not None
        assert low is not None
        assert high is not None
        assert -1 <= low <= value <= high <= 1
        assert lag.seen == (not low <= 0 <= high)
        assert again.association.value == pytest.approx(value, abs=0.02)
