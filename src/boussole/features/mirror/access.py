"""Who looks into the mirror, and which teams they read by name.

A manager reads the published figures of their own teams, as in the pulse, beside the other teams together. Agents read
their team's pulse on its own page; indicators of customers are for those who answer for a service.
"""

from __future__ import annotations

from boussole.features.organisation import access
from boussole.features.organisation.access import visible_teams
from boussole.features.organisation.models import Person, Role

SEE = access.ability("mirror.see", Role.MANAGER, Role.LEADER)


def team_names(person: Person) -> frozenset[str]:
    """The teams someone reads by name: those they manage, or all for the leadership."""
    if not access.may(person, SEE):
        return frozenset()
    return frozenset(visible_teams(person).values_list("name", flat=True))


def sees_all(person: Person) -> bool:
    """Whether someone reads every team."""
    return access.may(person, SEE) and person.role == Role.LEADER
