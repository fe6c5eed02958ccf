"""The surveys of one conversation: asking its customer, why they were asked or not, what they answered."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from boussole.features.conversations import queries as conversations
from boussole.features.organisation.access import may, requires, signed_in
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.surveys import access, actions, explaining, queries
from boussole.features.surveys.answers import rated, words
from boussole.features.surveys.models import FollowUp, Invitation, Survey
from boussole.features.surveys.views.common import tabs


@dataclass(frozen=True)
class Asked:
    """One time the customer was asked about a contact; answers and follow-up are for those who read results."""

    invitation: Invitation
    state: str
    answered: list[tuple[str, str]]
    comment: str
    follow_up: FollowUp | None

    @property
    def overdue(self) -> bool:
        """Whether someone should have called back by now."""
        found = self.follow_up
        return bool(found and not found.closed_at and found.due_on < timezone.localdate())


@require_GET
@requires(access.EXPLAIN)
def surveys_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything surveys know of one conversation, within the scope of whoever asks."""
    person = signed_in(request)
    if not conversations.visible(person, [pk]):
        raise Http404
    decisions = queries.decisions_of(person, pk)
    record(person, actions.WHY_ASKED, "surveys:decisions", found=len(decisions))
    asked = [_asked(one, person) for one in queries.invitations_of(person, pk)]
    context = {
        "pk": pk,
        "sentence": _sentence(asked, len(decisions)),
        "asked": asked,
        "decisions": [explaining.explained(one) for one in decisions],
        "offered": _offered(person, pk),
        "may_follow_up": may(person, access.FOLLOW_UP),
        "may_see": may(person, access.SEE),
        "tabs": tabs(person, ""),
    }
    return render(request, "surveys/conversation.html", context)


def _offered(person: Person, pk: int) -> list[tuple[Survey, bool]]:
    """The surveys by which the customer may be asked, and whether someone already wished it."""
    if not may(person, access.SEND):
        return []
    wished = queries.asked_by_hand(pk)
    return [(survey, survey.pk in wished) for survey in queries.by_hand()]


def _asked(one: Invitation, person: Person) -> Asked:
    reads = may(person, access.SEE)
    return Asked(
        invitation=one,
        state=str(_state(one)),
        answered=rated(one) if reads else [],
        comment=words(one) if reads else "",
        follow_up=getattr(one, "follow_up", None) if reads else None,
    )


def _state(one: Invitation) -> str:
    if one.answered_at:
        return _("a répondu")
    if one.state == Invitation.State.PLANNED:
        return _("le message va partir")
    if one.state == Invitation.State.STOPPED:
        return _("arrêtée avant une réponse")
    return _("sans réponse à ce jour")


def _sentence(asked: list[Asked], decisions: int) -> str:
    if any(one.invitation.answered_at for one in asked):
        return _("Le client a été interrogé sur ce contact, et a répondu.")
    if asked:
        return _("Le client a été interrogé sur ce contact, et n’a pas répondu à ce jour.")
    if decisions:
        return _("Le client n’a pas été interrogé sur ce contact.")
    return _("Aucune enquête n’a encore rien décidé de ce contact.")
