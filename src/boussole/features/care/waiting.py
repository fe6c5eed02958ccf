"""What waits on home: an offer to oneself, someone who wishes to talk, a request to catch one's breath."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boussole.features.care import access, queries, words
from boussole.features.care.models import Breather, Debrief
from boussole.features.metrics.decisions import Decision
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person

MOST = 3


def decisions(person: Person) -> Iterable[Decision]:
    """What waits for an agent or a manager; nothing for anyone else."""
    if not may(person, access.TALK):
        return
    offer = queries.open_offer(person) if may(person, access.OWN) else None
    if offer:
        yield Decision(
            title=words.offered(offer),
            detail=_("Cette proposition n’est visible que de vous."),
            url=reverse("care:index") + "#offer",
        )
    waiting = queries.debriefs_waiting(person, timezone.localdate())
    yield from (_talk(one, person) for one in waiting[:MOST])
    yield from (_breather(one) for one in queries.breathers_waiting(person)[:MOST])


def _talk(debrief: Debrief, person: Person) -> Decision:
    other = debrief.partner if debrief.person_id == person.pk else debrief.person
    values = {"name": other.name, "day": date_format(debrief.planned_on, "SHORT_DATE_FORMAT")}
    url = reverse("care:debrief", args=[debrief.pk])
    if debrief.state == Debrief.State.DECLINED:
        return Decision(
            title=_("%(name)s n’est pas disponible pour l’échange du %(day)s") % values,
            detail=_("Vous pouvez choisir quelqu’un d’autre."),
            url=url,
        )
    if debrief.state == Debrief.State.AGREED:
        return Decision(
            title=_("Échange avec %(name)s, le %(day)s") % values,
            detail=_("Dites qu’il a eu lieu, ou déplacez-le."),
            url=url,
        )
    return Decision(
        title=_("%(name)s vous propose un échange le %(day)s") % values,
        detail=_("Acceptez ce jour, ou proposez-en un autre."),
        url=url,
    )


def _breather(asked: Breather) -> Decision:
    return Decision(
        title=_("%(name)s demande à souffler") % {"name": asked.person.name},
        detail=_("Répondez en une phrase à ce qui est possible."),
        url=reverse("care:index") + "#breathers",
    )
