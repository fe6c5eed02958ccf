"""Brings the rows of a conversation together, in memory bounded by one conversation.

A table whose conversations are whole, one after the other, is read straight through. Another, sorted by
time for instance, goes first to a temporary SQLite file, which gives the rows back by conversation.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from boussole.adapters.sources.csv_file.rows import Row
from boussole.adapters.sources.seen import Seen

BATCH = 5_000


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
        spool.execute("create table rows (conversation integer, line integer, cells text)")
        spool.execute("create table ids (number integer primary key, id text unique)")
        _fill(spool, rows, key)
        spool.execute("create index by_conversation on rows (conversation, line)")
        yield from _drained(spool)
    finally:
        spool.close()


def _fill(spool: sqlite3.Connection, rows: Iterable[Row], key: int) -> None:
    spool.execute("begin")
    for line, cells in rows:
        spool.execute("insert or ignore into ids (id) values (?)", (cells[key],))
        spool.execute(
            "insert into rows select number, ?, ? from ids where id = ?",
            (line, json.dumps(cells), cells[key]),
        )
    spool.execute("commit")


def _drained(spool: sqlite3.Connection) -> Iterator[list[Row]]:
    ordered = spool.execute(
        "select conversation, line, cells from rows order by conversation, line"
    )
    for _, together in groupby(ordered, key=itemgetter(0)):
        yield [(line, json.loads(cells)) for _, line, cells in together]
