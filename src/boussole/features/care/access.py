"""Who reads what of care: one's own exposure, the two of a debrief, a team's frozen weeks. No query here returns a person's exposure."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from boussole.features.care.models import Breather, Debrief, DebriefNote, Relay
from boussole.features.organisation import access
from boussole.features.organisation.access import managed_teams, visible_teams
from boussole.features.organisation.models import Membership, Person, Role, Team

SEE = access.ability("care.see", Role.AGENT, Role.MANAGER, Role.LEADER)
OWN = access.ability("care.own", Role.AGENT)
TALK = access.ability("care.talk", Role.AGENT, Role.MANAGER)
TEAM = access.ability("care.read_team", Role.MANAGER, Role.LEADER)
LEAD = access.ability("care.read_company", Role.LEADER)
ANSWER = access.ability("care.answer_breather", Role.MANAGER)


def teams(person: Person) -> QuerySet[Team]:
    """The teams whose frozen weeks someone reads: those they manage, or all for the leadership."""
    if not access.may(person, TEAM):
        return Team.objects.none()
    return visible_teams(person).distinct()


def own_managers(person: Person) -> QuerySet[Person]:
    """The managers of the teams that an agent belongs to."""
    mine = Membership.objects.filter(
        person=person, kind=Membership.Kind.AGENT, team__archived_at=None
    ).values("team")
    leads = Membership.objects.filter(
        person=OuterRef("pk"), kind=Membership.Kind.MANAGER, team__in=mine
    )
    return Person.objects.filter(Exists(leads), role=Role.MANAGER, is_active=True)


def other_managers(person: Person) -> QuerySet[Person]:
    """The managers of other teams."""
    every = Person.objects.filter(role=Role.MANAGER, is_active=True)
    return every.exclude(pk__in=own_managers(person).values("pk"))


def relays(person: Person) -> QuerySet[Person]:
    """The colleagues who volunteered, but for oneself."""
    volunteers = Relay.objects.filter(person=OuterRef("pk"))
    found = Person.objects.filter(Exists(volunteers), role=Role.AGENT, is_active=True)
    return found.exclude(pk=person.pk)


def partners(person: Person) -> QuerySet[Person]:
    """Everyone with whom someone may talk."""
    everyone = Q(pk__in=own_managers(person)) | Q(pk__in=other_managers(person))
    return Person.objects.filter(everyone | Q(pk__in=relays(person)))


def debriefs(person: Person) -> QuerySet[Debrief]:
    """The debriefs of which someone is one of the two."""
    if not access.may(person, TALK):
        return Debrief.objects.none()
    return Debrief.objects.filter(Q(person=person) | Q(partner=person))


def notes(person: Person) -> QuerySet[DebriefNote]:
    """The notes of those debriefs."""
    return DebriefNote.objects.filter(debrief__in=debriefs(person))


def own_breathers(person: Person) -> QuerySet[Breather]:
    """What someone asked for themself."""
    return Breather.objects.filter(person=person)


def breathers(person: Person) -> QuerySet[Breather]:
    """What the agents of the teams someone manages asked them."""
    if not access.may(person, ANSWER):
        return Breather.objects.none()
    return Breather.objects.filter(team__in=managed_teams(person), person__is_active=True)
