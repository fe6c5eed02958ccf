"""Who plays, who writes scenarios, and who reads whose plays.

A play is its trainee's alone until they share it; then the managers of the teams they answer in read it too.
"""

from __future__ import annotations

from django.db.models import Q, QuerySet

from boussole.features.organisation import access
from boussole.features.organisation.access import managed_teams
from boussole.features.organisation.models import Membership, Person, Role
from boussole.features.roleplay.models import Play, Suggestion

PLAY = access.ability("roleplay.play", Role.AGENT, Role.MANAGER, Role.LEADER)
WRITE = access.ability("roleplay.write_scenarios", Role.MANAGER, Role.LEADER)
SUGGEST = access.ability("roleplay.suggest", Role.MANAGER)


def own_plays(person: Person) -> QuerySet[Play]:
    """A person's own plays."""
    return Play.objects.filter(person=person).select_related("version")


def shared_plays(person: Person) -> QuerySet[Play]:
    """What the agents of the teams someone manages chose to show them."""
    if person.role != Role.MANAGER:
        return Play.objects.none()
    agents = team_agents(person).exclude(pk=person.pk)
    shared = Play.objects.filter(person__in=agents.values("pk"), shared_at__isnull=False)
    return shared.select_related("version", "person")


def readable_plays(person: Person) -> QuerySet[Play]:
    """The plays someone may look back on: their own, and those shared with them."""
    shared = shared_plays(person).values("pk")
    return Play.objects.filter(Q(person=person) | Q(pk__in=shared)).select_related(
        "version", "person"
    )


def team_agents(person: Person) -> QuerySet[Person]:
    """The agents who answer in a team that someone manages."""
    places = Membership.objects.filter(
        kind=Membership.Kind.AGENT, team__in=managed_teams(person), person__is_active=True
    )
    return Person.objects.filter(pk__in=places.values("person")).order_by("name", "pk")


def managers_of(person: Person) -> QuerySet[Person]:
    """Who manages a team that someone answers in: those a shared play is shown to."""
    answered_in = Membership.objects.filter(
        person=person, kind=Membership.Kind.AGENT, team__archived_at=None
    )
    managing = Membership.objects.filter(
        kind=Membership.Kind.MANAGER, team__in=answered_in.values("team"), person__is_active=True
    )
    managers = Person.objects.filter(pk__in=managing.values("person"), role=Role.MANAGER)
    return managers.exclude(pk=person.pk).order_by("name", "pk")


def suggestions(person: Person) -> QuerySet[Suggestion]:
    """What someone suggested and did not withdraw."""
    return Suggestion.objects.filter(by=person, withdrawn_at=None)
