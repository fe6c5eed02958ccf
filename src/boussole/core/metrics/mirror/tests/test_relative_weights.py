"""Johnson's relative weights: published figures, properties, refusals, and what resamples hold."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.metrics import MetricError
from boussole.core.metrics.mirror import Drivers, Refused, relative_weights
from boussole.core.metrics.mirror.relative_weights import johnson
from boussole.core.metrics.resampling import Floats

# Henderson and Velleman, Biometrics 37 (1981): mpg, cyl, disp, hp, wt, gear of 32 cars.
CARS = np.array(
    [
        [21.0, 6, 160.0, 110, 2.620, 4], [21.0, 6, 160.0, 110, 2.875, 4], [22.8, 4, 108.0, 93, 2.320, 4],
        [21.4, 6, 258.0, 110, 3.215, 3], [18.7, 8, 360.0, 175, 3.440, 3], [18.1, 6, 225.0, 105, 3.460, 3],
        [14.3, 8, 360.0, 245, 3.570, 3], [24.4, 4, 146.7, 62, 3.190, 4], [22.8, 4, 140.8, 95, 3.150, 4],
        [19.2, 6, 167.6, 123, 3.440, 4], [17.8, 6, 167.6, 123, 3.440, 4], [16.4, 8, 275.8, 180, 4.070, 3],
        [17.3, 8, 275.8, 180, 3.730, 3], [15.2, 8, 275.8, 180, 3.780, 3], [10.4, 8, 472.0, 205, 5.250, 3],
        [10.4, 8, 460.0, 215, 5.424, 3], [14.7, 8, 440.0, 230, 5.345, 3], [32.4, 4, 78.7, 66, 2.200, 4],
        [30.4, 4, 75.7, 52, 1.615, 4], [33.9, 4, 71.1, 65, 1.835, 4], [21.5, 4, 120.1, 97, 2.465, 3],
        [15.5, 8, 318.0, 150, 3.520, 3], [15.2, 8, 304.0, 150, 3.435, 3], [13.3, 8, 350.0, 245, 3.840, 3],
        [19.2, 8, 400.0, 175, 3.845, 3], [27.3, 4, 79.0, 66, 1.935, 4], [26.0, 4, 120.3, 91, 2.140, 5],
        [30.4, 4, 95.1, 113, 1.513, 5], [15.8, 8, 351.0, 264, 3.170, 5], [19.7, 6, 145.0, 175, 2.770, 5],
        [15.0, 8, 301.0, 335, 3.570, 5], [21.4, 4, 121.0, 109, 2.780, 4],
    ]
)  # fmt: skip
COLUMNS = ("mpg", "cyl", "disp", "hp", "wt", "gear")


def of_cars(*names: str) -> Floats:
    correlations = np.corrcoef(CARS[:, [0, *(COLUMNS.index(name) for name in names)]].T)
    weights: Floats = johnson(correlations[None, 1:, 1:], correlations[None, 1:, 0])[0]
    return weights


def found(
    outcome: Floats, predictors: dict[str, Floats], teams: list[str], seed: int = 0
) -> Drivers | Refused:
    columns = {name: column.tolist() for name, column in predictors.items()}
    return relative_weights(outcome.tolist(), columns, teams, seed=seed, resamples=400)


def alone(n: int) -> list[str]:
    return [f"team {place:03}" for place in range(n)]


def test_the_published_weights_of_the_cars() -> None:
    """The documentation of the R package rwa (Chan) prints both, after Tonidandel and LeBreton (2015)."""
    expected = [0.2284797, 0.2221469, 0.2321744, 0.0963886]
    assert of_cars("cyl", "disp", "hp", "gear") == pytest.approx(expected, abs=1e-6)
    expected = [0.2096904, 0.1883043, 0.1799590, 0.2706812]
    assert of_cars("cyl", "disp", "hp", "wt") == pytest.approx(expected, abs=1e-6)


def test_the_whole_on_the_cars() -> None:
    columns = {name: CARS[:, COLUMNS.index(name)] for name in ("wt", "hp", "gear")}
    drivers = found(CARS[:, 0], columns, alone(32))
    assert isinstance(drivers, Drivers)
    assert [(one.name, one.link) for one in drivers.drivers] == [
        ("wt", "less"),
        ("hp", "less"),
        ("gear", "more"),
    ]
    assert [one.rank.value for one in drivers.drivers] == [1, 2, 3]
    assert sum(one.share.value or 0 for one in drivers.drivers) == pytest.approx(1)


@given(st.integers(0, 2**32), st.integers(1, 5))
def test_weights_add_up_to_r_squared_and_are_never_negative(seed: int, size: int) -> None:
    rng = np.random.default_rng(seed)
    predictors = rng.normal(size=(80, size)) @ (np.eye(size) + 0.4 * rng.normal(size=(size, size)))
    outcome = predictors @ rng.normal(size=size) + rng.normal(size=80)
    correlations = np.atleast_2d(np.corrcoef(np.column_stack([outcome, predictors]).T))
    weights = johnson(correlations[None, 1:, 1:], correlations[None, 1:, 0])[0]
    design = np.column_stack([np.ones(80), predictors])
    left = outcome - design @ np.linalg.lstsq(design, outcome, rcond=None)[0]
    assert (np.isnan(weights).all() or (weights >= 0).all()).item()
    if not np.isnan(weights).any():
        assert weights.sum() == pytest.approx(1 - left.var() / outcome.var(), abs=1e-6)


@given(st.integers(0, 2**32))
def test_uncorrelated_predictors_weigh_their_squared_correlations(seed: int) -> None:
    towards = np.random.default_rng(seed).uniform(-0.4, 0.4, 4)
    assert johnson(np.eye(4)[None], towards[None])[0] == pytest.approx(towards**2)


TRUE_SLOPES = np.array([0.5, 0.2, 0.0])
AMONG = np.array([[1, 0.5, 0.2], [0.5, 1, 0.3], [0.2, 0.3, 1]])


def test_intervals_hold_the_true_weights_and_the_first_rank() -> None:
    rng, runs = np.random.default_rng(1), 200
    spread = np.sqrt(TRUE_SLOPES @ AMONG @ TRUE_SLOPES + 0.6)
    truth = johnson(AMONG[None], (AMONG @ TRUE_SLOPES / spread)[None])[0]
    held, first = np.zeros(3), 0
    teams, place = [f"team {row // 4:02}" for row in range(120)], np.arange(120) // 4
    for seed in range(runs):
        alike = rng.normal(size=(30, 4))[place] * np.sqrt(0.4)
        values = alike + rng.normal(size=(120, 4)) * np.sqrt(0.6)
        predictors = values[:, :3] @ np.linalg.cholesky(AMONG).T
        outcome = predictors @ TRUE_SLOPES + np.sqrt(0.6) * values[:, 3]
        drivers = found(outcome, dict(zip("abc", predictors.T, strict=True)), teams, seed)
        assert isinstance(drivers, Drivers)
        for one in drivers.drivers:
            weight = one.weight
            assert weight.low is not None
            assert weight.high is not None
            held["abc".index(one.name)] += weight.low <= truth["abc".index(one.name)] <= weight.high
            first += one.name == "a" and one.rank.low == 1
    assert (held / runs >= 0.89).all()
    assert first / runs > 0.95


def test_chance_rarely_looks_like_an_association() -> None:
    rng, runs, alarms = np.random.default_rng(2), 200, 0
    teams, place = [f"team {row // 4:02}" for row in range(120)], np.arange(120) // 4
    for seed in range(runs):
        values = rng.normal(size=(30, 5))[place] * 0.6 + rng.normal(size=(120, 5))
        predictors = dict(zip("abcd", values[:, 1:].T, strict=True))
        drivers = found(values[:, 0], predictors, teams, seed)
        assert isinstance(drivers, Drivers)
        alarms += any(one.link != "none_seen" for one in drivers.drivers)
    assert alarms / runs <= 0.09


def test_constant_predictors_are_left_out_and_named() -> None:
    rng = np.random.default_rng(3)
    one, flat = rng.normal(size=40), np.full(40, 3.3)
    drivers = found(one + rng.normal(size=40), {"flat": flat, "one": one}, alone(40))
    assert isinstance(drivers, Drivers)
    assert drivers.constant == ("flat",)
    assert [driver.name for driver in drivers.drivers] == ["one"]


def test_what_cannot_be_told_apart_is_refused_by_name() -> None:
    rng = np.random.default_rng(4)
    one, other = rng.normal(size=(2, 60))
    near = one + 0.01 * rng.normal(size=60)
    columns = {"one": one, "near": near, "other": other}
    assert found(other + one, columns, alone(60)) == Refused("collinear", names=("one", "near"))


@pytest.mark.parametrize(
    ("rows", "columns", "expected"),
    [
        (19, 1, Refused("few_teams", 19, 20)),
        (29, 3, Refused("few_rows", 29, 30)),
        (30, 0, Refused("no_predictor")),
    ],
)
def test_it_is_refused_and_says_what_is_missing(rows: int, columns: int, expected: Refused) -> None:
    values = np.random.default_rng(5).normal(size=(rows, columns + 1))
    predictors = {str(place): values[:, place + 1] for place in range(columns)}
    assert found(values[:, 0], predictors, alone(rows)) == expected


def test_a_constant_outcome_is_refused() -> None:
    one = np.random.default_rng(6).normal(size=30)
    assert found(np.full(30, 4.0), {"one": one}, alone(30)) == Refused("no_variation")


@pytest.mark.parametrize(
    ("outcome", "column", "message"),
    [([1.0, 2.0], [1.0], "one value per row"), ([1.0, 2.0], [1.0, float("nan")], "missing")],
)
def test_columns_that_do_not_fit_are_errors(
    outcome: list[float], column: list[float], message: str
) -> None:
    with pytest.raises(MetricError, match=message):
        relative_weights(outcome, {"one": column}, ["a", "b"], seed=0)
