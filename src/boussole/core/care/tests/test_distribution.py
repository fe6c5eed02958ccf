"""A curious reader of everything published of random organisations, week after week, learns the band of nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.anonymity import Group, publishable
from boussole.core.care import Band, Bands, bands_published

LEAST = 5
People = list[list[int]]


def groups_of(teams: People) -> list[Group]:
    everyone = frozenset(one for team in teams for one in team)
    return [
        Group("company", everyone),
        *(Group(str(key), frozenset(team), "company") for key, team in enumerate(teams)),
    ]


def counted(
    teams: People, bands: dict[int, Band], shown: Sequence[frozenset[Hashable]]
) -> tuple[dict[str, Bands], list[frozenset[Hashable]]]:
    groups = groups_of(teams)
    chosen = publishable(groups, shown, LEAST)
    by_group = {str(key): [bands[one] for one in team] for key, team in enumerate(teams) if team}
    found = bands_published(groups, chosen, by_group, LEAST)
    return found, [frozenset(one.people) for one in groups if one.key in chosen]


@st.composite
def company(draw: st.DrawFn) -> People:
    sizes = draw(st.lists(st.integers(1, 12), min_size=1, max_size=6))
    people = iter(range(1000))
    return [[next(people) for _ in range(size)] for size in sizes]


@st.composite
def weeks(draw: st.DrawFn) -> list[tuple[People, dict[int, Band]]]:
    """A few weeks of a company in which people come, leave, or choose not to be counted."""
    teams = draw(company())
    found = []
    for _week in range(draw(st.integers(1, 4))):
        gone = draw(st.sets(st.sampled_from([one for team in teams for one in team]), max_size=3))
        here = [[one for one in team if one not in gone] for team in teams]
        bands = {one: Band(draw(st.integers(0, 2))) for team in here for one in team}
        found.append((here, bands))
    return found


def smallest_combination(groups: Sequence[frozenset[Hashable]]) -> int:
    """The fewest people that adding and subtracting two or three groups can speak of, and that none of their parts is under."""
    people = sorted({one for group in groups for one in group}, key=str)
    rows = [np.array([one in group for one in people], dtype=int) for group in groups]
    least = min((len(group) for group in groups), default=LEAST)
    for size in (2, 3):
        for chosen in combinations(rows, size):
            for signs in np.ndindex(*(2,) * size):
                total = sum(
                    row * (1 if sign else -1) for row, sign in zip(chosen, signs, strict=True)
                )
                touched = int(np.count_nonzero(total))
                least = min(least, touched) if touched else least
    return least


@given(weeks())
@settings(max_examples=150)
def test_no_subtraction_between_teams_or_weeks_speaks_of_fewer_than_five(
    lived: list[tuple[People, dict[int, Band]]],
) -> None:
    shown: list[frozenset[Hashable]] = []
    for teams, bands in lived:
        _found, more = counted(teams, bands, shown)
        shown += more
    distinct = list(dict.fromkeys(shown))
    assert smallest_combination(distinct[:8]) >= LEAST


@given(company(), st.data())
@settings(max_examples=150)
def test_no_part_is_ever_said_to_be_all_the_same(teams: People, data: st.DataObject) -> None:
    """Whatever is subtracted inside a week, every count stays between one and all but one of what is left."""
    bands = {one: Band(data.draw(st.integers(0, 2))) for team in teams for one in team}
    found, _shown = counted(teams, bands, [])
    below = [one for key, one in found.items() if key != "company"]
    whole = found.get("company")
    if whole is not None:
        rest = (
            whole.n - sum(one.n for one in below),
            whole.heavy - sum(one.heavy for one in below),
            whole.very_heavy - sum(one.very_heavy for one in below),
        )
        if rest[0]:
            below.append(Bands(*rest))
    for one in below:
        assert one.n >= LEAST
        assert 1 <= one.very_heavy <= one.heavy <= one.n - 1


@given(company(), st.data())
def test_counts_are_true_but_for_the_ends(teams: People, data: st.DataObject) -> None:
    bands = {one: Band(data.draw(st.integers(0, 2))) for team in teams for one in team}
    found, _shown = counted(teams, bands, [])
    for key, one in found.items():
        people = [
            bands[each]
            for name, team in enumerate(teams)
            for each in team
            if key in ("company", str(name))
        ]
        tally = Counter(people)
        heavy = tally[Band.HEAVY] + tally[Band.VERY_HEAVY]
        assert one.n == len(people)
        assert abs(one.heavy - heavy) <= one.parts
        assert abs(one.very_heavy - tally[Band.VERY_HEAVY]) <= one.parts


def test_a_team_whose_roster_changed_by_one_is_withheld() -> None:
    team = [list(range(8)), list(range(100, 110))]
    bands = {one: Band.USUAL for each in team for one in each}
    found, shown = counted(team, bands, [])
    assert set(found) == {"company", "0", "1"}
    again, _more = counted([team[0][1:], team[1]], bands, shown)
    assert set(again) == {"1"}


@pytest.mark.parametrize("size", [1, 4])
def test_a_small_team_is_never_published(size: int) -> None:
    team = [list(range(size)), list(range(100, 109))]
    bands = {one: Band.VERY_HEAVY for each in team for one in each}
    found, _shown = counted(team, bands, [])
    assert "0" not in found
    # Nor is its sibling beside the whole: the difference would be the small team.
    assert len(found) == 1
