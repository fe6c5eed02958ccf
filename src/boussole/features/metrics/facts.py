"""The facts in use, opened once per process and again when they change."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from datetime import date

from boussole.adapters.engines.duckdb import DuckEngine
from boussole.adapters.facts import Archive, FactTables
from boussole.core import facts
from boussole.features.conversations import queries as conversations
from boussole.features.conversations import reading
from boussole.features.metrics.models import FactDay
from boussole.features.metrics.services import fact_store


@dataclass(frozen=True)
class Facts:
    """One state of the facts: its engine for figures, its archive for rows.

    ``key`` changes whenever the facts or the frame they are judged with change.
    """

    key: str
    engine: DuckEngine
    archive: Archive


_opened: list[Facts] = []
_opening = threading.Lock()


def in_use() -> Facts | None:
    """The facts as they are now, or nothing before the first ones are built."""
    store = fact_store()
    if not store.keys():
        return None
    tables = store.tables()
    key = f"{_state(tables)}.{reading.version(reading.frame())}"
    with _opening:
        if not _opened or _opened[0].key != key:
            _opened[:] = [_open(key, tables)]
        return _opened[0]


def of_conversation(pk: int, day: date, version: str) -> facts.Facts | None:
    """The facts kept of a conversation of ``day``; nothing when they were read under another version, or before it changed."""
    built = FactDay.objects.filter(day=day, state=FactDay.State.BUILT, version=version)
    if not built.exclude(day__in=conversations.changed(day)).exists():
        return None
    return fact_store().read_conversation(day.isoformat(), str(pk))


def _state(tables: FactTables) -> str:
    """Name the files in use: a folder emptied and built again counts its generations from one too."""
    made = f"{tables.contacts} {tables.contacts.stat().st_mtime_ns}"
    digest = hashlib.blake2b(made.encode(), digest_size=6).hexdigest()
    return f"{tables.contacts.parent.name}-{digest}"


def _open(key: str, tables: FactTables) -> Facts:
    return Facts(key, DuckEngine(tables.paths()), Archive(tables))
