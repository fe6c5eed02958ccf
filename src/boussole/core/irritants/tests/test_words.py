"""What is declared and what is unknown are both said, in both languages, and nothing is said twice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.irritants import ContactSaving, Cost, Saving
from boussole.core.irritants.contacts import Level
from boussole.core.irritants.words import hours, say_avoided, say_contacts, say_cost, say_saving
from boussole.core.metrics.intervals import Interval
from boussole.core.text import Text

NOTHING = Interval(None, None, None)


def plain(text: Text) -> tuple[str, str]:
    return text.fr.replace("\u00a0", " ").replace("\u202f", " "), text.en.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("cost", "french", "english"),
    [
        (Cost(), "personne pour l’instant", "nobody so far"),
        (Cost(1, 1, 0), "1 personne", "1 person"),
        (Cost(0, 0, 2), "2 personnes, coût non chiffré", "2 people, cost not stated"),
        (Cost(6, 3, 1), "4 personnes, dont 3 ont chiffré", "4 people, 3 of whom gave figures"),
        (Cost(6, 1, 1), "2 personnes, dont 1 a chiffré", "2 people, 1 of whom gave figures"),
    ],
)
def test_people_are_counted_with_those_who_told(cost: Cost, french: str, english: str) -> None:
    assert plain(say_cost(cost)) == (french, english)


def test_saving_says_the_same_people_and_who_is_silent() -> None:
    assert plain(say_saving(Saving(2.5, 0.5, 2, 1, 0))) == (
        "De 2,5 h à 0,5 h par semaine, pour 2 personnes qui l’ont dit avant et maintenant. 1 personne n’a pas encore répondu.",
        "From 2.5 h to 0.5 h a week, for 2 people who said both before and now. 1 person has not answered yet.",
    )
    assert plain(say_saving(Saving(0, 0, 0, 3, 0)))[1] == "Nobody has said yet what it costs now."
    assert "without a figure" in say_saving(Saving(0, 0, 0, 0, 1)).en


@given(st.floats(0, 5000))
def test_hours_read_back_within_a_tenth_or_an_hour(value: float) -> None:
    said = float(plain(hours(value))[1].removesuffix(" h").replace(",", ""))
    assert abs(said - value) <= (0.5001 if value >= 9.9 else 0.0501)


def _found(**more: object) -> ContactSaving:
    given = {
        "verdict": "fewer",
        "why": "judged",
        "compared": True,
        "before": Level(320, 8),
        "after": Level(120, 6),
        "others_before": Level(800, 8),
        "others_after": Level(600, 6),
        "change": Interval(-0.5, -0.6, -0.4),
        "avoided": Interval(20, 16, 24),
        "ends": date(2026, 11, 2),
    } | more
    return ContactSaving(**given)  # type: ignore[arg-type]  # some of them are changed


def test_contacts_are_said_with_their_interval_and_what_they_are_compared_with() -> None:
    french, english = plain(say_contacts(_found()))
    assert "40 par semaine avant (320 en 8 semaines), 20 après (120 en 6 semaines)" in french
    assert "−50 % (entre −60 % et −40 %) : moins de contacts" in french
    assert "Against the other reasons, the change is −50% (between −60% and −40%)" in english
    assert "not causal" in say_contacts(_found(compared=False)).en
    assert plain(say_avoided(Interval(20, 16, 24)))[0] == (
        "20 contacts évités par semaine (entre 16 et 24)"
    )


@pytest.mark.parametrize(
    ("why", "english"),
    [
        ("no_reason", "No contact reason is linked"),
        ("few_weeks_before", "too few whole weeks"),
        ("few_contacts", "too few contacts"),
        ("running", "to be read from 2 November 2026"),
        ("nothing_to_tell", "nothing tells a change from chance"),
    ],
)
def test_what_is_missing_is_said(why: str, english: str) -> None:
    found = _found(verdict="not_enough", why=why, change=NOTHING, avoided=NOTHING)
    assert english in plain(say_contacts(found))[1]
