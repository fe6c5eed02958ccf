"""What waits for someone here: a version to read, questions to answer, changes promised and not made yet."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.features.metrics.decisions import Decision
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person
from boussole.features.playbook import access, acknowledging, questions


def decisions(person: Person) -> Iterable[Decision]:
    """What someone is asked to read, to answer or to change."""
    told = acknowledging.to_read(person)
    if told is not None:
        yield Decision(
            title=_("La version %(number)d du playbook est à lire") % {"number": told.version.number},
            detail=told.version.note or _("C’est le cadre commun à l’équipe et à son responsable."),
            url=reverse("playbook:index"),
        )  # fmt: skip
    if may(person, access.PUBLISH):
        yield from _to_answer()
        yield from _promised()


def _to_answer() -> Iterable[Decision]:
    now = timezone.now()
    waiting = list(questions.waiting())
    if not waiting:
        return
    late = sum(questions.is_late(one, now) for one in waiting)
    title = ngettext(
        "%(count)d question sur le playbook attend une réponse",
        "%(count)d questions sur le playbook attendent une réponse",
        len(waiting),
    )
    detail = ngettext(
        "%(count)d depuis plus de sept jours.", "%(count)d depuis plus de sept jours.", late
    )
    yield Decision(
        title=title % {"count": len(waiting)},
        detail=detail % {"count": late} if late else _("Une question sans réponse décourage la suivante."),
        url=reverse("playbook:questions"),
    )  # fmt: skip


def _promised() -> Iterable[Decision]:
    count = questions.promised().count()
    if count:
        title = ngettext(
            "%(count)d règle doit changer, d’après une réponse donnée",
            "%(count)d règles doivent changer, d’après les réponses données",
            count,
        )
        yield Decision(
            title=title % {"count": count},
            detail=_("La prochaine version le dira à qui l’a demandé."),
            url=reverse("playbook:draft"),
        )
