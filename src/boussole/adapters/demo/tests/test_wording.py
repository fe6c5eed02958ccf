"""Alternatives, placeholders, agreement and hands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.adapters.demo.chance import stream
from boussole.adapters.demo.wording import (
    Gender,
    Hand,
    agree,
    choose,
    fill,
    said_otherwise,
    typed,
    unknown_placeholders,
    without_accents,
)


@given(st.integers(0, 200))
def test_one_alternative_is_chosen_and_no_mark_is_left(seed: int) -> None:
    found = choose("<<bonjour|bjr>>, ça va<< bien|>> ?", stream(seed))
    assert found in {
        "bonjour, ça va bien ?",
        "bonjour, ça va ?",
        "bjr, ça va bien ?",
        "bjr, ça va ?",
    }


def test_placeholders_are_filled_and_unknown_ones_told() -> None:
    assert fill("à {city}, {days} jours", {"city": "Brest", "days": "4"}) == "à Brest, 4 jours"
    assert unknown_placeholders("{city} {ville}") == ["ville"]


@pytest.mark.parametrize(
    ("text", "gender", "found"),
    [
        ("je suis vraiment déçu", "f", "je suis vraiment déçue"),
        ("Je suis désolée pour vous", "m", "Je suis désolé pour vous"),
        ("je suis client depuis 2009", "f", "je suis cliente depuis 2009"),
        ("le colis est arrivé", "f", "le colis est arrivé"),
    ],
)
def test_first_person_agrees_with_who_speaks(text: str, gender: Gender, found: str) -> None:
    assert agree(text, gender) == found


@pytest.mark.parametrize(
    ("hand", "found"),
    [
        ("neat", "Bonjour, où en est ma commande CMD12345678 ? C'est long"),
        ("bare", "Bonjour, ou en est ma commande CMD12345678 ? C'est long"),
        ("lower", "bonjour, où en est ma commande cmd12345678 ? c'est long"),
        ("sms", "bjr, ou en est ma commande cmd12345678 ? c long"),
    ],
)
def test_each_hand_types_its_own_way(hand: Hand, found: str) -> None:
    text = "Bonjour, où en est ma commande CMD12345678 ? C'est long"
    assert typed(text, hand, stream(1)) == found


@given(st.text(alphabet="abcdefghij éè12@.", max_size=80), st.integers(0, 50))
def test_a_slip_never_touches_numbers_or_addresses(text: str, seed: int) -> None:
    found = typed(text, "hurried", stream(seed))
    assert [sign for sign in found if sign in "12@."] == [sign for sign in text if sign in "12@."]


def test_accents_go_and_signs_stay() -> None:
    assert without_accents("Où ? À l’œil, 12 € – ça y est") == "Ou ? A l’oeil, 12 € – ca y est"


def test_a_phrase_is_said_otherwise_as_a_whole_word_only() -> None:
    found = {said_otherwise("Je regarde. je regardais", "agent", stream(n)) for n in range(30)}
    assert found == {"Je regarde. je regardais", "Je vérifie. je regardais"}
