"""ICC(1): published examples, properties, and how often its interval holds the truth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from boussole.core.metrics import MetricError
from boussole.core.metrics.mirror import Refused, TeamShare, TeamSums, team_share
from boussole.core.metrics.mirror.icc import Variances, variances
from boussole.core.metrics.mirror.tests.simulated import sums
from boussole.core.metrics.resampling import everyone

# Shrout and Fleiss (1979), table 2: six targets, four judges.
SHROUT_FLEISS = (
    (9, 2, 5, 8),
    (6, 1, 3, 2),
    (8, 4, 6, 8),
    (7, 1, 2, 6),
    (10, 5, 6, 9),
    (6, 2, 4, 7),
)
# Snedecor and Cochran, Statistical Methods, 6th edition (1967), section 10.18: conception rates of samples
# of semen from six bulls, unequal numbers.
BULLS = (
    (46, 31, 37, 62, 30),
    (70, 59),
    (52, 44, 57, 40, 67, 64, 70),
    (47, 21, 70, 46, 14),
    (42, 64, 50, 69, 77, 81, 87),
    (35, 68, 59, 38, 57, 76, 57, 29, 60),
)


def analysed(groups: tuple[tuple[float, ...], ...]) -> Variances:
    found = [TeamSums.of(str(place), group) for place, group in enumerate(groups)]
    n, total, squares = (
        np.array(column, dtype=np.float64)
        for column in zip(*((one.n, one.total, one.squares) for one in found), strict=True)
    )
    return variances(n, total, squares, everyone(len(found)))


def shared(teams: list[TeamSums], seed: int = 0, resamples: int = 300) -> TeamShare:
    found = team_share(teams, seed=seed, resamples=resamples)
    assert isinstance(found, TeamShare)
    return found


def exact(found: Variances, teams: int, size: int) -> tuple[float, float]:
    """The interval of F for equal teams (Shrout and Fleiss, 1979)."""
    ratio = float(found.between[0] / found.within[0])
    inside = teams * (size - 1)
    low = ratio / stats.f.ppf(0.975, teams - 1, inside)
    high = ratio * stats.f.ppf(0.975, inside, teams - 1)
    return (low - 1) / (low + size - 1), (high - 1) / (high + size - 1)


def test_shrout_and_fleiss() -> None:
    found = analysed(SHROUT_FLEISS)
    assert float(found.between[0]) == pytest.approx(11.24, abs=0.005)
    assert float(found.within[0]) == pytest.approx(6.26, abs=0.005)
    assert float(found.icc1()[0]) == pytest.approx(0.17, abs=0.005)
    assert exact(found, 6, 4) == pytest.approx((-0.13, 0.72), abs=0.005)


def test_unequal_sizes_as_in_snedecor_and_cochran() -> None:
    found = analysed(BULLS)
    assert float(found.between[0]) == pytest.approx(3322 / 5, abs=0.1)
    assert float(found.within[0]) == pytest.approx(7200 / 29, abs=0.1)
    assert float(found.size[0]) == pytest.approx(5.67, abs=0.005)


def test_the_bootstrap_is_near_the_exact_interval_of_equal_teams() -> None:
    rng = np.random.default_rng(4)
    groups = rng.normal(size=(60, 1)) * 0.5 + rng.normal(size=(60, 8))
    teams = [TeamSums.of(str(place), group.tolist()) for place, group in enumerate(groups)]
    low, high = exact(analysed(tuple(map(tuple, groups.tolist()))), 60, 8)
    found = shared(teams, resamples=2000).share
    assert found.low == pytest.approx(low, abs=0.05)
    assert found.high == pytest.approx(high, abs=0.05)


@pytest.mark.parametrize(("teams", "truth"), [(20, 0.1), (30, 0.3), (60, 0.1)])
def test_the_interval_holds_the_truth_nineteen_times_in_twenty(teams: int, truth: float) -> None:
    rng, held = np.random.default_rng(1), 0
    for seed in range(300):
        share = shared(sums(rng, teams, truth), seed).share
        assert share.low is not None
        assert share.high is not None
        held += share.low <= truth <= share.high
    assert 0.915 <= held / 300 <= 0.985


def test_it_is_refused_below_twenty_teams_and_says_how_many_there_are() -> None:
    rng = np.random.default_rng(2)
    assert team_share(sums(rng, 19, 0.2), seed=0) == Refused("few_teams", 19, 20)
    assert isinstance(team_share(sums(rng, 20, 0.2), seed=0), TeamShare)
    empty = [TeamSums(f"empty {place}", 0, 0.0, 0.0) for place in range(5)]
    assert team_share([*sums(rng, 17, 0.2), *empty], seed=0) == Refused("few_teams", 17, 20)


def test_one_answer_per_team_says_nothing_of_what_lies_inside_teams() -> None:
    teams = [TeamSums.of(str(place), [float(place % 5)]) for place in range(30)]
    assert team_share(teams, seed=0) == Refused("few_answers", 0, 20)


@pytest.mark.parametrize("own", [True, False])
def test_answers_that_do_not_differ_have_no_share(own: bool) -> None:
    teams = [TeamSums.of(str(place), [3.7 + own * place / 7] * 6) for place in range(25)]
    assert team_share(teams, seed=0) == Refused("no_variation")


def test_a_team_given_twice_is_an_error() -> None:
    teams = sums(np.random.default_rng(0), 20, 0.1)
    with pytest.raises(MetricError, match="twice"):
        team_share([*teams, teams[0]], seed=0)


def test_teams_that_differ_less_than_chance_have_no_share() -> None:
    teams = [TeamSums.of(str(place), [1.0, 2.0, 3.0, 4.0 + place / 100]) for place in range(25)]
    found = shared(teams)
    assert found.icc1 < 0
    assert found.share.value == 0


@given(st.integers(0, 2**32), st.floats(0.1, 50), st.floats(-1000, 1000))
def test_neither_the_unit_the_origin_nor_the_order_matters(
    seed: int, scale: float, origin: float
) -> None:
    rng = np.random.default_rng(seed)
    answers = {f"{place:02}": rng.integers(1, 6, 6).astype(float) for place in range(22)}
    plain = shared([TeamSums.of(team, row.tolist()) for team, row in answers.items()], 1, 50)
    moved = [TeamSums.of(team, (scale * row + origin).tolist()) for team, row in answers.items()]
    other = shared(moved[::-1], 1, 50)
    assert other.icc1 == pytest.approx(plain.icc1, abs=1e-5)
    assert other.share.high == pytest.approx(plain.share.high, abs=1e-5)
    assert 0 <= (plain.share.low or 0) <= (plain.share.value or 0) <= (plain.share.high or 0) <= 1
