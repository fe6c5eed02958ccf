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
from boussole.core.coaching.tests.sentences import SAID_EN, SAID_FR, Lines
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


@pytest.mark.parametrize("said", [SAID_FR, SAID_EN], ids=["fr", "en"])
@pytest.mark.parametrize("key", CUES)
def test_a_cue_is_seen_in_real_sentences(
    key: str, said: dict[str, tuple[Lines, Lines]], heard: Talk
) -> None:
    taken, missed = said[key]
    assert seen(heard(taken=taken, missed=missed), key) == {"taken": True, "missed": False}
