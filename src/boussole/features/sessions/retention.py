"""How long sessions are kept, and their erasure once that is over; documented in docs/privacy.md."""

from __future__ import annotations

import calendar
from datetime import date

from django.db import transaction
from django.db.models.functions import Coalesce

from boussole.features.organisation.audit import record
from boussole.features.sessions import actions
from boussole.features.sessions.models import Session, TeamFollowUp

KEPT_YEARS = 2


def oldest_kept(today: date) -> date:
    """The first day whose sessions are still kept: 24 months ago."""
    year = today.year - KEPT_YEARS
    last = calendar.monthrange(year, today.month)[1]
    return today.replace(year=year, day=min(today.day, last))


@transaction.atomic
def forget(today: date) -> int:
    """Erase sessions older than that, with their notes, remarks, agreements, cues and results; return how many."""
    oldest = oldest_kept(today)
    TeamFollowUp.objects.filter(counted_at__date__lt=oldest).delete()
    old = Session.objects.alias(on=Coalesce("held_on", "planned_on")).filter(on__lt=oldest)
    count = old.count()
    if count:
        old.delete()
        record(None, actions.FORGOTTEN, f"before:{oldest.isoformat()}", count=count)
    return count
