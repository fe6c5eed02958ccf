"""Where a note stands: a message, or a sentence of it, followed when an import moves the message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+|\n|\Z)")
SHORTEST = 3


@dataclass(frozen=True)
class Anchor:
    """A message, named by its masked text, and the characters of it; ``end`` is 0 for the whole message."""

    turn: int
    text_hash: str
    start: int = 0
    end: int = 0

    @property
    def value(self) -> str:
        """How a form writes it."""
        return f"{self.start}-{self.end}"


def sentences(text: str) -> list[tuple[int, int]]:
    """The sentences of a masked text, as characters ``start:end`` without the spaces around them."""
    found = []
    for one in _SENTENCE.finditer(text):
        said = one.group()
        start = one.start() + len(said) - len(said.lstrip())
        end = one.end() - (len(said) - len(said.rstrip()))
        if end - start >= SHORTEST:
            found.append((start, end))
    return found


def place(turn: int, text_hash: str, hashes: Sequence[str]) -> int | None:
    """Where a message is now: where it was, else the nearest one with the same words; ``None`` when it is gone."""
    if turn < len(hashes) and hashes[turn] == text_hash:
        return turn
    same = [index for index, known in enumerate(hashes) if known == text_hash]
    return min(same, key=lambda index: abs(index - turn), default=None)
