"""Who is asked, who reads what was published, and who answers comments."""

from __future__ import annotations

from django.db.models import QuerySet

from boussole.features.organisation import access
from boussole.features.organisation.access import managed_teams, visible_teams
from boussole.features.organisation.models import Person, Role, Team
from boussole.features.wellbeing.models import Comment, Place, Promise

ANSWER = access.ability("wellbeing.answer", Role.AGENT, Role.MANAGER)
SEE = access.ability("wellbeing.see", Role.AGENT, Role.MANAGER, Role.LEADER)
LAUNCH = access.ability("wellbeing.launch", Role.LEADER)
MANAGE = access.ability("wellbeing.manage_team", Role.MANAGER)
SEE_MANAGERS = access.ability("wellbeing.see_managers", Role.MANAGER, Role.LEADER)
REPLY = access.ability("wellbeing.reply", Role.MANAGER, Role.LEADER)


def teams(person: Person) -> QuerySet[Team]:
    """The teams whose published figures someone reads: their own, those they manage, or all."""
    if not access.may(person, SEE):
        return Team.objects.none()
    return visible_teams(person).distinct()


def comments(person: Person) -> QuerySet[Comment]:
    """The comments of closed waves someone may read and reply to: a manager's, those written for them in the teams they manage; the
    leadership's, those of teams that had no manager and those written for the company."""
    closed, reader = Comment.objects.filter(wave__settled=True), Comment.Reader
    if access.may(person, MANAGE):
        return closed.filter(team__in=managed_teams(person), reader=reader.MANAGER)
    if access.may(person, LAUNCH):
        return closed.filter(reader__in=(reader.LEADERS, reader.COMPANY))
    return closed.none()


def promises(person: Person) -> QuerySet[Promise]:
    """The promises made to the teams someone manages."""
    if not access.may(person, MANAGE):
        return Promise.objects.none()
    return Promise.objects.filter(team__in=managed_teams(person))


def places(person: Person) -> QuerySet[Place]:
    """Where someone is asked."""
    return Place.objects.filter(person=person)
