"""The terms of a column: which bucket each falls in, whose it is, and where it stands.

Kinds of terms, each with its own salt so that two kinds never share a meaning:

- runs of 3, 4 and 5 characters, blanks included, which meet typos, endings and missing accents;
- words, two and three words in a row, and two words with one between them;
- the first five letters of a word, alone and two in a row, which meet other endings;
- families of words in a row with plain words (``families.py``), which carry over to other words;
- words after a negation, which mean the reverse.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from boussole.core.terms.buffer import MARK, WORD, Buffer, lay, lay_folded
from boussole.core.terms.families import Families, families
from boussole.core.terms.rolling import Hashes, Rolling, buckets, chained

BITS = 18
# Families have buckets of their own, above the others, so that they can weigh more when learning.
FAMILIES_FROM = 1 << BITS
BUCKETS = 2 * FAMILIES_FROM

RUNS = (3, 4, 5)
STEM = 5
NEGATED_FOR = 3  # words that a negation reaches
_RUN, _WORD, _STEM, _FAMILY, _NEGATED = 1, 20, 40, 60, 80
_SYMBOL_LEAD, _LONG_LEAD = 0xE0, 0xF0

Places = NDArray[np.int32]
Indexes = NDArray[np.intp]


@dataclass(frozen=True)
class Terms:
    """``bucket[i]`` is in text ``row[i]``, from place ``start[i]`` to ``end[i]`` of ``buffer``."""

    buffer: Buffer
    row: Places
    bucket: Places
    start: Places
    end: Places

    @property
    def rows(self) -> int:
        """Count the texts."""
        return self.buffer.rows


@dataclass(frozen=True)
class _Tokens:
    """Words and marks in the order of the buffer: where, whose, and their hashes."""

    start: Indexes
    end: Indexes
    row: Places
    word: Hashes
    stem: Hashes
    family: Hashes
    named: NDArray[np.bool_]
    negates: NDArray[np.bool_]


_Found = tuple[Places, Places, Indexes, Indexes]


def find_terms(texts: pl.Series, *, folded: bool = False) -> Terms:
    """Find the terms of each text; ``folded`` says that they are folded already."""
    buffer = lay_folded(texts) if folded else lay(texts)
    rolling = Rolling(buffer.data)
    tokens = _tokens(buffer, rolling, families())
    found = [*_runs(buffer, rolling), *_words(tokens), *_families(tokens), *_negated(tokens)]
    row, bucket, start, end = (np.concatenate([one[part] for one in found]) for part in range(4))
    return Terms(buffer, row, bucket, start.astype(np.int32), end.astype(np.int32))


def _runs(buffer: Buffer, rolling: Rolling) -> Iterator[_Found]:
    """Runs of characters, the blank before a text and the one after it included."""
    places = np.arange(len(buffer.data))
    last = np.searchsorted(buffer.row, np.arange(buffer.rows), side="right")
    reach = np.minimum(last + 1, len(buffer.data))[buffer.row] if buffer.rows else places
    for length in RUNS:
        start = places[places + length <= reach]
        end = start + length
        hashes = rolling.slices(start, end)
        yield buffer.row[start], buckets(hashes, _RUN + length, BITS), start, end


def _tokens(buffer: Buffer, rolling: Rolling, known: Families) -> _Tokens:
    word = buffer.kind == WORD
    edge = np.diff(word.astype(np.int8), prepend=0, append=0)
    starts, ends = np.flatnonzero(edge == 1), np.flatnonzero(edge == -1)
    marks = np.flatnonzero(buffer.kind == MARK)
    lead = buffer.data[marks]
    mark_ends = marks + 1 + 2 * (lead >= _SYMBOL_LEAD) + (lead >= _LONG_LEAD)
    start = np.concatenate([starts, marks])
    end = np.minimum(np.concatenate([ends, mark_ends]), len(buffer.data))
    order = np.argsort(start, kind="stable")
    start, end = start[order], end[order]
    spelt = rolling.slices(start, end)
    whole = known.spelled_out(spelt)
    stem = np.where(whole == spelt, rolling.slices(start, np.minimum(end, start + STEM)), whole)
    family, named, negates = known.of(whole, rolling, start, end)
    return _Tokens(start, end, buffer.row[start], whole, stem, family, named, negates)


def _words(tokens: _Tokens) -> Iterator[_Found]:
    yield from _in_a_row(tokens, tokens.word, ((), (1,), (1, 2), (2,)), _WORD)
    yield from _in_a_row(tokens, tokens.stem, ((), (1,), (2,)), _STEM)


def _families(tokens: _Tokens) -> Iterator[_Found]:
    """Families alone, then with their neighbours, at least one of which belongs to a family."""
    patterns = ((), (1,), (1, 2), (2,), (1, 2, 3), (3,))
    for row, bucket, start, end in _in_a_row(
        tokens, tokens.family, patterns, _FAMILY, only=tokens.named
    ):
        yield row, bucket + FAMILIES_FROM, start, end


def _negated(tokens: _Tokens) -> Iterator[_Found]:
    """Words that follow a negation, within a few words."""
    reached = np.zeros(len(tokens.start), dtype=np.bool_)
    for step in range(1, NEGATED_FOR + 1):
        reached[step:] |= tokens.negates[:-step] & (tokens.row[step:] == tokens.row[:-step])
    at = np.flatnonzero(reached & ~tokens.negates)
    for salt, hashes in ((_NEGATED, tokens.stem), (_NEGATED + 1, tokens.family)):
        found = buckets(hashes[at], salt, BITS)
        yield tokens.row[at], found, tokens.start[at], tokens.end[at]


def _in_a_row(
    tokens: _Tokens,
    hashes: Hashes,
    patterns: tuple[tuple[int, ...], ...],
    salt: int,
    *,
    only: NDArray[np.bool_] | None = None,
) -> Iterator[_Found]:
    for which, steps in enumerate(patterns):
        reach = steps[-1] if steps else 0
        count = max(0, len(hashes) - reach)
        together = tokens.row[:count] == tokens.row[reach : reach + count]
        if only is not None:
            held = only[:count].copy()
            for step in steps:
                held |= only[step : step + count]
            together &= held
        at = np.flatnonzero(together)
        chain = chained(hashes[at], *(hashes[at + step] for step in steps))
        found = buckets(chain, salt + which, BITS)
        yield tokens.row[at], found, tokens.start[at], tokens.end[at + reach]
