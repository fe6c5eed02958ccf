"""Putting a token in place of each piece of personal data, and finding the way back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter

import polars as pl

from boussole.core.folding import fold, fold_column
from boussole.core.privacy.addresses import ADDRESSES
from boussole.core.privacy.announced import ANNOUNCED
from boussole.core.privacy.finding import (
    ADDRESS_PARTS,
    FINDERS,
    LOOSE_FINDERS,
    TOKEN,
    Finder,
    Found,
    Kind,
)
from boussole.core.privacy.names import known_names, may_hold_name
from boussole.core.privacy.people import UNANNOUNCED
from boussole.core.privacy.worth import Worth

VERSION = 2  # raise it when a text may be masked otherwise: every conversation is read again
FEW = 200  # up to so many rows, one by one is quicker than by column
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


# In the order of trust, after the names the record knows: the first to claim a place keeps it.
ALL_FINDERS: tuple[Finder, ...] = (
    *FINDERS,
    ADDRESSES,
    *ADDRESS_PARTS,
    *LOOSE_FINDERS,
    *ANNOUNCED,
    UNANNOUNCED,
)
_WORTH = Worth(ALL_FINDERS)


def mask(text: str, names: Iterable[str] = ()) -> Masked:
    """Mask personal data in ``text``; ``names`` are those the record knows (customer, agents).

    Deterministic, and settled: masking a masked text changes nothing.
    """
    found = _settled(text, _known(tuple(names)), _WORTH.of_text(text))
    return _replaced(text, found) if found else Masked(text)


@lru_cache(maxsize=8192)
def _known(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}))


def _settled(text: str, names: tuple[str, ...], worth: int) -> list[Found]:
    """Look again in the masked text until nothing new is found."""
    found = _first_claims(text, names, worth)
    for _ in range(_ROUNDS):
        if not found:
            return found
        masked = _replaced(text, found)
        more = _first_claims(masked.text, names, _WORTH.of_text(masked.text))
        if not more:
            return found
        back = [Found(*masked.original_span(new.start, new.end), new.kind) for new in more]
        found = _without_overlap([*found, *back])
    return found


def _first_claims(text: str, names: tuple[str, ...], worth: int) -> list[Found]:
    tokens = [match.span() for match in TOKEN.finditer(text)] if "[" in text else []
    return _without_overlap(_candidates(text, names, worth), protected=tokens)


def _candidates(text: str, names: tuple[str, ...], worth: int) -> Iterator[Found]:
    if worth & 1:  # an e-mail address goes whole, whoever's name is in it
        yield from ALL_FINDERS[0].find(text)
    if names:
        folded = fold(text)
        if may_hold_name(folded, names):
            yield from known_names(folded, text, names)
    for finder in _tried(worth):
        yield from finder.find(text)


@lru_cache(maxsize=4096)
def _tried(worth: int) -> tuple[Finder, ...]:
    """Return the finders after the first whose bit is set in ``worth``."""
    return tuple(finder for place, finder in enumerate(ALL_FINDERS[1:], 1) if worth >> place & 1)


def _without_overlap(
    candidates: Iterable[Found], protected: Iterable[tuple[int, int]] = ()
) -> list[Found]:
    """Keep the first to claim each place; a name joins the names it overlaps."""
    taken = [(start, end, None) for start, end in protected]
    claims: list[tuple[int, int, Kind | None]] = sorted(taken)
    for found in candidates:
        low, high = _overlapped(claims, found)
        others = claims[low:high]
        if found.end <= found.start or any(
            found.kind != "NAME" or kind != "NAME" for _, _, kind in others
        ):
            continue
        start = min([found.start, *(one[0] for one in others)])
        end = max([found.end, *(one[1] for one in others)])
        claims[low:high] = [(start, end, found.kind)]
    return [Found(start, end, kind) for start, end, kind in claims if kind is not None]


def _overlapped(claims: list[tuple[int, int, Kind | None]], found: Found) -> tuple[int, int]:
    """Return which of the sorted, disjoint ``claims`` the place overlaps, from and up to."""
    low = bisect_right(claims, found.start, key=itemgetter(1))
    high = bisect_left(claims, found.end, key=itemgetter(0))
    return low, max(low, high)


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

    What each row is worth trying is found over the whole column; most rows then need nothing. A few
    rows, as in one live conversation, are masked one by one: a column costs more than they do.
    """
    if len(texts) <= FEW:
        return _mask_few(texts, names)
    folded = fold_column(texts)
    rows = pl.DataFrame({"text": texts, "worth": _WORTH.of_column(texts, folded), "folded": folded})
    known = names.to_list() if names is not None else [None] * len(texts)
    masked = [
        _masked_row(text, folded, _known(tuple(own)) if own else (), worth)
        for (text, worth, folded), own in zip(rows.iter_rows(), known, strict=True)
    ]
    return pl.Series(texts.name, masked, dtype=pl.String)


def _mask_few(texts: pl.Series, names: pl.Series | None) -> pl.Series:
    known = names.to_list() if names is not None else [None] * len(texts)
    masked = [
        text if text is None else mask(text, own or ()).text
        for text, own in zip(texts, known, strict=True)
    ]
    return pl.Series(texts.name, masked, dtype=pl.String)


def _masked_row(text: str | None, folded: str, names: tuple[str, ...], worth: int) -> str | None:
    if text is None or not (worth or (names and may_hold_name(folded, names))):
        return text
    found = _settled(text, names, worth)
    return _replaced(text, found).text if found else text
