"""A text cut where passages begin and end, so that each piece knows the passages it belongs to."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from boussole.core.privacy import KINDS

# What a reply quotes below itself: lines marked, or everything after the line that announces it.
_QUOTED_FROM = re.compile(
    r"^(?:>|(?:Le|On)\b[^\n]{0,200}(?:a écrit|a ecrit|wrote)\s?:"
    r"|-{2,}\s*(?:Message d.origine|Original Message|Message transféré|Forwarded message)"
    r"|(?:De|From)\s?:\s[^\n]+\n(?:[^\n]+\n){0,4}(?:Objet|Subject)\s?:)",
    re.MULTILINE | re.IGNORECASE,
)
_TOKEN = re.compile(rf"\[(?:{'|'.join(map(re.escape, KINDS))})\]")


def text_hash(text_masked: str) -> str:
    """Name a message by its masked text."""
    return hashlib.blake2b(text_masked.encode(), digest_size=8).hexdigest()


@dataclass(frozen=True)
class Span:
    """A passage: characters ``start`` to ``end`` of a text, and what it is the passage of.

    ``tone`` says how it is drawn: tension, expressed, act or moment.
    """

    key: str
    start: int
    end: int
    tone: str = ""


@dataclass(frozen=True)
class Piece:
    """A stretch of text and the passages it lies in, in their order; ``first`` opens one of them."""

    text: str
    keys: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    token: bool = False
    tones: tuple[str, ...] = ()


def cut(text: str, spans: Iterable[Span], tokens: Sequence[tuple[int, int]] = ()) -> list[Piece]:
    """Cut ``text`` at the ends of spans and of masked ``tokens``; joined, the pieces are the text."""
    kept = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    bounds = {0, len(text)}
    bounds |= {place for span in kept for place in (span.start, span.end)}
    bounds |= {place for token in tokens for place in token}
    ordered = sorted(bounds)
    return [_piece(text, start, end, kept, tokens) for start, end in pairwise(ordered)]


def _piece(
    text: str, start: int, end: int, spans: Sequence[Span], tokens: Sequence[tuple[int, int]]
) -> Piece:
    over = [span for span in spans if span.start <= start and end <= span.end]
    return Piece(
        text=text[start:end],
        keys=tuple(span.key for span in over),
        first=tuple(span.key for span in over if span.start == start),
        token=any(first <= start and end <= last for first, last in tokens),
        tones=tuple(sorted({span.tone for span in over if span.tone})),
    )


def tokens(masked: str) -> list[tuple[int, int]]:
    """Where a masked text stands in for personal data."""
    return [found.span() for found in _TOKEN.finditer(masked)]


def quoted_from(text: str) -> int:
    """Where a message begins to quote the one it answers; its length when it does not.

    A message that is nothing but a quotation is left as it is: there would be nothing to read.
    """
    found = _QUOTED_FROM.search(text)
    return found.start() if found and text[: found.start()].strip() else len(text)


def within(pieces: Sequence[Piece], start: int, end: int) -> list[Piece]:
    """The pieces that lie between two places of the text, cut there if need be."""
    kept, at = [], 0
    for piece in pieces:
        first, last = max(start, at), min(end, at + len(piece.text))
        if first < last:
            text = piece.text[first - at : last - at]
            opened = piece.first if first == at else ()
            kept.append(replace(piece, text=text, first=opened))
        at += len(piece.text)
    return kept
