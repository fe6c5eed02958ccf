"""The small set of question types; each says which metric it feeds, so that no scale is ever guessed.

CSAT on five points, CES 2.0 on seven ("made it easy", high is good; Dixon, Freeman and Toman, Harvard Business
Review, 2010, reworded by CEB in 2013), NPS on eleven (Reichheld, Harvard Business Review, 2003), and free text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, cast, get_args

from pydantic import BaseModel, ConfigDict, Field

from boussole.core.conversations import AnswerKind
from boussole.core.text import Text

QuestionType = Literal["csat_5", "ces_7", "nps_11", "free"]
QUESTION_TYPES = cast("tuple[QuestionType, ...]", get_args(QuestionType))
MOST_QUESTIONS = 5
LONGEST_QUESTION = 200
LONGEST_COMMENT = 2_000
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")


class SurveyFormatError(Exception):
    """A survey that cannot be asked; ``reason`` says why in a word."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class QuestionScale(BaseModel):
    """The points of a rating, from ``lowest`` to ``highest``; those up to ``low_to`` open a follow-up."""

    model_config = ConfigDict(frozen=True)

    kind: AnswerKind
    lowest: int
    highest: int
    low_to: int
    low: Text
    high: Text

    @property
    def points(self) -> tuple[int, ...]:
        """Every point, in ascending order."""
        return tuple(range(self.lowest, self.highest + 1))

    @property
    def count(self) -> int:
        """How many points there are: what facts call the scale."""
        return len(self.points)


SCALES: Mapping[QuestionType, QuestionScale] = {
    "csat_5": QuestionScale(
        kind="csat",
        lowest=1,
        highest=5,
        low_to=2,
        low=Text(fr="Pas du tout satisfait", en="Very dissatisfied"),
        high=Text(fr="Très satisfait", en="Very satisfied"),
    ),
    "ces_7": QuestionScale(
        kind="ces",
        lowest=1,
        highest=7,
        low_to=3,
        low=Text(fr="Pas du tout d’accord", en="Strongly disagree"),
        high=Text(fr="Tout à fait d’accord", en="Strongly agree"),
    ),
    "nps_11": QuestionScale(
        kind="nps",
        lowest=0,
        highest=10,
        low_to=6,
        low=Text(fr="Pas du tout probable", en="Not at all likely"),
        high=Text(fr="Très probable", en="Very likely"),
    ),
}


class Question(BaseModel):
    """One question of a survey, in both languages. ``key`` never changes; its wording may."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: Annotated[str, Field(pattern=_KEY.pattern + "$")]
    type: QuestionType
    text: Text

    @property
    def scale(self) -> QuestionScale | None:
        """The points offered; nothing for free text."""
        return SCALES.get(self.type)

    def accepts(self, value: int) -> bool:
        """Whether ``value`` is a point of the scale."""
        return self.scale is not None and self.scale.lowest <= value <= self.scale.highest


def is_low(type_: QuestionType, value: float) -> bool:
    """Whether an answer asks for someone to call back: dissatisfied, hard, or a detractor."""
    scale = SCALES.get(type_)
    return scale is not None and value <= scale.low_to


def check_questions(questions: Sequence[Question]) -> None:
    """Raise ``SurveyFormatError`` for a survey that no customer could answer well.

    The first question is a rating, so that it can be answered from the mail; no metric is asked twice, or one
    answer would stand for two.
    """
    if not questions:
        raise SurveyFormatError("empty")
    if len(questions) > MOST_QUESTIONS:
        raise SurveyFormatError("too_many")
    if questions[0].scale is None:
        raise SurveyFormatError("first_is_free")
    if len({one.key for one in questions}) < len(questions):
        raise SurveyFormatError("same_key")
    asked = Counter(one.type for one in questions if one.scale)
    if any(count > 1 for count in asked.values()):
        raise SurveyFormatError("same_metric")
    for one in questions:
        for said in (one.text.fr, one.text.en):
            if not said.strip():
                raise SurveyFormatError("no_words")
            if len(said) > LONGEST_QUESTION:
                raise SurveyFormatError("too_long")
