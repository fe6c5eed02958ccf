"""The passage that shows a moment: the sentence in which its strongest label stands."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

LONGEST = 320
_SIDE = 160  # a sentence too long is cut between words, so far from the label

_ENDS = ".!?…\n"
_WORD_EDGE = re.compile(r"\b")
_AFTER = re.compile(rf"[^{_ENDS}]{{0,{_SIDE}}}(?:[.!?…]+|\b|\Z)")


class Passage(NamedTuple):
    """Characters ``start:end`` of a masked text, and what they say."""

    start: int
    end: int
    said: str


def passage(text: str, labels: Sequence[Any], names: Collection[str]) -> Passage:
    """The sentence of ``text`` around its best label (``schemas.LABEL``).

    The label of one of ``names`` is preferred, then the strongest, then the earliest; without any
    label the message's beginning stands for it.
    """
    best = min(
        labels,
        key=lambda one: (one["signal"] not in names, -one["strength"], one["start"]),
        default=None,
    )
    start, end = (best["start"], best["end"]) if best else (0, 0)
    start, end = _sentence_start(text, start), _sentence_end(text, end)
    raw = text[start : min(end, start + LONGEST)]
    said = raw.strip()
    start += len(raw) - len(raw.lstrip())
    return Passage(start, start + len(said), said)


def _sentence_start(text: str, place: int) -> int:
    least = max(0, place - _SIDE)
    begun = max(least, 1 + max(text.rfind(mark, least, place) for mark in _ENDS))
    if begun == 0:
        return 0
    edge = _WORD_EDGE.search(text, begun, place)
    return edge.start() if edge else place


def _sentence_end(text: str, place: int) -> int:
    found = _AFTER.match(text, place)
    return found.end() if found else place
