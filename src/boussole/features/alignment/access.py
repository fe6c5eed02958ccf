"""Who makes and judges alignment sessions, and which ones a person may see."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from boussole.features.alignment.models import Session
from boussole.features.organisation import access
from boussole.features.organisation.access import managed_teams
from boussole.features.organisation.models import Person, Role

TAKE_PART = access.ability("alignment.take_part", Role.AGENT, Role.MANAGER, Role.LEADER)
MAKE = access.ability("alignment.make", Role.MANAGER, Role.LEADER)


def sessions(person: Person) -> QuerySet[Session]:
    """The sessions a person may see: those they judge in; a manager's teams'; all for a leader.

    Seeing a session is not seeing its answers: those are asked for through ``queries``, once it closed.
    """
    if not person.is_active:
        return Session.objects.none()
    invited = Q(participants__person=person)
    match person.role:
        case Role.LEADER:
            return Session.objects.all()
        case Role.MANAGER:
            own = Q(made_by=person) | Q(teams__in=managed_teams(person))
            return Session.objects.filter(invited | own).distinct()
        case Role.AGENT:
            return Session.objects.filter(invited)
        case _:
            return Session.objects.none()


def own(person: Person) -> QuerySet[Session]:
    """The sessions a person made: theirs to prolong or cancel."""
    return sessions(person).filter(made_by=person)
