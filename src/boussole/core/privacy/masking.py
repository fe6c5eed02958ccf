"""Putting a token in place of each piece of personal data, and finding the way back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

import polars as pl

from boussole.core.folding import fold
from boussole.core.privacy.finding import FINDERS, TOKEN, Found, Kind
from boussole.core.privacy.names import HINTS, known_names, said_names

_ROUNDS = (
    8  # a token can uncover a neighbour once or twice; more would mean finders that never settle
)


@dataclass(frozen=True, slots=True)
class Replacement:
    """``start:end`` of the original became the token at ``masked_start:masked_end``."""

    kind: Kind
    start: int
    end: int
    masked_start: int
    masked_end: int


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked text, and where each token came from. It does not hold the original."""

    text: str
    replacements: tuple[Replacement, ...] = ()

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Bring a passage of the masked text back to the original; a token touched counts whole."""
        return _moved(
            start, end, [(r.masked_start, r.masked_end, r.start, r.end) for r in self.replacements]
        )

    def masked_span(self, start: int, end: int) -> tuple[int, int]:
        """Bring a passage of the original to the masked text; a token touched counts whole."""
        return _moved(
            start, end, [(r.start, r.end, r.masked_start, r.masked_end) for r in self.replacements]
        )


def _moved(start: int, end: int, pairs: list[tuple[int, int, int, int]]) -> tuple[int, int]:
    return _edge(start, pairs, closing=False), _edge(end, pairs, closing=True)


def _edge(position: int, pairs: list[tuple[int, int, int, int]], *, closing: bool) -> int:
    shift = 0
    for here, here_end, there, there_end in pairs:
        if position <= here:
            break
        if position < here_end:
            return there_end if closing else there
        shift = there_end - here_end
    return position + shift


def mask(text: str, names: Iterable[str] = ()) -> Masked:
    """Mask personal data in ``text``; ``names`` are those the record knows (customer, agents).

    Deterministic, and settled: masking a masked text changes nothing.
    """
    known = tuple(sorted({name for name in names if name}))
    found = _settled(text, known)
    return _replaced(text, found) if found else Masked(text)


def _settled(text: str, names: tuple[str, ...]) -> list[Found]:
    """Look again in the masked text until nothing new is found."""
    found = _first_claims(text, names)
    for _ in range(_ROUNDS):
        if not found:
            return found
        masked = _replaced(text, found)
        more = _first_claims(masked.text, names)
        if not more:
            return found
        back = [Found(*masked.original_span(new.start, new.end), new.kind) for new in more]
        found = _without_overlap([*found, *back])
    return found


def _first_claims(text: str, names: tuple[str, ...]) -> list[Found]:
    return _without_overlap(
        _candidates(text, names), protected=[m.span() for m in TOKEN.finditer(text)]
    )


def _candidates(text: str, names: tuple[str, ...]) -> Iterator[Found]:
    if names:
        yield from known_names(fold(text), text, names)
    if _may_hold_figures(text):
        yield from chain.from_iterable(finder(text) for finder in FINDERS)
    if HINTS.search(text):
        yield from said_names(text)


def _may_hold_figures(text: str) -> bool:
    lowered = text.lower()
    return (
        "@" in text
        or "(at)" in lowered
        or "[at]" in lowered
        or "arobase" in lowered
        or any(map(str.isdigit, text))
    )


def _without_overlap(
    candidates: Iterable[Found], protected: Iterable[tuple[int, int]] = ()
) -> list[Found]:
    taken = list(protected)
    kept = []
    for found in candidates:
        clear = all(found.end <= start or end <= found.start for start, end in taken)
        if clear and found.end > found.start:
            taken.append((found.start, found.end))
            kept.append(found)
    return sorted(kept)


def _replaced(text: str, found: list[Found]) -> Masked:
    pieces: list[str] = []
    replacements: list[Replacement] = []
    done = length = 0
    for start, end, kind in found:
        token = f"[{kind}]"
        pieces += [text[done:start], token]
        length += start - done
        replacements.append(Replacement(kind, start, end, length, length + len(token)))
        length += len(token)
        done = end
    return Masked("".join([*pieces, text[done:]]), tuple(replacements))


def mask_column(texts: pl.Series, names: pl.Series | None = None) -> pl.Series:
    """Mask a column; ``names`` holds a list of known names per row. Same result as :func:`mask`.

    Rows that cannot hold anything (no figure, no ``@``, no known name, no greeting) are not touched.
    """
    frame = pl.DataFrame({"text": texts})
    known = names.to_list() if names is not None else [None] * len(texts)
    candidates = frame.select(
        pl.col("text").str.contains(r"[0-9@]|(?i:\(at\)|\[at\]|arobase)")
        | pl.col("text").str.contains(_rust(HINTS.pattern))
    ).to_series()
    masked = [
        mask(text, own or ()).text if text is not None and (touched or own) else text
        for text, touched, own in zip(texts.to_list(), candidates.to_list(), known, strict=True)
    ]
    return pl.Series(texts.name, masked, dtype=pl.String)


def _rust(pattern: str) -> str:
    return pattern
