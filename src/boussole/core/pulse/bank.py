"""The bank of questions, and which ones a wave asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import zip_longest

import yaml
from pydantic import BaseModel, ConfigDict

from boussole.core.text import Text


class Question(Text):
    """One statement, answered from 1 (not at all agreed) to 5 (fully agreed)."""

    key: str


class Theme(BaseModel):
    """What a few questions are about, and three things a manager may do about it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    name: Text
    questions: tuple[Question, ...]
    proposals: tuple[Text, ...]


@cache
def default_bank() -> Mapping[str, Theme]:
    """The themes of the shipped bank by key, in their order."""
    text = (resources.files(__package__) / "bank.yaml").read_text("utf-8")
    return {key: Theme(key=key, **body) for key, body in yaml.safe_load(text).items()}


def themed(bank: Mapping[str, Theme]) -> dict[str, Theme]:
    """The theme of each question, by the question's key."""
    return {question.key: theme for theme in bank.values() for question in theme.questions}


def in_turn(bank: Mapping[str, Theme], turn: int, count: int) -> tuple[str, ...]:
    """The questions of the ``turn``-th short wave, from 0: theme after theme, none again before all were asked."""
    ordered = _rounds([theme.questions for theme in bank.values()])
    return tuple(ordered[(turn * count + place) % len(ordered)] for place in range(count))


def _rounds(by_theme: Sequence[Sequence[Question]]) -> list[str]:
    """The first question of every theme, then the second of each, then the third."""
    return [one.key for round_ in zip_longest(*by_theme) for one in round_ if one is not None]
