"""Who reads the wall, who gives recognition, and which ones a person sees."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from boussole.features.coaching.access import situations
from boussole.features.organisation import access
from boussole.features.organisation.access import visible_teams
from boussole.features.organisation.models import Person, Role
from boussole.features.recognition.models import FeedbackRound, Place, Reach, Recognition

# Those a company's recognitions are shared with: the teams, and the direction for what is shared with the company.
SEE = access.ability("recognition.see", Role.AGENT, Role.MANAGER, Role.LEADER)
GIVE = access.ability("recognition.give", Role.AGENT, Role.MANAGER)
ACCEPT = access.ability("recognition.accept_proposal", Role.MANAGER)
RECEIVE = access.ability("recognition.receive", Role.AGENT, Role.MANAGER)
PRACTICE = access.ability("recognition.own_practice", Role.MANAGER)
ANSWER = access.ability("recognition.answer_feedback", Role.AGENT)


def own_teams(person: Person) -> list[int]:
    """The ids of the teams someone belongs to or manages; a leader belongs to none."""
    if person.role not in {Role.AGENT, Role.MANAGER}:
        return []
    return list(visible_teams(person).values_list("pk", flat=True))


def shared_with_teams(teams: Collection[int]) -> QuerySet[Recognition]:
    """What colleagues of some teams chose to share, with their team or the company."""
    shared = Recognition.objects.filter(reach__in=(Reach.TEAM, Reach.COMPANY), withdrawn_at=None)
    return shared.filter(team__in=list(teams), recipient__is_active=True)


def shared_with_company() -> QuerySet[Recognition]:
    """What colleagues chose to share with the whole company."""
    shared = Recognition.objects.filter(reach=Reach.COMPANY, withdrawn_at=None)
    return shared.filter(recipient__is_active=True)


def shared_with(person: Person) -> QuerySet[Recognition]:
    """Everything that others' choice lets a person read."""
    reach = Q(reach=Reach.COMPANY) | Q(reach=Reach.TEAM, team__in=own_teams(person))
    shared = Recognition.objects.filter(reach, withdrawn_at=None, recipient__is_active=True)
    return shared.exclude(recipient=person)


def received(person: Person) -> QuerySet[Recognition]:
    """The recognitions of one person: theirs alone until they choose."""
    return Recognition.objects.filter(recipient=person, withdrawn_at=None)


def given(person: Person) -> QuerySet[Recognition]:
    """The recognitions a person gave."""
    return Recognition.objects.filter(by=person)


def thankable(person: Person) -> QuerySet[Any]:
    """The successes proposed to a manager that may be turned into a recognition."""
    return situations(person).filter(success=True, upstream=False, agent__is_active=True)


def own_rounds(person: Person) -> QuerySet[FeedbackRound]:
    """The consultations that a manager opened on their own practice."""
    return FeedbackRound.objects.filter(manager=person)


def places(person: Person) -> QuerySet[Place]:
    """The consultations that an agent is asked to answer, or answered."""
    return Place.objects.filter(person=person)
