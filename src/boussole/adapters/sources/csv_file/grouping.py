"""Brings the rows of a conversation together, in memory bounded by one conversation.

A table whose conversations are whole, one after the other, is read straight through. Another, sorted by
time for instance, goes first to a temporary SQLite file, which gives the rows back by conversation.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from boussole.adapters.sources.csv_file.rows import Row
from boussole.adapters.sources.seen import Seen

# Rows are read without NUL characters, so that none of their cells holds one.
_BETWEEN = "\x00"


def is_grouped(keys: Iterable[str]) -> bool:
    """True when no conversation comes back after another one began."""
    seen = Seen()
    try:
        return all(seen.judge(key, 0) == "new" for key, _ in groupby(keys))
    finally:
        seen.close()


def grouped(rows: Iterable[Row], key: int) -> Iterator[list[Row]]:
    """Group rows that stand together."""
    for _, together in groupby(rows, key=lambda row: row[1][key]):
        yield list(together)


def regrouped(rows: Iterable[Row], key: int) -> Iterator[list[Row]]:
    """Group rows that stand apart, through the disk, in the order conversations first appear."""
    spool = sqlite3.connect("", isolation_level=None)
    try:
        spool.execute("pragma cache_size = -8192")
        spool.execute("create table rows (id text, line integer, cells text)")
        spool.execute("begin")
        spool.executemany(
            "insert into rows values (?, ?, ?)",
            ((cells[key], line, _BETWEEN.join(cells)) for line, cells in rows),
        )
        spool.execute("create table firsts as select id, min(line) as first from rows group by id")
        ordered = spool.execute(
            "select first, line, cells from rows join firsts using (id) order by first, line"
        )
        for _, together in groupby(ordered, key=itemgetter(0)):
            yield [(line, cells.split(_BETWEEN)) for _, line, cells in together]
    finally:
        spool.close()
