"""What surveys offer on a conversation: to ask its customer, and what became of asking."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boussole.features.conversations.links import Concerned, Link, OnConversation
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person
from boussole.features.surveys import access, queries
from boussole.features.surveys.models import FollowUp, Invitation

State = Invitation.State


def links(person: Person, one: Concerned, _turns: Sequence[int]) -> OnConversation:
    """For those who may have decisions explained: a line that leads to them; for a manager, to ask."""
    found = OnConversation()
    if not may(person, access.EXPLAIN):
        return found
    page = reverse("surveys:conversation", args=[one.pk])
    said = _said(person, one.pk)
    if said:
        found.whole.append(Link(said, "said", "mail", page))
    if _may_ask(person, one):
        found.whole.append(Link(_("Interroger ce client"), "leads", "mail", page))
    return found


def _may_ask(person: Person, one: Concerned) -> bool:
    if one.customer_id is None or not may(person, access.SEND):
        return False
    offered = {survey.pk for survey in queries.by_hand()}
    return bool(offered - queries.asked_by_hand(one.pk)) if offered else False


def _said(person: Person, conversation: int) -> str:
    asked = queries.last_asked(person, conversation)
    if asked is None:
        decided = queries.decided(person, conversation)
        return _("Client non interrogé, voir pourquoi") if decided else ""
    follow_up = getattr(asked, "follow_up", None)
    if follow_up and may(person, access.SEE):
        return _followed(follow_up)
    if asked.answered_at:
        return _("Le client a répondu à l’enquête")
    if asked.state == State.PLANNED:
        return _("Le client va être interrogé")
    if asked.sent_at is None:
        return _("Client non interrogé, voir pourquoi")
    return _("Client interrogé, sans réponse à ce jour")


def _followed(follow_up: FollowUp) -> str:
    if follow_up.closed_at:
        return _("Réponse basse, suivi clos")
    day = date_format(follow_up.due_on, "DATE_FORMAT")
    if follow_up.due_on < timezone.localdate():
        return _("Réponse basse, échéance du suivi passée : %(day)s") % {"day": day}
    return _("Réponse basse, à rappeler avant le %(day)s") % {"day": day}
