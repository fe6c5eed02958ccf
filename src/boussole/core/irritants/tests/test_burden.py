"""Hours are those that people told, each counted once, and before is compared with now over the same people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.irritants import Burden, Cost, Declared, cost, one_each, ranked, saving

numbers = st.none() | st.floats(0, 500)
burdens = st.builds(Burden, numbers, numbers)
declared = st.builds(Declared, st.integers(0, 6), burdens, st.none() | burdens)


def test_hours_are_those_that_people_told() -> None:
    told = [Burden(10, 12), Burden(5, 6), Burden(3, None), Burden(None, 4), Burden()]
    assert cost(told) == Cost(hours=2.5, told=2, unknown=3)


def test_never_again_is_known_without_its_minutes() -> None:
    assert Burden(0, None).hours == 0
    assert Burden(None, 0).hours == 0
    assert cost([Burden(0, None)]) == Cost(0, 1, 0)


@given(st.lists(burdens, max_size=12), st.lists(burdens, max_size=12))
def test_merging_loses_nobody_and_invents_no_hour(one: list[Burden], other: list[Burden]) -> None:
    left, right, both = cost(one), cost(other), cost([*one, *other])
    assert both.hours == pytest.approx(left.hours + right.hours)
    assert both.people == len(one) + len(other)


@given(st.lists(declared, max_size=20))
def test_each_person_counts_once_and_nobody_is_lost(said: list[Declared[int]]) -> None:
    kept = one_each(said)
    assert sorted(one.who for one in kept) == sorted({one.who for one in said})
    assert all(one in said for one in kept)


@given(st.lists(declared, max_size=20))
def test_what_is_known_wins_over_what_is_not(said: list[Declared[int]]) -> None:
    for kept in one_each(said):
        theirs = [one for one in said if one.who == kept.who]
        assert (kept.now is not None) == any(one.now is not None for one in theirs)


def test_the_latest_counts_when_a_person_told_the_same_twice() -> None:
    said = [
        Declared("awa", Burden(1, 60)),
        Declared("awa", Burden(2, 60)),
        Declared("awa", Burden()),
    ]
    assert one_each(said) == [Declared("awa", Burden(2, 60))]


@given(st.lists(declared, max_size=20))
def test_saving_compares_the_same_people_and_counts_everyone(said: list[Declared[int]]) -> None:
    found = saving(said)
    assert found.people == len(said)
    assert found.silent == sum(one.now is None for one in said)
    both = [
        (one.before.hours, one.now.hours)
        for one in said
        if one.now is not None and one.before.hours is not None and one.now.hours is not None
    ]
    assert found.compared == len(both)
    assert found.before == pytest.approx(sum(before for before, _now in both))
    assert found.saved == pytest.approx(sum(before - now for before, now in both))


@given(st.lists(declared, max_size=20))
def test_what_costs_the_same_saves_nothing(said: list[Declared[int]]) -> None:
    same = [Declared(one.who, one.before, one.before) for one in said]
    assert saving(same).saved == 0
    assert saving(same).silent == 0


def test_hours_come_first_then_contacts_then_people() -> None:
    rows = [("few", Cost(1, 1, 0), 0), ("contacts", Cost(1, 1, 0), 9), ("most", Cost(4, 2, 0), 0)]
    assert ranked([*rows, ("unknown", Cost(0, 0, 7), 0)]) == ["most", "contacts", "few", "unknown"]
