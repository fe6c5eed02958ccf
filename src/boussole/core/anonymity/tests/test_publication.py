"""An attacker who adds and subtracts everything published, over random organisations and waves, isolates nobody.

The attacker shares no code with what it attacks: it solves linear systems over the people, one by one for the smallest
organisations, and looks for people who never stand together for the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations, combinations_with_replacement

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.anonymity import Group, Parts, Tally, capped, figures, publishable

LEAST = 5


def wave_of(homes: list[int], parents: list[int], answered: set[int]) -> list[Group]:
    """The groups of a wave: ``homes`` says where each person is, ``parents`` the place above each place."""
    inside: list[set[int]] = [set() for _ in parents]
    for person in answered:
        place = homes[person]
        while place >= 0:
            inside[place].add(person)
            place = parents[place]
    return [
        Group(f"g{place:03}", frozenset(people), f"g{parents[place]:03}" if place else None)
        for place, people in enumerate(inside)
    ]


@st.composite
def organisations(draw: st.DrawFn, people: int, places: int) -> tuple[list[int], list[int]]:
    """A random tree, and where each person is in it."""
    count = draw(st.integers(1, places))
    parents = [-1, *(draw(st.integers(0, place - 1)) for place in range(1, count))]
    size = draw(st.integers(1, people))
    homes = draw(st.lists(st.integers(0, count - 1), min_size=size, max_size=size))
    return homes, parents


def waves(draw: st.DataObject, homes: list[int], parents: list[int]) -> list[list[set[Hashable]]]:
    """Two or three consecutive waves, each published beside those before; the published groups of each."""
    found: list[list[set[Hashable]]] = []
    for _ in range(draw.draw(st.integers(1, 3))):
        silent = draw.draw(st.sets(st.integers(0, len(homes) - 1), max_size=len(homes)))
        groups = wave_of(homes, parents, set(range(len(homes))) - silent)
        earlier = [group for wave in found for group in wave]
        chosen = publishable(groups, earlier, LEAST)
        found.append([set(group.people) for group in groups if group.key in chosen])
    return found


def isolated(cells: Sequence[AbstractSet[Hashable]], people: int) -> set[int]:
    """Brute force: a set of at most four people that some linear combination of the cells speaks of, or nothing.

    A combination that speaks of these alone is zero for everyone else: there is one exactly when leaving their columns
    out lowers the rank.
    """
    table = np.array([[person in cell for person in range(people)] for cell in cells], float)
    if not cells:
        return set()
    rank = np.linalg.matrix_rank(table)
    for size in range(1, LEAST):
        for few in combinations(range(people), size):
            if np.linalg.matrix_rank(np.delete(table, few, axis=1)) < rank:
                return set(few)
    return set()


@settings(max_examples=40)
@given(organisations(people=13, places=5), st.data())
def test_no_linear_combination_speaks_of_fewer_than_five(
    organisation: tuple[list[int], list[int]], data: st.DataObject
) -> None:
    published = [cell for wave in waves(data, *organisation) for cell in wave]
    assert isolated(published, len(organisation[0])) == set()


@settings(max_examples=150)
@given(organisations(people=60, places=12), st.data())
def test_everyone_stands_with_four_others_in_all_that_is_published(
    organisation: tuple[list[int], list[int]], data: st.DataObject
) -> None:
    published = [cell for wave in waves(data, *organisation) for cell in wave]
    columns = Counter(
        tuple(person in cell for cell in published) for person in range(len(organisation[0]))
    )
    assert all(count >= LEAST for column, count in columns.items() if any(column))


@settings(max_examples=40)
@given(organisations(people=12, places=4), st.data())
def test_rolling_sums_add_nothing_to_an_attack(
    organisation: tuple[list[int], list[int]], data: st.DataObject
) -> None:
    """A rolling figure is a sum of published ones: people counted as often as they answered."""
    found = waves(data, *organisation)
    people = len(organisation[0])
    rows = [[person in cell for person in range(people)] for wave in found for cell in wave]
    table = np.array(rows, float).reshape(len(rows), people)
    rolled = np.vstack([table, table.sum(axis=0, keepdims=True)])
    assert np.linalg.matrix_rank(rolled) == (np.linalg.matrix_rank(table) if rows else 0)


def test_the_attacker_finds_what_may_not_be_published() -> None:
    """An attack that found nothing anywhere would prove nothing."""
    assert isolated([{0, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 4}], 6) == {5}
    six = [{0, 1, 2, 3, 4, 5, 6, 7, 8}, {0, 1, 2, 3, 4, 5}, {3, 4, 5, 6, 7, 8}]
    assert len(isolated(six, 9)) == 3


def team(key: str, first: int, size: int, parent: str | None = "all") -> Group:
    return Group(key, frozenset(range(first, first + size)), parent)


def test_a_small_team_hides_the_smallest_of_the_others() -> None:
    groups = [team("all", 0, 20, None), team("a", 0, 9), team("b", 9, 8), team("c", 17, 3)]
    assert publishable(groups) == {"all", "a"}


def test_small_teams_that_are_five_together_hide_nobody() -> None:
    groups = [team("all", 0, 18, None), team("a", 0, 12), team("b", 12, 3), team("c", 15, 3)]
    assert publishable(groups) == {"all", "a"}
    assert publishable([team("all", 0, 12, None), team("a", 0, 12)]) == {"all", "a"}


def test_the_same_people_again_are_published_again_and_one_more_is_not() -> None:
    before = [frozenset(range(8))]
    assert publishable([team("all", 0, 8, None)], before) == {"all"}
    assert publishable([team("all", 0, 9, None)], before) == frozenset()
    assert publishable([team("all", 0, 13, None)], before) == {"all"}


def test_the_order_in_which_groups_are_given_changes_nothing() -> None:
    groups = [team("all", 0, 20, None), team("a", 0, 8), team("b", 8, 8), team("c", 16, 4)]
    assert publishable(groups) == publishable(groups[::-1]) == {"all", "a"}


def test_a_hierarchy_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="no place"):
        publishable([team("a", 0, 5, "nowhere")])
    with pytest.raises(ValueError, match="no place"):
        publishable([team("a", 0, 5, "b"), team("b", 0, 5, "a")])


def test_parts_are_refined_as_groups_are_added() -> None:
    parts = Parts([set(range(10))])
    assert parts.admits(set(range(5)))
    parts.add(set(range(5)))
    assert not parts.admits(set(range(3, 8)))
    assert parts.admits(set(range(5, 15)))


def tallied(answers: tuple[int, ...]) -> Tally:
    one, two, three, four, five = (answers.count(value) for value in range(1, 6))
    return one, two, three, four, five


@pytest.mark.parametrize("size", range(5, 13))
def test_figures_never_say_that_everyone_answered_the_same(size: int) -> None:
    """Every team there is of this size: what is published of it would also be published of a team that disagrees."""
    worlds: dict[tuple[float, int], list[tuple[int, ...]]] = {}
    for answers in combinations_with_replacement(range(1, 6), size):
        shown = capped(tallied(answers))
        worlds.setdefault((shown.total, shown.favourable), []).append(answers)
    for same in worlds.values():
        assert any(len(set(answers)) > 1 for answers in same)
    assert min(shown for shown, _ in worlds) == 1.5 * size


@settings(max_examples=150)
@given(organisations(people=60, places=12), st.data())
def test_subtracting_figures_leaves_parts_held_away_from_the_ends(
    organisation: tuple[list[int], list[int]], data: st.DataObject
) -> None:
    homes, parents = organisation
    answers = data.draw(st.lists(st.sampled_from([1, 1, 1, 3, 5]), min_size=60, max_size=60))
    groups = wave_of(homes, parents, set(range(len(homes))))
    chosen = publishable(groups)
    tallies = {
        group.key: tallied(tuple(answers[p] for p, home in enumerate(homes) if home == place))
        for place, group in enumerate(groups)
    }
    found = figures(groups, chosen, tallies)
    assert found.keys() == chosen
    for group in groups:
        if group.key not in chosen:
            continue
        below = [
            one
            for one in groups
            if one.key in chosen and _next_above(one, groups, chosen) == group.key
        ]
        n = found[group.key].n - sum(found[one.key].n for one in below)
        total = found[group.key].total - sum(found[one.key].total for one in below)
        favourable = found[group.key].favourable - sum(found[one.key].favourable for one in below)
        assert n == 0 or (n >= LEAST and 1.5 * n <= total <= 4.5 * n and 1 <= favourable < n)


def _next_above(one: Group, groups: list[Group], chosen: frozenset[str]) -> str | None:
    above = {group.key: group.parent for group in groups}
    key = one.parent
    while key is not None and key not in chosen:
        key = above[key]
    return key


def test_a_part_below_five_is_refused() -> None:
    with pytest.raises(ValueError, match="below 5"):
        figures([team("all", 0, 4, None)], {"all"}, {"all": (4, 0, 0, 0, 0)})
