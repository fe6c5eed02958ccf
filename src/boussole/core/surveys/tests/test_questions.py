"""Question types carry their metric; a survey that nobody could answer well is refused."""

from __future__ import annotations

import pytest

from boussole.core.metrics import METRICS
from boussole.core.metrics.definitions.answers import CES_SCALES, CSAT_SCALES, NPS_POINTS
from boussole.core.surveys import (
    SCALES,
    Question,
    QuestionType,
    SurveyFormatError,
    check_questions,
    is_low,
)
from boussole.core.text import Text


def question(key: str = "q1", type_: QuestionType = "csat_5", words: str = "Alors ?") -> Question:
    return Question(key=key, type=type_, text=Text(fr=words, en=words))


def test_each_rating_is_on_a_scale_that_its_metric_declares() -> None:
    declared = {
        "csat": {scale.points for scale in CSAT_SCALES},
        "ces": {scale.points for scale in CES_SCALES},
        "nps": {NPS_POINTS},
    }
    for scale in SCALES.values():
        assert scale.count in declared[scale.kind]
        assert any(metric.name.startswith(scale.kind) for metric in METRICS.values())


@pytest.mark.parametrize(
    ("type_", "lows", "others"),
    [("csat_5", (1, 2), (3, 4, 5)), ("ces_7", (1, 2, 3), (4, 7)), ("nps_11", (0, 6), (7, 10))],
)
def test_a_low_answer_is_that_of_someone_to_call_back(
    type_: QuestionType, lows: tuple[int, ...], others: tuple[int, ...]
) -> None:
    assert all(is_low(type_, value) for value in lows)
    assert not any(is_low(type_, value) for value in others)
    assert not is_low("free", 0)


def test_a_value_outside_the_scale_is_no_answer() -> None:
    assert question(type_="nps_11").accepts(0)
    assert not question(type_="csat_5").accepts(0)
    assert not question(type_="csat_5").accepts(6)
    assert not question(type_="free").accepts(1)


@pytest.mark.parametrize(
    ("questions", "reason"),
    [
        ([], "empty"),
        ([question(type_="free")], "first_is_free"),
        ([question(), question(type_="free")], "same_key"),
        ([question(), question("q2")], "same_metric"),
        ([question(words=" ")], "no_words"),
        ([question(words="x" * 201)], "too_long"),
        ([question()] + [question(f"q{n}", "free") for n in range(2, 7)], "too_many"),
    ],
)
def test_a_survey_that_cannot_be_asked_says_why(questions: list[Question], reason: str) -> None:
    with pytest.raises(SurveyFormatError) as refused:
        check_questions(questions)
    assert refused.value.reason == reason


def test_a_rating_then_another_then_words_can_be_asked() -> None:
    check_questions([question(), question("q2", "ces_7"), question("q3", "free")])
