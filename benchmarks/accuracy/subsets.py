"""The messages that are hard on purpose: irony, cold anger, negation, praise beside a problem, quotes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.accuracy.scores import Flags, share
from boussole.core.metrics.intervals import Interval
from boussole.core.signals.models import columns
from training.lines import Labelled

Rows = Callable[[Flags, Flags], Flags]

_COLUMNS = columns("customer")
_ANY, _CLEAR = (_COLUMNS.index(f"dissatisfaction:{grade}") for grade in (1, 2))
_PRAISE = _COLUMNS.index("praise")


@dataclass(frozen=True, slots=True)
class Part:
    """A share asked of the messages that bear a tag; ``n`` of them count, ``good`` says which way is up."""

    tag: str
    what: str
    n: int
    share: Interval
    good: bool


@dataclass(frozen=True, slots=True)
class _Question:
    tag: str
    what: str
    among: Rows
    hit: Rows
    good: bool = True


def _labelled(at: int) -> Rows:
    return lambda label, _: label[:, at]


def _unlabelled(at: int) -> Rows:
    return lambda label, _: ~label[:, at]


def _found(at: int) -> Rows:
    return lambda _, found: found[:, at]


def _recall(tag: str, what: str, at: int) -> _Question:
    return _Question(tag, f"{what}: found", _labelled(at), _found(at))


def _alarm(tag: str, what: str, at: int) -> _Question:
    return _Question(tag, f"{what}: false alarms", _unlabelled(at), _found(at), good=False)


def _all_right(tag: str) -> _Question:
    return _Question(
        tag,
        "every label right",
        lambda label, _: np.ones(len(label), dtype=np.bool_),
        lambda label, found: np.asarray((label == found).all(axis=1)),
    )


QUESTIONS = (
    _recall("#irony", "dissatisfaction, 1 or more", _ANY),
    _recall("#irony", "dissatisfaction, 2 or more", _CLEAR),
    _alarm("#irony", "praise", _PRAISE),
    _recall("#cold", "dissatisfaction, 1 or more", _ANY),
    _recall("#cold", "dissatisfaction, 2 or more", _CLEAR),
    _alarm("#hard", "dissatisfaction, 1 or more", _ANY),
    _alarm("#hard", "dissatisfaction, 2 or more", _CLEAR),
    _all_right("#hard"),
    _alarm("#neg", "dissatisfaction, 2 or more", _CLEAR),
    _all_right("#neg"),
    _recall("#mixed", "praise", _PRAISE),
    _recall("#mixed", "dissatisfaction, 1 or more", _ANY),
    _all_right("#mixed"),
    _alarm("#quote", "dissatisfaction, 2 or more", _CLEAR),
    _all_right("#quote"),
)


def parts(lines: Sequence[Labelled], label: Flags, found: Flags) -> tuple[Part, ...]:
    """Answer each question on customers' messages; ``label`` and ``found`` are ``[lines, columns]``."""
    answers = []
    for question in QUESTIONS:
        tagged = np.array([question.tag in line.tags for line in lines], dtype=np.bool_)
        among = tagged & question.among(label, found)
        hit = question.hit(label, found)[among]
        answers.append(Part(question.tag, question.what, len(hit), share(hit), good=question.good))
    return tuple(answers)
