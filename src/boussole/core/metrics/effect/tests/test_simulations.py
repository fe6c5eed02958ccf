"""Does it say what is true? Worlds with a known effect, seen two hundred times."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from boussole.core.metrics.effect import effect
from boussole.core.metrics.effect.tests.simulated import (
    END,
    START,
    Observed,
    chosen_for_bad_weeks,
    declared,
    drawn,
    name,
    simulated,
)
from boussole.core.metrics.effect.windows import Places
from boussole.core.metrics.intervals import Interval
from boussole.core.metrics.resampling import Floats

RUNS = 200


def value(interval: Interval) -> float:
    assert interval.value is not None
    return interval.value


@pytest.mark.parametrize(
    ("treated", "others", "truth"), [(6, 10, 0.0), (15, 20, 0.0), (15, 20, 0.1)]
)
def test_the_interval_holds_the_true_effect_nineteen_times_in_twenty(
    treated: int, others: int, truth: float
) -> None:
    rng, held = np.random.default_rng(1), 0
    verdicts: Counter[str] = Counter()
    for seed in range(RUNS):
        frame, starts = simulated(rng, treated, others, effect=truth)
        found = effect(declared(), frame, starts, as_of=END, seed=seed, resamples=300)
        verdicts[found.verdict] += 1
        assert found.difference.low is not None
        assert found.difference.high is not None
        held += found.difference.low <= truth <= found.difference.high
    assert 0.91 <= held / RUNS <= 0.985
    if truth:
        assert verdicts["improved"] > 0.6 * RUNS
    else:
        assert verdicts["improved"] < 0.05 * RUNS
        assert verdicts["worsened"] < 0.05 * RUNS


# Staggered starts: three waves of ten, the effect growing by four points a week; nobody never starts.
GROWTH, WAVES = 0.04, (0, 4, 8)


def staggered(rng: np.random.Generator, never: int = 0) -> Observed:
    wave = np.array([week for week in WAVES for _ in range(10)] + [99] * never)

    def share(unit: Places, week: Places) -> Floats:
        since = week - wave[unit]
        return np.where(since >= 0, 0.3 + GROWTH * (since + 1), 0.3)

    starts = {name(i): START + timedelta(weeks=int(wave[i])) for i in range(10 * len(WAVES))}
    return drawn(rng, len(wave), range(-4, 12), 8, share), starts


def two_way_fixed_effects(frame: pl.DataFrame, starts: Mapping[str, date]) -> float:
    """The regression on unit, week and "has started", as it is often done: least squares on cell means."""
    week = (pl.col("at") - START).dt.total_days().floordiv(7)
    cells = (
        frame.with_columns(week=week)
        .group_by("unit", "week")
        .agg(pl.col("outcome").mean())
        .sort("unit", "week")
    )
    unit = cells["unit"].rank("dense").to_numpy().astype(int) - 1
    place = cells["week"].to_numpy() - cells["week"].min()
    first = np.array([(starts.get(one, date.max) - START).days // 7 for one in cells["unit"]])
    began = (cells["week"].to_numpy() >= first).astype(float)
    design = np.column_stack([np.eye(unit.max() + 1)[unit], np.eye(place.max() + 1)[place], began])
    return float(np.linalg.lstsq(design, cells["outcome"].to_numpy(), rcond=None)[0][-1])


def test_staggered_starts_do_not_bias_it_as_they_bias_a_regression() -> None:
    rng = np.random.default_rng(2)
    ours, naive = list[float](), list[float]()
    # Weeks compared: the first four of the first wave against both others, of the second against the third.
    first = declared(comparison="not_yet_treated", before_weeks=4, after_weeks=4)
    truth = GROWTH * np.mean([1, 2, 3, 4])
    for seed in range(40):
        frame, starts = staggered(rng)
        end = START + timedelta(weeks=12)
        found = effect(first, frame, starts, as_of=end, seed=seed, resamples=2)
        ours.append(value(found.difference))
        naive.append(two_way_fixed_effects(frame, starts))
    assert np.mean(ours) == pytest.approx(truth, abs=0.01)
    # Over all weeks the true mean is higher still: the regression is off by more than half.
    assert np.mean(naive) < truth / 2


def test_staggered_starts_against_units_that_never_start() -> None:
    rng, held = np.random.default_rng(3), 0
    ours = list[float]()
    wide = declared(before_weeks=4, after_weeks=4)
    truth = float(GROWTH * np.mean([1, 2, 3, 4]))
    for seed in range(100):
        frame, starts = staggered(rng, never=10)
        found = effect(
            wide, frame, starts, as_of=START + timedelta(weeks=12), seed=seed, resamples=200
        )
        ours.append(value(found.difference))
        assert found.difference.low is not None
        assert found.difference.high is not None
        held += found.difference.low <= truth <= found.difference.high
    assert np.mean(ours) == pytest.approx(truth, abs=0.01)
    assert held >= 89


def test_bad_weeks_become_better_by_themselves_and_no_effect_is_claimed() -> None:
    rng = np.random.default_rng(4)
    naive, expected, beyond = list[float](), list[float](), list[float]()
    verdicts = Counter[str]()
    for seed in range(RUNS):
        frame, starts = chosen_for_bad_weeks(rng)
        found = effect(declared(bad_spell=True), frame, starts, as_of=END, seed=seed, resamples=200)
        assert found.regression is not None
        naive.append(value(found.difference))
        expected.append(found.regression.expected)
        beyond.append(value(found.regression.beyond))
        verdicts[found.verdict] += 1
    assert np.mean(naive) > 0.05
    assert np.mean(expected) == pytest.approx(np.mean(naive), abs=0.015)
    assert abs(float(np.mean(beyond))) < 0.015
    assert verdicts["improved"] <= 0.03 * RUNS


def test_an_effect_is_still_found_beyond_the_regression() -> None:
    rng = np.random.default_rng(5)
    beyond, verdicts = list[float](), Counter[str]()
    for seed in range(60):
        frame, starts = chosen_for_bad_weeks(rng, of=60, chosen=12, effect=0.15)
        found = effect(declared(bad_spell=True), frame, starts, as_of=END, seed=seed, resamples=200)
        assert found.regression is not None
        beyond.append(value(found.regression.beyond))
        verdicts[found.verdict] += 1
    assert np.mean(beyond) == pytest.approx(0.15, abs=0.02)
    assert verdicts["improved"] > 45


def test_before_and_after_bad_weeks_concludes_nothing() -> None:
    frame, starts = chosen_for_bad_weeks(np.random.default_rng(6))
    alone = declared(bad_spell=True, comparison="none")
    found = effect(alone, frame, starts, as_of=END, seed=1)
    assert (found.verdict, found.why, found.regression) == ("unclear", "regression_unknown", None)


@pytest.mark.parametrize(("weekly", "smallest"), [(0.0, 0.08), (0.15, 0.1)])
def test_the_planned_conversations_see_the_planned_effect_four_times_in_five(
    weekly: float, smallest: float
) -> None:
    rng, seen, runs = np.random.default_rng(7), 0, 150
    planned = declared(smallest_effect=smallest, after_weeks=12)
    for seed in range(runs):
        frame, starts = simulated(
            rng, 20, 40, effect=smallest, weekly=weekly, per_week=10, after=12
        )
        earlier = frame.filter(pl.col("at") < START)
        plan = effect(planned, earlier, starts, as_of=START, seed=1, resamples=2).plan
        assert plan is not None
        assert plan.needed is not None
        enough = START + timedelta(days=round(plan.needed / (20 * 10 / 7)))
        found = effect(planned, frame, starts, as_of=enough, seed=seed, resamples=200)
        assert found.difference.low is not None
        seen += found.difference.low > 0
    assert 0.71 <= seen / runs <= 0.89


def test_weeks_that_differ_call_for_more_conversations() -> None:
    rng = np.random.default_rng(8)
    plans = []
    for weekly in (0.0, 0.2):
        frame, starts = simulated(rng, 20, 40, weekly=weekly, per_week=10)
        found = effect(declared(smallest_effect=0.1), frame, starts, as_of=START, seed=1)
        assert found.plan is not None
        assert found.plan.needed is not None
        plans.append(found.plan)
    assert plans[0].noise.design_effect == pytest.approx(1, abs=0.15)
    # A week of ten conversations whose share varies by .2: 1 + 9.9 x .04 / .25, about 2.6.
    assert plans[1].noise.design_effect == pytest.approx(2.6, abs=0.4)
    assert (plans[1].needed or 0) > 2 * (plans[0].needed or 0)


def test_too_few_weeks_before_are_never_enough() -> None:
    frame, starts = simulated(np.random.default_rng(9), 6, 6, per_week=2)
    found = effect(declared(smallest_effect=0.02), frame, starts, as_of=END, seed=1)
    assert found.plan is not None
    assert (found.plan.needed, found.plan.missing) == (None, None)
