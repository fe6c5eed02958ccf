"""How long care keeps what it keeps; documented in docs/privacy.md."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from boussole.core.care import OFFERED_EVERY
from boussole.features.care import actions
from boussole.features.care.models import Breather, Debrief, Offer, Present, PublishedWeek
from boussole.features.care.publishing import MEMORY
from boussole.features.organisation.audit import record

DEBRIEFS_KEPT = timedelta(days=365)
WEEKS_KEPT = timedelta(days=365)
BREATHERS_KEPT = timedelta(days=90)


@transaction.atomic
def forget(today: date) -> int:
    """Erase what has served its time; the row counts frozen weeks alone, since a count of debriefs or offers would say there were some."""
    Offer.objects.filter(made_on__lte=today - OFFERED_EVERY).delete()
    Debrief.objects.filter(planned_on__lt=today - DEBRIEFS_KEPT).delete()
    Breather.objects.filter(asked_on__lt=today - BREATHERS_KEPT).delete()
    newest = PublishedWeek.objects.order_by("-monday").values_list("monday", flat=True).first()
    if newest is not None:
        Present.objects.filter(week__monday__lte=newest - MEMORY).delete()
    count = PublishedWeek.objects.filter(monday__lt=today - WEEKS_KEPT).delete()[0]
    if count:
        record(None, actions.FORGOTTEN, "care.publishedweek:old", count=count)
    return count
