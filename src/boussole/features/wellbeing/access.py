"""Who is asked, who reads what was published, and who answers comments."""

from __future__ import annotations

from django.db.models import QuerySet

from boussole.features.organisation import access
from boussole.features.organisation.access import managed_teams, visible_teams
from boussole.features.organisation.models import Person, Role, Team
from boussole.features.wellbeing.models import Comment, Place, Promise

ANSWER = access.ability("wellbeing.answer", Role.AGENT)
SEE = access.ability("wellbeing.see", Role.AGENT, Role.MANAGER, Role.LEADER)
LAUNCH = access.ability("wellbeing.launch", Role.LEADER)
MANAGE = access.ability("wellbeing.manage_team", Role.MANAGER)


def teams(person: Person) -> QuerySet[Team]:
    """The teams whose published figures someone reads: their own, those they manage, or all."""
    if not access.may(person, SEE):
        return Team.objects.none()
    return visible_teams(person).distinct()


def comments(person: Person) -> QuerySet[Comment]:
    """The comments someone may read and reply to: those of closed waves in the teams they manage."""
    if not access.may(person, MANAGE):
        return Comment.objects.none()
    return Comment.objects.filter(wave__settled=True, team__in=managed_teams(person))


def promises(person: Person) -> QuerySet[Promise]:
    """The promises made to the teams someone manages."""
    if not access.may(person, MANAGE):
        return Promise.objects.none()
    return Promise.objects.filter(team__in=managed_teams(person))


def places(person: Person) -> QuerySet[Place]:
    """Where someone is asked."""
    return Place.objects.filter(person=person)
