"""Who sees the compass and the indicators, and over which contacts."""

from __future__ import annotations

from datetime import datetime

from boussole.core.metrics import Scope
from boussole.features.organisation import access
from boussole.features.organisation.models import Person, Role, Team

# An agent's own figures stay on their own page; indicators are for those who answer for a service.
SEE = access.ability("metrics.see", Role.MANAGER, Role.LEADER)
REBUILD = access.ability("metrics.rebuild", Role.ADMINISTRATOR)

# Counting what is kept says nothing of anyone: who looks after the deployment may.
EVERYTHING = Scope()


def scope_of(
    person: Person,
    since: datetime | None = None,
    until: datetime | None = None,
    team: Team | None = None,
) -> Scope:
    """The contacts a person may count, within one of their teams when ``team`` is given.

    Facts name teams and agents as the organisation does. Who may see nothing gets an empty scope.
    """
    mine = access.scope_of(person)
    if mine.everything:
        return Scope(since=since, until=until, team=team.name if team else None)
    if mine.agent is not None:
        return Scope(since=since, until=until, agent=tuple(sorted(mine.agent_names)))
    names = mine.team_names
    if team is not None:
        names = frozenset(access.names_of(team)) & names
    return Scope(since=since, until=until, team=tuple(sorted(names)))


def teams_of(person: Person) -> list[Team]:
    """The teams a person may choose between."""
    return list(access.visible_teams(person))
