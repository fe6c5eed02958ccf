"""Two lines that say the same thing are found, and hours lost never count what nobody told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.irritants import Burden, Cost, cost, likeness, ranked, similar

numbers = st.none() | st.floats(0, 500)
burdens = st.lists(st.builds(Burden, numbers, numbers), max_size=12)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Le formulaire pour obtenir un formulaire",
            "Obtenir le formulaire : un FORMULAIRE de plus",
        ),
        ("Le lien du colis est cassé", "liens de colis cassés"),
        ("The return label cannot be printed", "Printing the return labels"),
    ],
)
def test_the_same_thing_said_twice_is_proposed(one: str, other: str) -> None:
    assert similar(one, {1: "Le prix des piles a doublé", 2: other}) == [2]


def test_what_shares_only_small_words_is_not_proposed() -> None:
    assert similar("Il faut attendre la facture", {1: "Il faut changer la livraison"}) == []
    assert likeness("", "") == 0


@given(st.text(), st.text())
def test_likeness_is_a_symmetric_share(one: str, other: str) -> None:
    assert likeness(one, other) == likeness(other, one)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, one) in (0, 1)


def test_hours_are_those_that_people_told() -> None:
    told = [Burden(10, 12), Burden(5, 6), Burden(3, None), Burden(None, 4)]
    assert cost(told) == Cost(hours=2.5, told=2, unknown=2)


@given(burdens, burdens)
def test_merging_loses_nobody_and_invents_no_hour(one: list[Burden], other: list[Burden]) -> None:
    left, right, both = cost(one), cost(other), cost([*one, *other])
    assert both.hours == pytest.approx(left.hours + right.hours)
    assert both.told + both.unknown == len(one) + len(other)


def test_hours_come_first_then_customers_then_people() -> None:
    rows = [("few", Cost(1, 1, 0), 0), ("customers", Cost(1, 1, 0), 9), ("most", Cost(4, 2, 0), 0)]
    assert ranked([*rows, ("unknown", Cost(0, 0, 7), 0)]) == ["most", "customers", "few", "unknown"]
