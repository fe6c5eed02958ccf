"""Where a note stands: a message, or a sentence of it, followed when an import moves the message."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from boussole.features.conversations.thread import Thread

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


@dataclass(frozen=True)
class ReadMessage:
    """A message of a situation's conversation, masked, and what names it."""

    turn: int
    text: str
    text_hash: str
    lang: str

    def anchor(self, span: tuple[int, int]) -> Anchor:
        """A place in it, as characters; 0 and 0 for all of it."""
        return Anchor(self.turn, self.text_hash, *span)


def message_in(thread: Thread, turn: int, text_hash: str = "") -> ReadMessage | None:
    """The message a note is about, where it is now; none when it is gone."""
    found = place(turn, text_hash, thread.hashes) if text_hash else turn
    if found is None or found >= len(thread.turns):
        return None
    shown = thread.turns[found]
    text = "".join(piece.text for piece in (*shown.pieces, *shown.quoted))
    return ReadMessage(found, text, thread.hashes[found], str(thread.row["lang"] or ""))
