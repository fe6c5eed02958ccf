"""What sessions offer on a situation: to talk about it in the agent's next one-to-one, or where it is on the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boussole.features.coaching.links import Concerned
from boussole.features.conversations.links import Link
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person
from boussole.features.sessions import access, queries
from boussole.features.sessions.models import Session


def links(person: Person, situations: Sequence[Concerned]) -> dict[int, list[Link]]:
    """For who leads the sessions of the agent: add it. For both: on which agendas it is, among theirs."""
    if not may(person, access.SEE):
        return {}
    agendas = queries.agendas(person, [one.pk for one in situations])
    found = {pk: [_said(session) for session in sessions] for pk, sessions in agendas.items()}
    waiting = {
        pk
        for pk, ones in agendas.items()
        if any(one.state == Session.State.PLANNED for one in ones)
    }
    for one in queries.addable(person, [one for one in situations if one.pk not in waiting]):
        found.setdefault(one.situation, []).append(_offer(one))
    return found


def _said(session: Session) -> Link:
    day = date_format(session.held_on or session.planned_on, "SHORT_DATE_FORMAT")
    held = session.state == Session.State.CLOSED
    return Link(
        label=(_("Abordée en séance le %(day)s") if held else _("À l’ordre du jour du %(day)s"))
        % {"day": day},
        kind="said",
        icon="users",
        url=reverse("sessions:session", args=[session.pk]),
    )


def _offer(one: queries.Addable) -> Link:
    label = _("Ajouter à un entretien")
    if one.session is not None:
        url = reverse("sessions:add_topic", args=[one.situation])
        return Link(label, "does", "users", url)
    asked = urlencode({"person": one.agent, "situation": one.situation})
    return Link(label, "leads", "users", f"{reverse('sessions:new')}?{asked}")
