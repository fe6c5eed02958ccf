"""Mails gathered into threads, on disk: memory does not grow with the mailbox.

Two mails are of one thread when one names the other, or both name a third (RFC 5322, References and
In-Reply-To). A ``Re:`` that names none joins the mail of the same subject between the same people, of
the month before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from operator import itemgetter

from boussole.adapters.sources.mail.message import Address, Mail

MONTH = 31 * 24 * 3600

_SCHEMA = """
create table mails (
    number integer primary key, identifier text unique, thread integer, topic text, sender text, at real,
    place text, line integer, body text
);
create table names (identifier text primary key, thread integer) without rowid;
create table recipients (number integer, email text);
create table orphans (number integer);
"""
_INDEXES = """
create index mails_thread on mails (thread, at, number);
create index mails_topic on mails (topic);
create index recipients_number on recipients (number);
"""


@dataclass(frozen=True, slots=True)
class Placed:
    """A mail and where it was read."""

    mail: Mail
    path: str
    line: int


class Threads:
    """A store of mails that gives them back thread by thread."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("pragma cache_size = -8192")
        self._db.executescript(_SCHEMA)
        self._db.execute("create index names_thread on names (thread)")
        self._db.execute("begin")
        self._count = 0

    def add(self, placed: Placed) -> bool:
        """Keep one mail; False when it is already there (the same Message-ID in two folders)."""
        mail = placed.mail
        number = self._count + 1
        added = self._db.execute(
            "insert or ignore into mails values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                mail.identifier,
                0,
                mail.topic,
                mail.sender.email,
                mail.at.timestamp() if mail.at else None,
                placed.path,
                placed.line,
                _written(mail),
            ),
        ).rowcount
        if not added:
            return False
        self._count = number
        thread = self._joined((mail.identifier, *mail.references), number)
        self._db.execute("update mails set thread = ? where number = ?", (thread, number))
        self._db.executemany(
            "insert into recipients values (?, ?)", ((number, one.email) for one in mail.recipients)
        )
        if mail.is_reply and not mail.references:
            self._db.execute("insert into orphans values (?)", (number,))
        return True

    def _joined(self, identifiers: tuple[str, ...], new: int) -> int:
        """Put these names in one thread, merging those that they already have."""
        marks = ",".join("?" * len(identifiers))
        query = f"select distinct thread from names where identifier in ({marks})"  # noqa: S608  # marks only
        known = sorted(row[0] for row in self._db.execute(query, identifiers))
        thread = known[0] if known else new
        for other in known[1:]:
            self._merge(other, thread)
        self._db.executemany(
            "insert or ignore into names values (?, ?)", ((one, thread) for one in identifiers)
        )
        return thread

    def _merge(self, other: int, into: int) -> None:
        self._db.execute("update names set thread = ? where thread = ?", (into, other))
        self._db.execute("update mails set thread = ? where thread = ?", (into, other))

    def __iter__(self) -> Iterator[list[Placed]]:
        """Yield threads in the order of their first mail, each in the order of its instants."""
        self._db.executescript(_INDEXES)
        self._adopt_orphans()
        rows = self._db.execute(
            "select thread, place, line, body from mails order by thread, at is null, at, number"
        )
        for _, together in groupby(rows, key=itemgetter(0)):
            yield [Placed(_read(body), place, line) for _, place, line, body in together]

    def _adopt_orphans(self) -> None:
        for (number,) in self._db.execute("select number from orphans").fetchall():
            thread, topic, sender, at = self._db.execute(
                "select thread, topic, sender, at from mails where number = ?", (number,)
            ).fetchone()
            found = self._db.execute(
                "select m.thread from mails m join recipients r on r.number = m.number"
                " where m.topic = ? and m.number <> ? and r.email = ?"
                " and m.sender in (select email from recipients where number = ?)"
                " and (m.at is null or ? is null or m.at between ? - ? and ?)"
                " order by m.at desc limit 1",
                (topic, number, sender, number, at, at or 0.0, MONTH, at or 0.0),
            ).fetchone()
            if topic and found and found[0] != thread:
                self._merge(thread, found[0])

    def service_addresses(self) -> list[tuple[str, int]]:
        """Addresses that mails are sent to, by how many people write to them, most first."""
        counted = self._db.execute(
            "select r.email, count(distinct m.sender) from recipients r join mails m on m.number = r.number"
            " where r.email <> m.sender group by r.email order by 2 desc, 1 limit 20"
        )
        return [(email, people) for email, people in counted]

    def close(self) -> None:
        """Forget everything; the temporary file goes with the connection."""
        self._db.close()


def _written(mail: Mail) -> str:
    return json.dumps(asdict(replace(mail, at=None)) | {"at": mail.at and mail.at.timestamp()})


def _read(body: str) -> Mail:
    values = json.loads(body)
    at = values.pop("at")
    values["sender"] = Address(**values["sender"])
    values["recipients"] = tuple(Address(**one) for one in values["recipients"])
    for name in ("references", "attachments"):
        values[name] = tuple(values[name])
    return Mail(**values, at=None if at is None else datetime.fromtimestamp(at, UTC))
