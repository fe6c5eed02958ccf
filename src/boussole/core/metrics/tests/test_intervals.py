"""Intervals against the values their authors published, and what must always hold of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from boussole.core.metrics.intervals import (
    Interval,
    adjusted_wald,
    bootstrap_mean,
    kaplan_meier,
    order_quantile,
    quantile,
    student,
    survival_quantile,
    wilson,
)
from boussole.core.metrics.statistics import Point

# Newcombe (1998), table I, method 3.
NEWCOMBE = [
    ((81, 263), (0.2553, 0.3662)),
    ((15, 148), (0.0624, 0.1605)),
    ((0, 20), (0.0000, 0.1611)),
    ((1, 29), (0.0061, 0.1718)),
]

# Weeks of remission under 6-mercaptopurine, Freireich et al. (1963), as tabled by Klein and
# Moeschberger, section 4.2: (weeks, relapses, censored) and the survival after each relapse.
REMISSION = [
    (6, 3, 1), (7, 1, 0), (9, 0, 1), (10, 1, 1), (11, 0, 1), (13, 1, 0), (16, 1, 0), (17, 0, 1),
    (19, 0, 1), (20, 0, 1), (22, 1, 0), (23, 1, 0), (25, 0, 1), (32, 0, 2), (34, 0, 1), (35, 0, 1),
]  # fmt: skip
SURVIVAL = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
GREENWOOD = {6: 0.0058, 7: 0.0076, 10: 0.0093, 13: 0.0114, 16: 0.0130, 22: 0.0164, 23: 0.0181}

counts = st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
distributions = st.dictionaries(
    st.integers(0, 5000), st.tuples(st.integers(0, 9), st.integers(0, 4)), min_size=1, max_size=30
)


def points_of(table: dict[int, tuple[int, int]], *, censored: bool = True) -> list[Point]:
    return [
        Point(float(value), seen, left if censored else 0)
        for value, (seen, left) in sorted(table.items())
    ]


@pytest.mark.parametrize(("of", "bounds"), NEWCOMBE)
def test_wilson_is_the_published_one(of: tuple[int, int], bounds: tuple[float, float]) -> None:
    found = wilson(*of)
    assert (found.low, found.high) == pytest.approx(bounds, abs=5e-5)


@given(counts)
@settings(max_examples=50)
def test_wilson_holds_its_share_within_bounds(of: tuple[int, int]) -> None:
    found = wilson(*of)
    assert found.low is not None
    assert found.value is not None
    assert found.high is not None
    assert 0 <= found.low <= found.value <= found.high <= 1


@given(counts)
@settings(max_examples=50)
def test_wilson_of_the_contrary_is_the_mirror(of: tuple[int, int]) -> None:
    x, n = of
    ours, theirs = wilson(x, n), wilson(n - x, n)
    assert ours.low == pytest.approx(1 - (theirs.high or 0), abs=1e-12)


def test_adjusted_wald_by_hand() -> None:
    # 60 promoters, 15 detractors of 100: (60.75 - 15.75) / 103 = .43689, variance
    # (76.5 / 103 - .43689^2) / 103 = .005358, so .43689 +- 1.96 x .07320.
    found = adjusted_wald(60, 15, 100)
    assert found.value == pytest.approx(45)
    assert found.low == pytest.approx(29.34, abs=0.02)
    assert found.high == pytest.approx(58.04, abs=0.02)


@given(counts, st.integers(0, 3000))
@settings(max_examples=50)
def test_a_net_score_stays_on_its_scale(of: tuple[int, int], more: int) -> None:
    promoters, n = of
    found = adjusted_wald(promoters, min(more, n - promoters), n)
    assert found.low is not None
    assert found.high is not None
    assert -100 <= found.low <= (found.value or 0) <= found.high <= 100


@given(st.lists(st.floats(0, 7), min_size=2, max_size=40))
@settings(max_examples=50)
def test_student_is_that_of_the_raw_values(values: list[float]) -> None:
    found = student(len(values), sum(values), sum(v * v for v in values))
    spread = stats.sem(values) * stats.t.ppf(0.975, len(values) - 1)
    assert found.value == pytest.approx(np.mean(values))
    assert (found.high or 0) - (found.low or 0) == pytest.approx(2 * spread, abs=1e-4)


def test_bootstrap_is_repeatable_and_close_to_student() -> None:
    points = [Point(1, 10), Point(2, 20), Point(4, 40), Point(5, 30)]
    found = bootstrap_mean(points, seed=3)
    assert found == bootstrap_mean(points, seed=3)
    assert found != bootstrap_mean(points, seed=4)
    total = sum(p.value * p.observed for p in points)
    exact = student(100, total, sum(p.value**2 * p.observed for p in points))
    assert found.value == exact.value
    assert found.low == pytest.approx(exact.low, abs=0.05)
    assert found.high == pytest.approx(exact.high, abs=0.05)


def test_kaplan_meier_is_the_published_one() -> None:
    steps = kaplan_meier([Point(float(w), seen, left) for w, seen, left in REMISSION])
    assert {s.value: round(s.survival, 3) for s in steps} == SURVIVAL
    assert {s.value: s.variance for s in steps} == pytest.approx(GREENWOOD, abs=6e-5)


def test_the_median_remission_is_23_weeks_and_its_upper_bound_is_not_reached() -> None:
    points = [Point(float(w), seen, left) for w, seen, left in REMISSION]
    assert survival_quantile(points, 0.5) == Interval(23.0, 13.0, None)


def test_order_statistics_by_hand() -> None:
    # For n = 20 the binomial law gives ranks 6 and 15 around the median (95.9 %).
    found = order_quantile([Point(float(rank), 1) for rank in range(1, 21)], 0.5)
    assert found == Interval(10.0, 6.0, 15.0)


@given(distributions, st.sampled_from([0.5, 0.9]))
@settings(max_examples=50)
def test_a_quantile_lies_between_its_bounds(table: dict[int, tuple[int, int]], q: float) -> None:
    found = quantile(points_of(table), q)
    if found.value is not None:
        assert found.low is None or found.low <= found.value
        assert found.high is None or found.value <= found.high


@given(distributions)
@settings(max_examples=50)
def test_without_censoring_kaplan_meier_is_the_plain_share(
    table: dict[int, tuple[int, int]],
) -> None:
    points = [point for point in points_of(table, censored=False) if point.observed]
    n = sum(point.observed for point in points)
    left = n
    for step, point in zip(kaplan_meier(points), points, strict=True):
        left -= point.observed
        assert step.survival == pytest.approx(left / n, abs=1e-9)


@given(distributions)
@settings(max_examples=50)
def test_forgetting_those_who_wait_would_flatter_the_median(
    table: dict[int, tuple[int, int]],
) -> None:
    honest = quantile(points_of(table), 0.5).value
    flattered = quantile(points_of(table, censored=False), 0.5).value
    assert honest is None or flattered is None or honest >= flattered


@pytest.mark.parametrize(
    "of_nothing",
    [
        wilson(0, 0),
        adjusted_wald(0, 0, 0),
        student(0, 0, 0),
        bootstrap_mean([], 0),
        quantile([], 0.5),
    ],
)
def test_nothing_gives_no_value(of_nothing: Interval) -> None:
    assert of_nothing == Interval(None, None, None)
