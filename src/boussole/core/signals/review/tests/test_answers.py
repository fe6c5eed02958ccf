"""What is accepted of an answer, and why the rest is not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.signals.review import (
    Doubt,
    Outcome,
    Reason,
    Rejected,
    Verdict,
    check,
    outcome_of,
)
from boussole.core.signals.review.answers import LONGEST_WHY

TEXT = "Bonjour, trois semaines sans réponse. C’est honteux."
DOUBT = Doubt("c/0/dissatisfaction", "c", 0, "customer", "fr", "dissatisfaction", 1.0, TEXT, 9, 36)
GOOD: dict[str, Any] = {
    "signal": "dissatisfaction",
    "holds": True,
    "strength": 2,
    "passage": "c'est honteux",
    "why": "Le client dit sa honte.",
}


def answer(**changes: Any) -> str:
    return json.dumps(GOOD | changes, ensure_ascii=False)


def without(name: str) -> str:
    return json.dumps({key: value for key, value in GOOD.items() if key != name})


def accepted(text: str) -> Verdict:
    found = check(text, DOUBT)
    assert isinstance(found, Verdict), found
    return found


def rejected(text: str) -> Rejected:
    found = check(text, DOUBT)
    assert isinstance(found, Rejected), found
    return found


def test_a_cited_verdict_is_accepted_in_the_messages_own_words() -> None:
    found = accepted(answer())
    assert (found.key, found.holds, found.strength) == (DOUBT.key, True, 2.0)
    assert found.passage == "C’est honteux" == TEXT[found.start : found.end]


def test_a_refutation_cites_too_and_has_no_strength() -> None:
    found = accepted(answer(holds=False, strength=3))
    assert (found.holds, found.strength) == (False, None)
    assert rejected(answer(holds=False, passage="")).reason is Reason.NOT_CITED


@pytest.mark.parametrize(
    "text",
    [
        f"```json\n{answer()}\n```",
        f"Voici :\n{answer()}\nBonne journée.",
        f'<think>{{"holds": false}} je me demande…</think>{answer()}',
        f"{{pas du JSON}} {answer()}",
    ],
)
def test_what_surrounds_the_object_is_left_aside(text: str) -> None:
    assert accepted(text).holds is True


@pytest.mark.parametrize("strength", [None, 0.5, 1, 3])
def test_a_strength_is_on_the_scale_or_not_given(strength: float | None) -> None:
    assert accepted(answer(strength=strength)).strength == strength


@pytest.mark.parametrize(
    "strength", [0, -1, 3.1, 10**400], ids=["none", "below", "above", "beyond"]
)
def test_a_strength_out_of_the_scale_is_rejected(strength: float) -> None:
    assert rejected(answer(strength=strength)).reason is Reason.STRENGTH_OUT_OF_SCALE


@pytest.mark.parametrize("name", list(GOOD))
def test_every_field_is_needed(name: str) -> None:
    found = rejected(without(name))
    assert (found.reason, found.field) == (Reason.MISSING_FIELD, name)


@pytest.mark.parametrize(
    "changes",
    [{"signal": 1}, {"holds": "true"}, {"strength": "2"}, {"strength": True}, {"passage": None}],
)
def test_a_field_of_another_type_is_rejected(changes: dict[str, Any]) -> None:
    found = rejected(answer(**changes))
    assert (found.reason, found.field) == (Reason.WRONG_TYPE, next(iter(changes)))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (answer(signal="joy"), Reason.UNKNOWN_SIGNAL),
        (answer(signal="praise"), Reason.OTHER_SIGNAL),
        (answer(passage="inadmissible"), Reason.CITATION_NOT_FOUND),
        (answer(passage="a" * 301), Reason.CITATION_TOO_LONG),
        (answer(passage=" "), Reason.NOT_CITED),
        ("Je ne peux pas juger ce message.", Reason.NO_JSON),
        ("", Reason.NO_JSON),
        (answer()[:-10], Reason.MALFORMED),
        ("{" * 100_000, Reason.MALFORMED),
        ('{"a": ' + "[" * 100_000, Reason.MALFORMED),
        (answer().replace("2", "NaN"), Reason.MALFORMED),
        (answer().replace("2", "1e999"), Reason.STRENGTH_OUT_OF_SCALE),
        (answer().replace('"why"', '"holds": false, "why"'), Reason.MALFORMED),
        ("[1, 2]", Reason.NO_JSON),
    ],
)
def test_anything_else_is_rejected_with_its_reason(text: str, reason: Reason) -> None:
    assert rejected(text).reason is reason


def test_a_citation_of_what_was_said_before_is_not_found() -> None:
    doubt = Doubt("k", "c", 1, "customer", "fr", "dissatisfaction", 1.0, "Et alors ?", 0, 8)
    assert isinstance(check(answer(), doubt), Rejected)


def test_what_the_reader_wrote_itself_is_masked_and_short() -> None:
    assert accepted(answer(why="Écrire à lea@exemple.fr")).why == "Écrire à [EMAIL]"
    assert len(accepted(answer(why="très " * 200)).why) <= LONGEST_WHY


def test_each_answer_counts_as_one_outcome() -> None:
    said = {
        answer(): Outcome.OK,
        answer(passage="inadmissible"): Outcome.REJECTED_CITATION,
        answer(passage=""): Outcome.REJECTED_CITATION,
        without("holds"): Outcome.MALFORMED,
        "{": Outcome.MALFORMED,
        "Je préfère ne pas répondre.": Outcome.REFUSAL,
    }
    assert {text: outcome_of(check(text, DOUBT)) for text in said} == said


_JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(list(GOOD)), _JSON) | _JSON, st.booleans())
def test_no_answer_ever_crashes_the_check(found: Any, whole: bool) -> None:
    written = json.dumps((GOOD | found) if whole and isinstance(found, dict) else found)
    checked = check(written, DOUBT)
    if isinstance(checked, Verdict):
        assert checked.passage == TEXT[checked.start : checked.end] != ""


@given(st.text())
def test_no_text_ever_crashes_the_check(text: str) -> None:
    assert isinstance(check(text, DOUBT), Rejected)
