"""Which conversations an import has already given; memory stays bounded, the rest is on disk."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b
from typing import Literal

KEPT = 50_000
Verdict = Literal["new", "same", "newer"]


def digest(raw: bytes | str) -> int:
    """A 63-bit fingerprint of a record as written."""
    data = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    return int.from_bytes(blake2b(data, digest_size=8).digest(), "big") >> 1


class Seen:
    """Identifiers with the fingerprint of their record; spills to a temporary SQLite file."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._recent: dict[str, int] = {}
        self._disk: sqlite3.Connection | None = None

    def judge(self, identifier: str, fingerprint: int) -> Verdict:
        """Say whether this identifier is new, repeated as it was, or comes with other content."""
        known = self._recent.get(identifier)
        if known is None and self._disk is not None:
            known = self._on_disk(identifier)
        if known == fingerprint:
            return "same"
        self._recent[identifier] = fingerprint
        if len(self._recent) >= self._kept:
            self._spill()
        return "new" if known is None else "newer"

    def _on_disk(self, identifier: str) -> int | None:
        assert self._disk is not None  # noqa: S101  # the caller has just looked
        row = self._disk.execute("select print from seen where id = ?", (identifier,)).fetchone()
        return None if row is None else int(row[0])

    def _spill(self) -> None:
        if self._disk is None:
            # An empty name is SQLite's own temporary file: private, on disk, deleted on close.
            self._disk = sqlite3.connect("", isolation_level=None)
            self._disk.execute("pragma cache_size = -4096")
            self._disk.execute(
                "create table seen (id text primary key, print integer) without rowid"
            )
        self._disk.execute("begin")
        self._disk.executemany("insert or replace into seen values (?, ?)", self._recent.items())
        self._disk.execute("commit")
        self._recent.clear()

    def close(self) -> None:
        """Forget everything."""
        self._recent.clear()
        if self._disk is not None:
            self._disk.close()
            self._disk = None
