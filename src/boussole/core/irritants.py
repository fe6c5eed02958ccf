"""What costs people time: which two lines say the same thing, and what one irritant takes each week.

A person says how often they meet it and how many minutes it takes, or says neither. What was not said is counted as
unknown, never guessed: hours are those of the people who told both, and the others are a number of people beside it.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from boussole.core.folding import fold
from boussole.core.reasons.stop_words import STOP_WORDS

Key = TypeVar("Key", bound=Hashable)

# Two short lines that share half of their words are worth a look by a person; nothing is merged without one.
ALIKE = 0.5
_WORD = re.compile(r"[a-zà-ÿœæ0-9]+")
_STEM = 6


@dataclass(frozen=True)
class Burden:
    """What one person says an irritant takes from them: times a week, and minutes each time; ``None`` is not told."""

    times_a_week: float | None = None
    minutes: float | None = None


@dataclass(frozen=True)
class Cost:
    """Hours lost per week by the ``told`` people who said both; ``unknown`` others meet it too."""

    hours: float
    told: int
    unknown: int


def said_in(line: str) -> frozenset[str]:
    """The words of a line that say something, folded and cut to their beginning, so that a plural is no other word."""
    words = _WORD.findall(fold(line))
    return frozenset(
        word[:_STEM].rstrip("s") for word in words if word not in STOP_WORDS and len(word) > 1
    ) - {""}


def likeness(one: str, other: str) -> float:
    """The share of their words that two lines have in common (Dice), from 0 to 1; two empty lines have none."""
    left, right = said_in(one), said_in(other)
    total = len(left) + len(right)
    return 2 * len(left & right) / total if total else 0.0


def similar(line: str, among: Mapping[Key, str], *, most: int = 3) -> list[Key]:
    """The keys of the lines that may say the same thing, the nearest first; ties keep the order of ``among``."""
    nearness = {key: likeness(line, text) for key, text in among.items()}
    close = [key for key in among if nearness[key] >= ALIKE]
    return sorted(close, key=lambda key: -nearness[key])[:most]


def cost(burdens: Iterable[Burden]) -> Cost:
    """Add up what people told; who did not tell both how often and how long is counted apart."""
    hours, told, unknown = 0.0, 0, 0
    for one in burdens:
        if one.times_a_week is None or one.minutes is None:
            unknown += 1
        else:
            hours += one.times_a_week * one.minutes / 60
            told += 1
    return Cost(hours, told, unknown)


def ranked(costs: Sequence[tuple[Key, Cost, int]]) -> list[Key]:
    """Order irritants, given with their cost and the customers touched: hours, then customers, then people."""
    return [
        key
        for key, found, customers in sorted(
            costs,
            key=lambda one: (-one[1].hours, -one[2], -(one[1].told + one[1].unknown)),
        )
    ]
