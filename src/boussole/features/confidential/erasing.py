"""Erasing so that nothing is left where the database can promise it, and retention.

SQLite overwrites what is deleted with zeros (``secure_delete``, set for every connection) and its journal is emptied after the commit.
PostgreSQL keeps dead rows until its vacuum, its journal and backups for as long as they are kept: sealed, all of it, but there.
"""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction
from django.db.models import QuerySet

from boussole.features.confidential.models import Thread
from boussole.features.confidential.threads import CLOSED_KEPT, QUIET_KEPT

# How long the emptying of the journal waits for readers; what it could not empty, the next one does.
_PATIENCE_MS = 1000


def erase(threads: QuerySet[Thread]) -> None:
    """Delete threads and their messages, overwriting them. No row says that it happened."""
    with transaction.atomic():
        threads.delete()
        transaction.on_commit(empty_journal)


def erase_due(today: date) -> None:
    """Erase what has served its time: closed for thirty days, or silent for ninety. Nothing counts them."""
    closed = Thread.objects.filter(closed_on__lte=today - CLOSED_KEPT)
    quiet = Thread.objects.filter(closed_on=None, last_on__lte=today - QUIET_KEPT)
    for due in (closed, quiet):
        if due.exists():
            erase(due)


def empty_journal() -> None:
    """Write SQLite's journal back into the database and empty it: older copies of the pages are there until then."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute(f"PRAGMA busy_timeout = {int(usual)}")
