"""How long what people write about situations is kept, and its erasure once that is over.

Documented in docs/privacy.md; a reading or a note is as old as its last change.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from boussole.features.coaching import actions
from boussole.features.coaching.models import Listening, Note, OwnReading, Snooze
from boussole.features.organisation.audit import record

KEPT_FOR = timedelta(days=365)


@transaction.atomic
def forget(now: datetime) -> int:
    """Erase the notes, readings, draws and snoozes older than ``KEPT_FOR``; return how many rows."""
    oldest = now - KEPT_FOR
    found = (
        Note.objects.filter(written_at__lt=oldest),
        OwnReading.objects.filter(written_at__lt=oldest),
        Listening.objects.filter(week__lt=oldest.date()),
        Snooze.objects.filter(until__lt=oldest.date()),
    )
    erased = sum(rows.delete()[0] for rows in found)
    if erased:
        record(None, actions.FORGOTTEN, f"before:{oldest.date().isoformat()}", count=erased)
    return erased
