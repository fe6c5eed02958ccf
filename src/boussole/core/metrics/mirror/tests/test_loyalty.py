"""Loyalty at a common mix of reasons: by hand, in simulations, and what is refused."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.metrics import MetricError
from boussole.core.metrics.mirror import Loyalty, Refused, TeamLoyalty, loyalty
from boussole.core.metrics.mirror.loyalty import thirds
from boussole.core.metrics.mirror.tests.simulated import customers


def compared(rows: list[TeamLoyalty], seed: int = 0, resamples: int = 300) -> Loyalty:
    found = loyalty(rows, "repurchase", seed=seed, resamples=resamples)
    assert isinstance(found, Loyalty)
    return found


def mixed(teams: int = 21) -> list[TeamLoyalty]:
    """In every team 20 % of "hard" and 80 % of "easy" customers come back; high teams have the easy ones."""
    found = []
    for team in range(teams):
        hard = 80 if team < teams // 2 else 20
        for reason, n, rate in (("hard", hard, 0.2), ("easy", 100 - hard, 0.8)):
            found.append(TeamLoyalty(f"team {team:03}", float(team), reason, n, round(n * rate)))
    return found


def test_a_difference_of_mix_alone_disappears() -> None:
    found = compared(mixed())
    assert found.high.plain.value == pytest.approx(0.68)
    assert found.low.plain.value == pytest.approx(0.32)
    assert found.high.adjusted.value == pytest.approx(0.5)
    assert found.difference.value == pytest.approx(0)
    assert (found.high.teams, found.low.teams, found.high.customers) == (7, 7, 700)


@pytest.mark.parametrize(("teams", "effect", "spread"), [(21, 0.0, 0.05), (45, 0.08, 0.05)])
def test_the_interval_holds_the_true_difference(teams: int, effect: float, spread: float) -> None:
    rng, runs, held = np.random.default_rng(21), 200, 0
    for seed in range(runs):
        found = compared(customers(rng, teams, effect, spread), seed).difference
        assert found.low is not None
        assert found.high is not None
        held += found.low <= effect <= found.high
    assert 0.91 <= held / runs <= 0.99


def test_few_teams_are_refused() -> None:
    rows = customers(np.random.default_rng(22), 20, 0.0)
    assert loyalty(rows, "churn", seed=0) == Refused("few_teams", 20, 21)
    assert loyalty([], "churn", seed=0) == Refused("few_teams", 0, 21)


def test_teams_of_one_culture_are_refused() -> None:
    rows = [replace(row, culture=3.0) for row in customers(np.random.default_rng(23), 30, 0.0)]
    assert loyalty(rows, "churn", seed=0) == Refused("no_variation")


def test_reasons_that_only_one_side_has_are_left_out_or_refused() -> None:
    rows = mixed()
    some = [TeamLoyalty("team 020", 20.0, "own", 100, 10)]
    found = compared([*rows, *some])
    assert found.left_out == ("own",)
    assert found.covered == pytest.approx(1400 / 1500)
    apart = [replace(row, reason=row.reason + str(row.culture > 10)) for row in rows]
    assert loyalty(apart, "churn", seed=0) == Refused("few_shared_reasons", 0, 80)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (TeamLoyalty("team 000", 0.0, "new", 5, 6), "6 of 5"),
        (TeamLoyalty("team 000", 1.0, "new", 5, 1), "two values"),
        (TeamLoyalty("team 000", 0.0, "hard", 5, 1), "twice"),
    ],
)
def test_rows_that_do_not_fit_are_errors(row: TeamLoyalty, message: str) -> None:
    with pytest.raises(MetricError, match=message):
        loyalty([*mixed(), row], "churn", seed=0)


@given(st.lists(st.integers(0, 6), max_size=40))
def test_equal_teams_are_never_on_both_sides_of_a_cut(values: list[int]) -> None:
    culture = {str(place): float(value) for place, value in enumerate(values)}
    low, high = thirds(culture)
    rest = culture.keys() - {*low, *high}
    assert max(len(low), len(high)) <= len(values) // 3
    assert all(culture[one] < culture[other] for one in low for other in rest)
    assert all(culture[one] > culture[other] for one in high for other in rest)
    assert not set(low) & set(high)
