"""What waits on home: a vote in which one has not voted yet. Only the person themselves is told."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boussole.features.commitments import access, queries
from boussole.features.commitments.models import Consultation
from boussole.features.metrics.decisions import Decision
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person


def decisions(person: Person) -> Iterable[Decision]:
    """One line for each vote that is open to someone."""
    if may(person, access.TAKE_PART):
        yield from (_vote(one) for one in queries.votes_waiting_for(person))


def _vote(consultation: Consultation) -> Decision:
    day = date_format(consultation.closes_on, "SHORT_DATE_FORMAT")
    return Decision(
        title=_("Un vote est ouvert sur nos engagements"),
        detail=_("%(title)s : avant le %(day)s. Votre bulletin reste secret.")
        % {"title": consultation.title, "day": day},
        url=reverse("commitments:ballot", args=[consultation.pk]),
    )
