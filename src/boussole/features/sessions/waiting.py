"""What waits for someone here: a session whose day has come, an agreement past its date, a cue to look at again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boussole.features.metrics.decisions import Decision
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person
from boussole.features.sessions import access, queries
from boussole.features.sessions.models import AgreedCue, Agreement, Session

# Home is read in two minutes: more of the same is on the page of sessions.
MOST = 3


def decisions(person: Person) -> Iterable[Decision]:
    """What waits for a manager or an agent; nothing for anyone else."""
    if not may(person, access.SEE):
        return
    now = timezone.now()
    today = timezone.localdate()
    yield from (_due(one, person) for one in queries.due(person, today)[:MOST])
    yield from (_overdue(one) for one in queries.overdue(person, today)[:MOST])
    cues = queries.watched(person)
    yield from (_read(one, person) for one in queries.to_read(person, today, cues)[:MOST])
    yield from (_unlooked(one, person) for one in queries.unlooked(person, now, cues)[:MOST])


def cue_url(cue: AgreedCue, person: Person) -> str:
    """Where someone reads a cue: an agent among theirs, a manager in its session."""
    if cue.person_id == person.pk:
        return f"{reverse('sessions:cues')}#cue-{cue.pk}"
    return f"{reverse('sessions:session', args=[cue.session_id])}#cue-{cue.pk}"


def _due(session: Session, person: Person) -> Decision:
    leads = session.manager_id == person.pk
    detail = _("Tenez-la puis clôturez-la, déplacez-la ou annulez-la.")
    return Decision(
        title=_("Séance prévue le %(day)s") % {"day": _day(session.planned_on)},
        detail=detail if leads else _("Relisez les situations avant d’en parler."),
        url=reverse("sessions:session", args=[session.pk]),
    )


def _overdue(agreement: Agreement) -> Decision:
    return Decision(
        title=_("Accord de séance à tenir avant le %(day)s") % {"day": _day(agreement.due_on)},
        detail=_("Dites s’il est tenu, ou ce qui l’empêche."),
        url=f"{reverse('sessions:session', args=[agreement.session_id])}#agreements",
    )


def _read(cue: AgreedCue, person: Person) -> Decision:
    return Decision(
        title=_("Le suivi d’un repère est terminé"),
        detail=_("Lisez ce que les conversations en montrent."),
        url=cue_url(cue, person),
    )


def _unlooked(cue: AgreedCue, person: Person) -> Decision:
    return Decision(
        title=_("Un repère n’a pas été regardé depuis deux semaines"),
        detail=_("Regardez où il en est, et parlez-en si besoin."),
        url=cue_url(cue, person),
    )


def _day(day: date | None) -> str:
    return date_format(day, "SHORT_DATE_FORMAT") if day else ""
