"""Each cue on hand-made turns: taken, missed, and no occasion; then on sentences read by the shipped models."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.coaching import CUES, CueFormatError, observe
from boussole.core.coaching.cues import read_cues
from boussole.core.coaching.tests.conftest import NO_CONTACTS, TURN_COLUMNS, Said, Talk, row
from boussole.core.signals import SIGNAL_NAMES

C, A = "customer", "agent"
ANGRY = (C, {"dissatisfaction": 3})
CALM: Said = (C, {})

# For each cue: a conversation where it is followed, one where it is not, and one without an occasion.
HAND_MADE: dict[str, tuple[list[Said], list[Said], list[Said]]] = {
    "reformulate_before_explaining": (
        [CALM, (A, {"reformulation": 1}), CALM, (A, {"explanation": 1})],
        [CALM, (A, {"explanation": 1}), CALM, (A, {"reformulation": 1})],
        [CALM, (A, {"reformulation": 1})],
    ),
    "acknowledge_before_refusing": (
        [CALM, (A, {"acknowledgement": 1, "refusal": 1})],
        [CALM, (A, {"refusal": 1}), CALM, (A, {"acknowledgement": 1})],
        [CALM, (A, {"acknowledgement": 1})],
    ),
    "explain_a_refusal": (
        [CALM, (A, {"refusal": 1}), (A, {"explanation": 1})],
        [CALM, (A, {"explanation": 1}), CALM, (A, {"refusal": 1})],
        [CALM, (A, {"explanation": 1})],
    ),
    "hand_over_at_first_request": (
        [(C, {"manager_request": 1}), (A, {"handover": 1})],
        [(C, {"manager_request": 1}), (A, {}), (C, {"manager_request": 1}), (A, {"handover": 1})],
        [(C, {"human_request": 1}), (A, {})],
    ),
    "acknowledge_at_first_reply": (
        [ANGRY, (A, {}), (A, {"acknowledgement": 1})],
        [ANGRY, (A, {}), CALM, (A, {"acknowledgement": 1})],
        [(C, {"dissatisfaction": 1}), (A, {"acknowledgement": 1})],
    ),
    "apologise_for_a_repeat": (
        [(C, {"repeat_contact": 1}), (A, {"apology": 1})],
        [(C, {"repeat_contact": 1}), (A, {})],
        [CALM, (A, {"apology": 1})],
    ),
    "ask_when_a_need_is_said": (
        [(C, {"need_expressed": 1}), (A, {}), CALM, (A, {"open_question": 1})],
        [(C, {"need_expressed": 1}), (A, {"offer": 1})],
        [ANGRY, (A, {}), (C, {"need_expressed": 1, "dissatisfaction": 3})],
    ),
    "say_who_what_when": (
        [(C, {"urgency": 1}), (A, {}), CALM, (A, {"commitment": 1})],
        [(C, {"effort": 1}), (A, {}), CALM, (A, {}), CALM, (A, {"commitment": 1})],
        [CALM, (A, {"commitment": 1})],
    ),
    "check_before_leaving": (
        [CALM, (A, {}), CALM, (A, {"closing_check": 1}), CALM, (A, {})],
        [CALM, (A, {}), CALM, (A, {})],
        [CALM, (A, {"handover": 1}), CALM, (A, {})],
    ),
    "no_offer_while_tense": (
        [ANGRY, (A, {}), (C, {"praise": 1}), (C, {}), (C, {}), (A, {"offer": 1})],
        [ANGRY, (A, {"offer": 1})],
        [CALM, (A, {"offer": 1})],
    ),
}


def seen(turns: pl.DataFrame, key: str) -> dict[str, bool]:
    found = observe([CUES[key]], turns, NO_CONTACTS)
    return dict(found.select("conversation_id", "followed").iter_rows())


def test_every_cue_is_tried_by_hand_and_in_both_languages() -> None:
    assert set(HAND_MADE) == set(SAID_FR) == set(SAID_EN) == set(CUES)


@pytest.mark.parametrize("key", CUES)
def test_a_cue_is_followed_missed_or_without_an_occasion(key: str, talk: Talk) -> None:
    taken, missed, none = HAND_MADE[key]
    assert seen(talk(taken=taken, missed=missed, none=none), key) == {
        "taken": True,
        "missed": False,
    }


def test_a_conversation_counts_once_at_its_first_occasion(talk: Talk) -> None:
    turns = talk(a=[ANGRY, (A, {}), ANGRY, (A, {"acknowledgement": 1})])
    found = observe([CUES["acknowledge_at_first_reply"]], turns, NO_CONTACTS)
    assert found.rows() == [("a", "acknowledge_at_first_reply", 0, False)]


def test_an_internal_note_is_no_occasion(talk: Talk) -> None:
    turns = talk(a=[CALM, (A, {"refusal": 1, "public": False}), (A, {})])
    assert seen(turns, "explain_a_refusal") == {}


def test_a_closing_needs_more_than_one_reply_and_nobody_else(talk: Talk) -> None:
    alone = [CALM, (A, {}), (A, {})]
    relayed = [CALM, (A, {"author": "awa"}), CALM, (A, {"author": "nina"})]
    assert seen(talk(alone=alone, relayed=relayed), "check_before_leaving") == {}


def test_several_cues_are_asked_at_once(talk: Talk) -> None:
    turns = talk(a=HAND_MADE["explain_a_refusal"][0])
    found = observe(CUES.values(), turns, NO_CONTACTS)
    assert set(found["cue"]) >= {"explain_a_refusal", "acknowledge_before_refusing"}
    assert observe([], turns, NO_CONTACTS).schema == found.schema


@given(
    st.lists(
        st.tuples(
            st.sampled_from([C, A]), st.dictionaries(st.sampled_from(SIGNAL_NAMES), st.just(1.0))
        ),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_is_said_a_conversation_has_one_answer_per_cue(said: list[Said]) -> None:
    rows = [row(name, place, *one) for name in "ab" for place, one in enumerate(said)]
    found = observe(CUES.values(), pl.DataFrame(rows, schema=TURN_COLUMNS), NO_CONTACTS)
    assert not found.select("conversation_id", "cue").is_duplicated().any()
    assert found.null_count().row(0) == (0, 0, 0, 0)
    # The same talk is observed alike, wherever it stands in the batch.
    halves = [
        found.filter(pl.col("conversation_id") == name).select("cue", "turn", "followed").rows()
        for name in "ab"
    ]
    assert sorted(halves[0]) == sorted(halves[1])


@pytest.mark.parametrize("cue", CUES.values(), ids=CUES)
def test_a_cue_is_one_short_sentence_in_both_languages(cue: Any) -> None:
    for said in (cue.sentence.fr, cue.sentence.en):
        assert said[0].isupper()
        assert said.endswith(".")
        assert said.count(".") == 1
        assert len(said) <= 80
    assert cue.subject == "act"
    assert len(cue.observed.fr) > len(cue.place.fr)


def test_a_catalogue_that_cannot_be_read_says_which_cue() -> None:
    with pytest.raises(CueFormatError, match="watched"):
        read_cues(
            "- {key: a, sentence: {fr: A, en: A}, watched: mood, direction: more,"
            " place: {fr: a, en: a}, occasion: {act: refusal}, followed: {act: refusal}}"
        )
    twice = "- {key: a, sentence: {fr: A, en: A}, watched: refusal, direction: less, place: {fr: a, en: a}, occasion: {act: refusal}, followed: {act: refusal}}\n"
    with pytest.raises(CueFormatError, match="same key"):
        read_cues(twice * 2)


Lines = list[tuple[str, str]]
# Sentences as people write them, followed and missed, read by the models that ship.
SAID_FR: dict[str, tuple[Lines, Lines]] = {
    "reformulate_before_explaining": (
        [
            (C, "Bonjour, ma facture a augmenté de douze euros ce mois-ci."),
            (
                A,
                "Si je comprends bien, vous souhaitez savoir pourquoi votre facture a augmenté de douze euros, c’est bien cela ?",
            ),
            (C, "Oui, exactement."),
            (
                A,
                "Cette hausse s’explique par la fin de votre remise : elle durait un an, donc le tarif normal s’applique.",
            ),
        ],
        [
            (C, "Bonjour, ma facture a augmenté de douze euros ce mois-ci."),
            (
                A,
                "Cette hausse s’explique par la fin de votre remise : elle durait un an, donc le tarif normal s’applique.",
            ),
        ],
    ),
    "acknowledge_before_refusing": (
        [
            (C, "Je voudrais être remboursé des trois mois sans connexion."),
            (
                A,
                "Je comprends que trois mois sans connexion vous aient compliqué la vie. Malheureusement, je ne peux pas vous rembourser cette période.",
            ),
        ],
        [
            (C, "Je voudrais être remboursé des trois mois sans connexion."),
            (A, "Malheureusement, je ne peux pas vous rembourser cette période."),
        ],
    ),
    "explain_a_refusal": (
        [
            (C, "Pouvez-vous annuler les frais ?"),
            (
                A,
                "Je ne peux pas annuler ces frais, car ils correspondent au déplacement du technicien, qui a bien eu lieu.",
            ),
        ],
        [(C, "Pouvez-vous annuler les frais ?"), (A, "Non, ce n’est pas possible.")],
    ),
    "hand_over_at_first_request": (
        [
            (C, "Je veux parler à un responsable."),
            (A, "Je vous passe ma responsable, Mme Roux, je lui résume votre dossier."),
        ],
        [(C, "Je veux parler à un responsable."), (A, "Le délai habituel est de dix jours.")],
    ),
    "acknowledge_at_first_reply": (
        [
            (C, "C’est inadmissible, je suis furieux, trois semaines que j’attends !"),
            (A, "Je comprends votre colère, trois semaines d’attente, c’est vraiment long."),
        ],
        [
            (C, "C’est inadmissible, je suis furieux, trois semaines que j’attends !"),
            (A, "Quel est votre numéro de dossier ?"),
        ],
    ),
    "apologise_for_a_repeat": (
        [
            (C, "C’est la troisième fois que je vous écris pour le même problème."),
            (A, "Je vous présente toutes nos excuses."),
        ],
        [
            (C, "C’est la troisième fois que je vous écris pour le même problème."),
            (A, "Quel est votre numéro de dossier ?"),
        ],
    ),
    "ask_when_a_need_is_said": (
        [
            (C, "Je viens d’ouvrir un deuxième magasin et il me faudra internet là-bas aussi."),
            (
                A,
                "Comment comptez-vous utiliser internet dans ce magasin, et avec combien de postes ?",
            ),
        ],
        [
            (C, "Je viens d’ouvrir un deuxième magasin et il me faudra internet là-bas aussi."),
            (A, "D’accord, c’est noté."),
        ],
    ),
    "say_who_what_when": (
        [
            (C, "C’est urgent, il me le faut avant vendredi midi."),
            (A, "Je m’en occupe moi-même et je vous rappelle demain avant dix heures."),
        ],
        [
            (C, "C’est urgent, il me le faut avant vendredi midi."),
            (A, "D’accord, c’est noté."),
        ],
    ),
    "check_before_leaving": (
        [
            (C, "Bonjour, où trouver ma facture ?"),
            (A, "Elle est dans votre espace client, rubrique documents."),
            (C, "Je la vois, merci."),
            (A, "Tout est-il réglé pour vous, ou avez-vous une autre question ?"),
        ],
        [
            (C, "Bonjour, où trouver ma facture ?"),
            (A, "Elle est dans votre espace client, rubrique documents."),
            (C, "Je la vois, merci."),
            (A, "Bonne journée."),
        ],
    ),
    "no_offer_while_tense": (
        [
            (C, "C’est inadmissible, je suis furieux, trois semaines que j’attends !"),
            (A, "Je comprends votre colère. Je relance le dossier tout de suite."),
        ],
        [
            (C, "C’est inadmissible, je suis furieux, trois semaines que j’attends !"),
            (A, "Je vous propose de passer à notre forfait Premium à 29 euros par mois."),
        ],
    ),
}
SAID_EN: dict[str, tuple[Lines, Lines]] = {
    "reformulate_before_explaining": (
        [
            (C, "Hello, my bill went up by twelve pounds this month."),
            (
                A,
                "If I understand correctly, you would like to know why your bill went up by twelve pounds, is that right?",
            ),
            (C, "Yes, exactly."),
            (
                A,
                "The increase is because your discount ended: it lasted a year, so the normal price now applies.",
            ),
        ],
        [
            (C, "Hello, my bill went up by twelve pounds this month."),
            (
                A,
                "The increase is because your discount ended: it lasted a year, so the normal price now applies.",
            ),
        ],
    ),
    "acknowledge_before_refusing": (
        [
            (C, "I would like a refund for the three months without a connection."),
            (
                A,
                "I understand how frustrating three months without a connection must have been. Unfortunately I cannot refund that period.",
            ),
        ],
        [
            (C, "I would like a refund for the three months without a connection."),
            (A, "Unfortunately I cannot refund that period."),
        ],
    ),
    "explain_a_refusal": (
        [
            (C, "Can you cancel the fee?"),
            (
                A,
                "I'm afraid I can't cancel this fee, because it covers the engineer's visit, which did take place.",
            ),
        ],
        [(C, "Can you cancel the fee?"), (A, "No, that is not possible.")],
    ),
    "hand_over_at_first_request": (
        [
            (C, "I want to speak to a manager."),
            (A, "I am putting you through to my manager, Mrs Roux."),
        ],
        [(C, "I want to speak to a manager."), (A, "The usual delay is ten days.")],
    ),
    "acknowledge_at_first_reply": (
        [
            (C, "This is unacceptable, I am furious, I have been waiting for three weeks!"),
            (A, "I understand how frustrating it is to wait three weeks."),
        ],
        [
            (C, "This is unacceptable, I am furious, I have been waiting for three weeks!"),
            (A, "What is your case number?"),
        ],
    ),
    "apologise_for_a_repeat": (
        [
            (C, "This is the third time I have contacted you about the same problem."),
            (A, "I am very sorry about that."),
        ],
        [
            (C, "This is the third time I have contacted you about the same problem."),
            (A, "What is your case number?"),
        ],
    ),
    "ask_when_a_need_is_said": (
        [
            (C, "I have just opened a second shop and I will need internet there too."),
            (A, "How do you plan to use internet in that shop, and with how many tills?"),
        ],
        [
            (C, "I have just opened a second shop and I will need internet there too."),
            (A, "All right, noted."),
        ],
    ),
    "say_who_what_when": (
        [
            (C, "This is urgent, I need it before Friday noon."),
            (A, "I will take care of it myself and call you back tomorrow before ten."),
        ],
        [(C, "This is urgent, I need it before Friday noon."), (A, "All right, noted.")],
    ),
    "check_before_leaving": (
        [
            (C, "Hello, where do I find my invoice?"),
            (A, "It is in your account, under documents."),
            (C, "I can see it, thanks."),
            (A, "Is everything settled for you, or is there anything else I can help with?"),
        ],
        [
            (C, "Hello, where do I find my invoice?"),
            (A, "It is in your account, under documents."),
            (C, "I can see it, thanks."),
            (A, "Have a nice day."),
        ],
    ),
    "no_offer_while_tense": (
        [
            (C, "This is unacceptable, I am furious, I have been waiting for three weeks!"),
            (A, "I understand you are angry. I am chasing this up right now."),
        ],
        [
            (C, "This is unacceptable, I am furious, I have been waiting for three weeks!"),
            (A, "I can offer you our Premium plan at 29 pounds a month."),
        ],
    ),
}


@pytest.mark.parametrize("said", [SAID_FR, SAID_EN], ids=["fr", "en"])
@pytest.mark.parametrize("key", CUES)
def test_a_cue_is_seen_in_real_sentences(
    key: str, said: dict[str, tuple[Lines, Lines]], heard: Talk
) -> None:
    taken, missed = said[key]
    assert seen(heard(taken=taken, missed=missed), key) == {"taken": True, "missed": False}
