"""Teams that talk against the others: refused below five on a side, a planted difference is found, chance is not."""

from __future__ import annotations

import random

import pytest

from boussole.core.care import Compared, Refused, Team, compare


def teams(change: float, talked: int, count: int, seed: int = 1) -> list[Team]:
    chance = random.Random(seed)  # noqa: S311 - the same each time
    return [Team(change + chance.gauss(0, 0.04), talked) for _ in range(count)]


@pytest.mark.parametrize(
    ("talking", "others", "missing"),
    [(4, 4, "both"), (4, 9, "talking"), (9, 4, "others"), (0, 0, "both")],
)
def test_too_few_teams_are_refused(talking: int, others: int, missing: str) -> None:
    found = compare([*teams(0.1, 5, talking), *teams(0.0, 0, others)])
    assert found == Refused(missing)  # type: ignore[arg-type]  # the parameters are the literal's


def test_a_difference_is_found_and_signed() -> None:
    found = compare([*teams(0.15, 6, 8), *teams(0.0, 0, 8, seed=2)])
    assert isinstance(found, Compared)
    assert found.real
    assert found.difference.value is not None
    assert found.difference.value > 0.1
    assert found.teams == 16


def test_no_difference_is_not_real() -> None:
    found = compare([*teams(0.0, 6, 8), *teams(0.0, 0, 8, seed=2)])
    assert isinstance(found, Compared)
    assert not found.real


def test_teams_in_between_count_on_no_side() -> None:
    kept = [*teams(0.15, 6, 8), *teams(0.0, 0, 8, seed=2)]
    assert compare(kept) == compare([*kept, *teams(9.0, 3, 5), *teams(-9.0, 1, 5)])
