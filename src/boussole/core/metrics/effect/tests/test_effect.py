"""The effect against a plain calculation, then what must hold of any observations."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from boussole.core.metrics.effect import EffectError, by_week, effect
from boussole.core.metrics.effect.tests.simulated import (
    END,
    START,
    Observed,
    declared,
    flipped,
    observed,
    simulated,
)


def counted(unit: str, day: int, successes: int, n: int) -> pl.DataFrame:
    return observed([unit] * n, [day] * n, [1.0] * successes + [0.0] * (n - successes))


def test_the_difference_by_hand() -> None:
    # Treated: 4/10 to 7/10 (+.3) and 5/10 to 6/10 (+.1), same weights: .45 to .65.
    # Comparison: 2/10 to 3/10 (weight 5) and 6/20 to 8/20 (weight 10): both +.1.
    frame = pl.concat(
        [
            counted("a", -3, 4, 10), counted("a", 3, 7, 10),
            counted("b", -3, 5, 10), counted("b", 3, 6, 10),
            counted("x", -3, 2, 10), counted("x", 3, 3, 10),
            counted("y", -3, 6, 20), counted("y", 3, 8, 20),
        ]
    )  # fmt: skip
    found = effect(declared(), frame, {"a": START, "b": START}, as_of=END, seed=1)
    assert found.difference.value == pytest.approx(0.1)
    assert (found.treated.before.value, found.treated.after.value) == pytest.approx((0.45, 0.65))
    assert found.comparison is not None
    expected = (0.2 / 3 + 0.6 / 3, 0.3 / 3 + 0.8 / 3)
    assert (found.comparison.before.value, found.comparison.after.value) == pytest.approx(expected)
    assert (found.treated.n_before, found.treated.n_after, found.treated.units) == (20, 20, 2)
    assert (found.comparison.n_before, found.comparison.n_after) == (30, 30)
    assert (found.verdict, found.why) == ("not_enough", "few_clusters")


def test_a_shift_in_who_answers_is_no_effect() -> None:
    # Everyone stays as they were; the good one answers more afterwards.
    frame = pl.concat(
        [
            counted("good", -3, 9, 10), counted("good", 3, 81, 90),
            counted("poor", -3, 9, 90), counted("poor", 3, 1, 10),
            counted("x", -3, 5, 10), counted("x", 3, 5, 10),
        ]
    )  # fmt: skip
    found = effect(declared(), frame, {"good": START, "poor": START}, as_of=END, seed=1)
    assert found.difference.value == pytest.approx(0)


def test_an_effect_that_is_there_is_seen() -> None:
    frame, starts = simulated(np.random.default_rng(1), 20, 30, effect=0.12)
    found = effect(declared(), frame, starts, as_of=END, seed=1)
    assert (found.verdict, found.why, found.causal, found.general) == (
        "improved",
        "judged",
        True,
        True,
    )
    worse = effect(declared(direction="lower"), frame, starts, as_of=END, seed=1)
    assert worse.verdict == "worsened"


def test_without_an_effect_a_large_one_is_excluded() -> None:
    frame, starts = simulated(np.random.default_rng(2), 30, 60, per_week=10)
    found = effect(declared(smallest_effect=0.1), frame, starts, as_of=END, seed=1)
    assert found.verdict == "too_small"


def test_without_comparison_a_change_is_not_an_effect() -> None:
    frame, starts = simulated(np.random.default_rng(3), 20, 20, effect=0.15)
    found = effect(declared(comparison="none"), frame, starts, as_of=END, seed=1)
    assert (found.causal, found.comparison) == (False, None)
    assert found.difference.value is not None
    # The slow rise that everyone follows is in it: eight weeks of half a point.
    assert found.difference.value == pytest.approx(0.15 + 0.04, abs=0.03)


def test_nobody_is_compared_once_started() -> None:
    # The later unit jumps at its own start, in the third week: before it, it stands still.
    frame = pl.concat(
        [
            counted("first", -3, 5, 10),
            *(counted("first", 7 * week, 8, 10) for week in range(8)),
            *(counted("later", 7 * week, 5, 10) for week in range(-8, 2)),
            *(counted("later", 7 * week, 10, 10) for week in range(2, 10)),
        ]
    )
    starts = {"first": START, "later": START + timedelta(weeks=2)}
    waiting = declared(comparison="not_yet_treated")
    found = effect(waiting, frame, starts, as_of=END + timedelta(weeks=2), seed=1)
    assert found.difference.value == pytest.approx(0.3)
    assert found.comparison is not None
    assert (found.comparison.n_before, found.comparison.n_after) == (80, 20)
    never = effect(declared(), frame, starts, as_of=END + timedelta(weeks=2), seed=1)
    assert (never.difference.value, never.why) == (None, "nothing_to_compare")


def test_a_week_in_which_a_unit_starts_is_not_compared() -> None:
    frame = pl.concat(
        [
            counted("first", -3, 5, 10), counted("first", 1, 5, 10),
            counted("later", -3, 5, 10), counted("later", 1, 0, 10), counted("later", 5, 10, 10),
        ]
    )  # fmt: skip
    starts = {"first": START, "later": START + timedelta(days=4)}
    found = effect(declared(comparison="not_yet_treated"), frame, starts, as_of=END, seed=1)
    assert found.difference.value is None


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([("a", 3), ("x", -3), ("x", 3)], "nothing_before"),
        ([("a", -3), ("x", -3), ("x", 3)], "nothing_after"),
        ([("a", -3), ("a", 3)], "nothing_to_compare"),
        ([("a", -3), ("a", 3), ("x", 3)], "nothing_to_compare"),
        ([], "nothing_before"),
    ],
)
def test_what_is_missing_is_said(rows: list[tuple[str, int]], why: str) -> None:
    frame = observed([unit for unit, _ in rows], [day for _, day in rows], [1.0] * len(rows))
    found = effect(declared(), frame, {"a": START}, as_of=END, seed=1)
    assert (found.verdict, found.why, found.difference.low) == ("not_enough", why, None)


def test_outcomes_all_the_same_tell_nothing() -> None:
    frame, starts = simulated(np.random.default_rng(4), 8, 8)
    found = effect(declared(), frame.with_columns(outcome=pl.lit(1.0)), starts, as_of=END, seed=1)
    assert (found.verdict, found.why) == ("not_enough", "no_variation")


def test_it_is_read_at_the_end_or_when_the_planned_conversations_are_there() -> None:
    frame, starts = simulated(np.random.default_rng(5), 20, 40, effect=0.15, per_week=10)
    middle = START + timedelta(weeks=5)
    found = effect(declared(), frame, starts, as_of=middle, seed=1)
    assert (found.verdict, found.why, found.ends) == ("not_enough", "running", END)
    large = declared(stop="when_enough", smallest_effect=0.1)
    assert effect(large, frame, starts, as_of=middle, seed=1).verdict == "improved"
    small = declared(stop="when_enough", smallest_effect=0.06)
    waiting = effect(small, frame, starts, as_of=middle, seed=1)
    assert (waiting.verdict, waiting.why) == ("not_enough", "few_conversations")
    assert waiting.plan is not None
    assert waiting.plan.missing
    assert waiting.plan.needed == waiting.plan.missing + waiting.treated.n_after


def test_one_coached_person_is_read_from_week_to_week() -> None:
    frame, starts = simulated(np.random.default_rng(6), 1, 10, effect=0.3, per_week=15)
    alone = effect(declared(), frame, starts, as_of=END, seed=1)
    assert (alone.why, alone.difference.low) == ("few_clusters", None)
    weekly = effect(declared(), by_week(frame), starts, as_of=END, seed=1)
    assert (weekly.verdict, weekly.general) == ("improved", False)
    assert weekly.treated.clusters == 16
    assert weekly.difference.value == alone.difference.value


def test_numbers_are_measured_like_shares() -> None:
    frame, starts = simulated(np.random.default_rng(7), 20, 30, effect=0.12)
    minutes = frame.with_columns(outcome=10 * pl.col("outcome") + 2)
    share = effect(declared(), frame, starts, as_of=END, seed=1)
    number = effect(
        declared(scale="number", smallest_effect=0.5), minutes, starts, as_of=END, seed=1
    )
    assert share.difference.low is not None
    assert number.difference.value == pytest.approx(10 * (share.difference.value or 0))
    assert number.difference.low == pytest.approx(10 * share.difference.low)


# What is declared


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"declared_on": START + timedelta(days=1)}, "declare a later start"),
        ({"smallest_effect": 5}, "five points"),
        ({"smallest_effect": 0}, "greater than 0"),
        ({"after_weeks": 0}, "greater than or equal to 1"),
    ],
)
def test_a_declaration_comes_first_and_says_what_is_worth_seeing(
    changes: dict[str, object], word: str
) -> None:
    with pytest.raises(ValidationError, match=word):
        declared(**changes)


def test_a_declaration_does_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        declared().start = START  # type: ignore[misc]


@pytest.mark.parametrize(
    ("frame", "starts", "word"),
    [
        (observed(["a"], [0], [1]), {}, "no unit starts"),
        (observed(["a"], [0], [1]), {"a": START - timedelta(days=1)}, "a: starts before"),
        (observed(["a"], [0], [0.5]), {"a": START}, "0 or 1"),
        (observed(["a"], [0], [1]).drop("cluster"), {"a": START}, "no column cluster"),
        (observed(["a"], [0], [1]).with_columns(at=pl.lit("x")), {"a": START}, "give dates"),
    ],
)
def test_observations_that_do_not_fit_are_refused(
    frame: pl.DataFrame, starts: dict[str, date], word: str
) -> None:
    with pytest.raises(EffectError, match=word):
        effect(declared(), frame, starts, as_of=END, seed=1)


# What must hold of any observations


@st.composite
def worlds(draw: st.DrawFn) -> Observed:
    units = st.sampled_from([f"u{i}" for i in range(8)])
    rows = draw(
        st.lists(st.tuples(units, st.integers(-56, 90), st.booleans()), min_size=10, max_size=80)
    )
    frame = observed([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows])
    weeks = draw(st.lists(st.integers(0, 3), min_size=1, max_size=6))
    return frame, {f"u{i}": START + timedelta(weeks=week) for i, week in enumerate(weeks)}


ANY = declared(comparison="not_yet_treated")
LATE = END + timedelta(weeks=3)


@given(worlds(), st.lists(st.tuples(st.integers(0, 9), st.integers(57, 300)), max_size=10))
@settings(max_examples=50)
def test_rows_outside_the_windows_change_nothing(
    world: Observed, strangers: list[tuple[int, int]]
) -> None:
    frame, starts = world
    outside = observed(
        [f"u{i}" for i, _ in strangers], [-day for _, day in strangers], [1] * len(strangers)
    )
    future = observed(["u0", "new"], [400, 500], [1, 0])
    ours = effect(ANY, frame, starts, as_of=LATE, seed=1, resamples=30)
    theirs = effect(
        ANY, pl.concat([frame, outside, future]), starts, as_of=LATE, seed=1, resamples=30
    )
    assert ours == theirs


@given(worlds(), st.integers(0, 5))
@settings(max_examples=40)
def test_the_order_of_rows_changes_nothing(world: Observed, seed: int) -> None:
    frame, starts = world
    shuffled = frame.sample(fraction=1, shuffle=True, seed=seed)
    instants = shuffled.with_columns(at=pl.col("at").cast(pl.Datetime("us", "UTC")))
    ours = effect(ANY, frame, starts, as_of=LATE, seed=1, resamples=30)
    assert effect(ANY, instants, starts, as_of=LATE, seed=1, resamples=30) == ours


@given(worlds(), st.integers(0, 5))
@settings(max_examples=40)
def test_not_even_the_last_digit_of_sums(world: Observed, seed: int) -> None:
    frame, starts = world
    frame = frame.with_columns(outcome=pl.Series(np.random.default_rng(seed).random(len(frame))))
    shuffled = frame.sample(fraction=1, shuffle=True, seed=seed)
    numbers = declared(scale="number", comparison="not_yet_treated")
    ours = effect(numbers, frame, starts, as_of=LATE, seed=1, resamples=30)
    assert effect(numbers, shuffled, starts, as_of=LATE, seed=1, resamples=30) == ours


@given(worlds())
@settings(max_examples=50)
def test_the_contrary_outcome_has_the_contrary_effect(world: Observed) -> None:
    frame, starts = world
    ours = effect(ANY, frame, starts, as_of=LATE, seed=1, resamples=60).difference
    theirs = effect(ANY, flipped(frame), starts, as_of=LATE, seed=1, resamples=60).difference
    pairs = [(ours.value, theirs.value), (ours.low, theirs.high), (ours.high, theirs.low)]
    for one, other in pairs:
        assert (one is None) == (other is None)
        assert one is None or other is None or one == pytest.approx(-other, abs=1e-9)


@given(worlds())
@settings(max_examples=50)
def test_a_difference_is_that_of_the_rates_shown(world: Observed) -> None:
    frame, starts = world
    found = effect(ANY, frame, starts, as_of=LATE, seed=1, resamples=30)
    if found.difference.value is None:
        assert found.verdict == "not_enough"
        return
    assert found.comparison is not None
    shown = [
        side.value for one in (found.treated, found.comparison) for side in (one.before, one.after)
    ]
    before, after, other_before, other_after = (value for value in shown if value is not None)
    assert found.difference.value == pytest.approx((after - before) - (other_after - other_before))
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in (before, after, other_before, other_after))


def test_the_seed_alone_decides_the_interval() -> None:
    frame, starts = simulated(np.random.default_rng(8), 8, 12)
    ours = effect(declared(), frame, starts, as_of=END, seed=3)
    assert effect(declared(), frame, starts, as_of=END, seed=3) == ours
    other = effect(declared(), frame, starts, as_of=END, seed=4)
    assert other.difference.value == ours.difference.value
    assert other.difference != ours.difference


def test_twenty_thousand_conversations_take_no_time() -> None:
    frame, starts = simulated(np.random.default_rng(9), 40, 85, per_week=10)
    assert len(frame) > 19_000
    began = time.perf_counter()
    effect(declared(), frame, starts, as_of=END, seed=1, resamples=1000)
    assert time.perf_counter() - began < 2


def test_an_instant_is_placed_at_its_day() -> None:
    frame = observed(["a", "x"], [0, 0], [1, 1]).with_columns(
        at=pl.lit(datetime(2026, 3, 1, 23, 59))  # noqa: DTZ001 - the day before the start, in UTC
    )
    found = effect(declared(), frame, {"a": START}, as_of=END, seed=1)
    assert (found.treated.n_before, found.treated.n_after) == (1, 0)
