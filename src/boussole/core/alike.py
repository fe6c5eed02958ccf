"""Which short lines may say the same thing: proposed to a person, never joined without one."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from typing import TypeVar

from boussole.core.folding import fold
from boussole.core.reasons.stop_words import STOP_WORDS

Key = TypeVar("Key", bound=Hashable)

# Two short lines that share half of their words are worth a look by a person; nothing is merged without one.
ALIKE = 0.5
_WORD = re.compile(r"[a-zà-ÿœæ0-9]+")
_STEM = 6


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
