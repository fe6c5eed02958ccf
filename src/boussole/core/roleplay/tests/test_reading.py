"""What is found in an answer, and where it stands in the words that were typed."""

from __future__ import annotations

import pytest

from boussole.core.roleplay import Heard, read, shipped_scenarios
from boussole.core.text import Language

SCENARIOS = {one.key: one for one in shipped_scenarios()}


def heard(text: str, key: str = "late_parcel", language: Language = "fr") -> Heard:
    return read(text, SCENARIOS[key], language)


def test_an_act_is_shown_by_words_of_the_text_typed_even_when_they_are_masked() -> None:
    text = (
        "Bonjour. Je transmets votre dossier à Mme Roux, roux@exemple.fr, qui vous rappelle demain."
    )
    (span,) = [act.span for act in heard(text).acts if act.name == "handover"]
    assert "transmets" in text[span.start : span.end]


def test_a_point_is_recognised_by_its_wordings() -> None:
    assert [one.name for one in heard("Je vous rembourse les 39 €.").points] == ["refund"]
    assert [one.name for one in heard("I am sending a replacement.", language="en").points] == [
        "resend"
    ]


def test_a_question_says_which_fact_it_asks_for() -> None:
    assert heard("À quel moment êtes-vous chez vous ?").asks == ("address",)
    assert heard("Pour qui est ce cadeau ?").asks == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Calmez-vous, Madame.", "fr"),
        ("Il fallait lire les conditions.", "fr"),
        ("Ce n’est pas notre faute.", "fr"),
        ("You should have read the terms.", "en"),
        ("As I already said, it is late.", "en"),
    ],
)
def test_a_reply_that_blames_is_found(text: str, language: Language) -> None:
    found = heard(text, language=language)
    assert found.blame is not None
    assert not found.empty


@pytest.mark.parametrize(
    "text", ["Ce n’est pas votre faute.", "C’est notre erreur, pas la vôtre.", "Je vous écoute."]
)
def test_a_reply_that_does_not_blame_is_left_alone(text: str) -> None:
    assert heard(text).blame is None


def test_what_makes_up_for_something_is_no_offer() -> None:
    gesture = (
        "Je vous offre une remise de 20 € sur votre prochaine facture, c’est un geste commercial."
    )
    assert "offer" not in heard(gesture).names
    assert "offer" in heard("Profitez de notre formule Premium à 9,90 € par mois.").names


def test_an_answer_that_says_nothing_is_empty() -> None:
    assert heard("D’accord.").empty
    assert heard("").empty
