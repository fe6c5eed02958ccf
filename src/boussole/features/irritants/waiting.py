"""What waits on home: irritants to answer, to give an owner, or to tell the cost of once they are fixed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.features.irritants import access, queries
from boussole.features.irritants.models import Irritant
from boussole.features.irritants.showing import late
from boussole.features.metrics.decisions import Decision
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person

# Home is read in two minutes: more of the same is on the page of what one is asked.
MOST = 3
# Later, nobody remembers well what it cost before.
ASKED_FOR = timedelta(days=30)


def decisions(person: Person) -> Iterable[Decision]:
    """What a person is asked about irritants; nothing for those who are asked nothing."""
    if not may(person, access.ANSWER):
        return
    today = timezone.localdate()
    yield from (_owed(one, today) for one in queries.owed(person)[:MOST])
    yield from _lines(person)
    if may(person, access.ASSIGN):
        yield from _without_owner(person)
    if may(person, access.SEE):
        yield from (_to_tell(one) for one in _recent(person, today)[:MOST])


def _owed(irritant: Irritant, today: date) -> Decision:
    day = {"day": date_format(irritant.due_on, "DATE_FORMAT") if irritant.due_on else ""}
    words = _("La réponse était attendue avant le %(day)s.") if late(irritant, today) else _("Réponse attendue avant le %(day)s.")  # fmt: skip
    return Decision(
        title=_("Un irritant attend votre réponse : %(what)s") % {"what": irritant.what},
        detail=words % day,
        url=reverse("irritants:irritant", args=[irritant.pk]),
    )


def _lines(person: Person) -> Iterable[Decision]:
    count = access.asked_lines(person).filter(answered_at=None).count()
    if count:
        title = ngettext(
            "%(count)d signalement attend la réponse de votre service",
            "%(count)d signalements attendent la réponse de votre service",
            count,
        )
        yield Decision(
            title=title % {"count": count},
            detail=_("Ceux qui l’ont entendu des clients lisent votre réponse."),
            url=reverse("irritants:asked"),
        )


def _without_owner(person: Person) -> Iterable[Decision]:
    count = queries.without_owner(person)
    if count:
        title = ngettext(
            "%(count)d irritant n’a pas de responsable",
            "%(count)d irritants n’ont pas de responsable",
            count,
        )
        yield Decision(
            title=title % {"count": count},
            detail=_("Confiez-le à qui peut répondre ; le délai court dès lors."),
            url=reverse("irritants:index"),
        )


def _recent(person: Person, today: date) -> list[Irritant]:
    return [
        one
        for one in queries.to_tell(person)
        if one.resolved_on is not None and today - one.resolved_on <= ASKED_FOR
    ]


def _to_tell(irritant: Irritant) -> Decision:
    return Decision(
        title=_("C’est résolu : %(what)s") % {"what": irritant.what},
        detail=_("Dites ce qu’il vous coûte maintenant, en un geste."),
        url=reverse("irritants:irritant", args=[irritant.pk]),
    )
