"""How a table is written: its separator, and its header."""

from __future__ import annotations

import csv
from collections import Counter

DELIMITERS = (";", ",", "\t", "|")
TABLE = 2
"""Cells in the narrowest table."""
SAMPLE = 50
"""Records looked at."""


def guess_delimiter(text: str) -> str:
    """The separator that cuts the first records into the same number of cells, the most cells.

    ``text`` is the head of the file; its last record may be cut short and does not count.
    """
    return max(DELIMITERS, key=lambda delimiter: _score(text, delimiter))


def _score(text: str, delimiter: str) -> tuple[float, int]:
    widths = _widths(text, delimiter)
    if not widths or widths[0] < TABLE:
        return (0.0, 0)
    return (Counter(widths)[widths[0]] / len(widths), widths[0])


def _widths(text: str, delimiter: str) -> list[int]:
    lines = text.splitlines(keepends=True)
    widths: list[int] = []
    try:
        for row in csv.reader(lines, delimiter=delimiter):
            if row:
                widths.append(len(row))
            if len(widths) > SAMPLE:
                break
    except csv.Error:
        return widths
    return widths[:-1] or widths
