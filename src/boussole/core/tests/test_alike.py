"""Two lines that say the same thing are found; small words do not make them alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.alike import likeness, similar


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
