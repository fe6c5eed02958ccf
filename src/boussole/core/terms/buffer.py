"""One buffer for a whole column: folded, tidied, with where each byte came from.

Texts are laid one after the other with one blank before, between and after them. Blanks in a row
become one, and a character said three times or more is said twice ("nuuuul", "!!!!!"). Commas, full
stops and the like are blanks: whether somebody types them says how they type, not what they mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from boussole.core.folding import fold_column

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]
Places = NDArray[np.int32]
Indexes = NDArray[np.intp]

BLANK, WORD, MARK = 0, 1, 2
_SPACE = ord(" ")
_SYMBOL_LEAD = 0xE0  # UTF-8: three bytes or more, which holds emoji and every symbol we meet
_CONTINUES, _LEADS = 0x80, 0xC0
_MARKS = "!?%€$£"
_ENDS = np.frombuffer(b".!?;", dtype=np.uint8)


def _kinds() -> Bytes:
    kinds = np.zeros(256, dtype=np.uint8)
    for code in range(128):
        letter = chr(code)
        kinds[code] = WORD if letter.isalnum() else MARK if letter in _MARKS else BLANK
    kinds[_CONTINUES:] = WORD
    return kinds


_KIND = _kinds()


@dataclass(frozen=True)
class Buffer:
    """``data`` holds every text; ``row`` says whose a byte is, ``source`` where it was in its column."""

    rows: int
    data: Bytes
    kind: Bytes
    row: Places
    source: Places
    folded: Bytes
    starts: NDArray[np.int64]

    @cached_property
    def _character(self) -> Places:
        """Count the characters before each byte of the folded column."""
        leads = (self.folded & _LEADS) != _CONTINUES
        return np.concatenate([[0], np.cumsum(leads)]).astype(np.int32)

    def follows_apostrophe(self, at: Indexes) -> Flags:
        """Say of each place whether an apostrophe ties it to the word before it."""
        before = np.maximum(self._where(at) - 1, 0)
        return np.asarray(self.folded[before] == ord("'"))

    def ends_sentence(self, at: Indexes) -> Flags:
        """Say of each place whether a sentence ends there or just after it."""
        here = self._where(at)
        after = np.minimum(here + 1, len(self.folded) - 1)
        return np.asarray(np.isin(self.folded[here], _ENDS) | np.isin(self.folded[after], _ENDS))

    def first_character(self, at: Indexes, row: Indexes) -> Places:
        """Say at which character of its text each place begins."""
        return self._character[self._where(at)] - self._character[self.starts[row]]

    def last_character(self, at: Indexes, row: Indexes) -> Places:
        """Say how many characters of its text there are up to each place, its own included."""
        return self._character[self._where(at) + 1] - self._character[self.starts[row]]

    def _where(self, at: Indexes) -> Places:
        return self.source[np.minimum(at, len(self.source) - 1)]


def lay(texts: pl.Series) -> Buffer:
    """Lay a column of texts out; a null is an empty text."""
    return lay_folded(fold_column(texts.cast(pl.String).fill_null("")))


def lay_folded(texts: pl.Series) -> Buffer:
    """Lay a column of folded texts out."""
    folded, starts = _raw(texts)
    rows = len(starts) - 1
    row = np.repeat(np.arange(rows, dtype=np.int32), np.diff(starts))
    kind = _KIND[folded]
    said = np.where(kind == BLANK, np.uint8(_SPACE), folded)
    kept = np.flatnonzero(~_said_too_often(said, row))
    kept = kept[~_at_an_end(said[kept] == _SPACE, row[kept])]
    row = row[kept]
    at = np.arange(len(kept)) + row + 1
    total = len(kept) + rows + 1
    data = np.full(total, _SPACE, dtype=np.uint8)
    kinds = np.zeros(total, dtype=np.uint8)
    data[at], kinds[at] = said[kept], kind[kept]
    return Buffer(
        rows=rows,
        data=data,
        kind=_with_symbols(data, kinds),
        row=_owners(rows, row, total),
        source=_sources(kept, at, row, starts, total),
        folded=folded,
        starts=starts,
    )


def _raw(texts: pl.Series) -> tuple[Bytes, NDArray[np.int64]]:
    array = texts.rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
    array = array.cast(pa.large_string())
    _, offsets, data = array.buffers()
    ends = np.frombuffer(offsets, dtype=np.int64)[array.offset : array.offset + len(array) + 1]
    raw = np.frombuffer(data, dtype=np.uint8) if data else np.zeros(0, dtype=np.uint8)
    return raw[ends[0] : ends[-1]], ends - ends[0]


def _said_too_often(said: Bytes, row: Places) -> Flags:
    again = np.zeros(len(said), dtype=np.bool_)
    again[1:] = (said[1:] == said[:-1]) & (row[1:] == row[:-1])
    thrice = np.zeros(len(said), dtype=np.bool_)
    thrice[2:] = again[2:] & again[1:-1] & (said[2:] < _CONTINUES)
    return np.asarray(thrice | (again & (said == _SPACE)))


def _at_an_end(blank: Flags, row: Places) -> Flags:
    """Say which blanks begin or end a text."""
    turns = np.diff(row, prepend=-1, append=-1) != 0
    return np.asarray(blank & (turns[:-1] | turns[1:]))


def _with_symbols(data: Bytes, kinds: Bytes) -> Bytes:
    """An emoji is a mark: its lead byte stands for it, what follows is part of no word."""
    leads = data >= _SYMBOL_LEAD
    if leads.any():
        symbol = leads.copy()
        for step in (1, 2, 3):
            follows = (data >= _CONTINUES) & (data < _LEADS)
            symbol[step:] |= follows[step:] & symbol[step - 1 : -1]
        kinds[symbol] = BLANK
        kinds[leads] = MARK
    return kinds


def _owners(rows: int, row: Places, total: int) -> Places:
    """Give each place its text; the blank before a text is that text's, the last one the last's."""
    lengths = np.bincount(row, minlength=rows) + 1
    if rows:
        lengths[-1] += 1
    return np.repeat(np.arange(rows, dtype=np.int32), lengths)[:total]


def _sources(
    kept: Indexes,
    at: Indexes,
    row: Places,
    starts: NDArray[np.int64],
    total: int,
) -> Places:
    """Say where each place stood in the folded column; the blank before a text stands at its start."""
    source = np.zeros(total, dtype=np.int32)
    firsts = np.concatenate([[0], np.cumsum(np.bincount(row, minlength=len(starts) - 1) + 1)])
    source[firsts[:-1]] = starts[:-1]
    source[-1] = starts[-1]
    source[at] = kept
    return source
