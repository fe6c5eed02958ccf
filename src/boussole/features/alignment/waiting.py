"""What waits for someone here: sessions they are asked to judge in, and have not handed in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boussole.features.alignment import access, queries
from boussole.features.alignment.models import Session
from boussole.features.metrics.decisions import Decision
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person

SOON = timedelta(days=2)


def decisions(person: Person) -> Iterable[Decision]:
    """One line per session; those that close soon say so."""
    if not may(person, access.TAKE_PART):
        return
    for session in queries.waiting_for(person):
        yield Decision(
            title=_("Des situations attendent votre avis"),
            detail=_detail(session),
            url=reverse("alignment:session", args=[session.pk]),
        )


def _detail(session: Session) -> str:
    day = {"day": date_format(last_day(session), "DATE_FORMAT")}
    if session.closes_at - timezone.now() <= SOON:
        return _("La séance d’alignement se termine bientôt : répondez jusqu’au %(day)s.") % day
    return _("Une dizaine de minutes, chacun de son côté, jusqu’au %(day)s.") % day


def last_day(session: Session) -> date:
    """The last day on which a session takes answers, where the company is."""
    return timezone.localtime(session.closes_at - timedelta(seconds=1)).date()
