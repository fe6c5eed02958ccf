"""Who sees situations: an agent their own, a manager their teams'; nobody else."""

from __future__ import annotations

from django.db.models import QuerySet

from boussole.features.coaching.models import Situation
from boussole.features.organisation import access
from boussole.features.organisation.access import scope_of
from boussole.features.organisation.models import Person, Role

SEE = access.ability("coaching.see_situations", Role.AGENT, Role.MANAGER)


def situations(person: Person) -> QuerySet[Situation]:
    """The situations a person may see.

    What another department caused is never held against an agent: their list does not have it.
    """
    match person.role:
        case Role.AGENT if person.is_active:
            return Situation.objects.filter(agent=person, upstream=False)
        case Role.MANAGER:
            return Situation.objects.filter(team__in=sorted(scope_of(person).teams))
        case _:
            return Situation.objects.none()
