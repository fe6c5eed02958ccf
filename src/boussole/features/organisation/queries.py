"""What others may ask about the organisation."""

from __future__ import annotations

from django.db.models import Count, Prefetch, Q, QuerySet

from boussole.features.organisation.access import names_of
from boussole.features.organisation.models import (
    AuditEntry,
    Department,
    Membership,
    Person,
    Role,
    Team,
)


def people() -> QuerySet[Person]:
    """Everyone with their teams, those who can sign in first."""
    places = Prefetch("memberships", Membership.objects.select_related("team"))
    return Person.objects.prefetch_related(places).order_by("-is_active", "name", "id")


def teams() -> QuerySet[Team]:
    """Every team with its people, and how many agents and managers it has."""
    places = Prefetch(
        "memberships", Membership.objects.select_related("person").order_by("-kind", "person__name")
    )
    return Team.objects.prefetch_related(places).annotate(
        agents=Count("memberships", filter=Q(memberships__kind=Membership.Kind.AGENT)),
        managers=Count("memberships", filter=Q(memberships__kind=Membership.Kind.MANAGER)),
    )


def departments() -> QuerySet[Department]:
    """Every department."""
    return Department.objects.all()


def audit_entries() -> QuerySet[AuditEntry]:
    """The audit trail, newest first."""
    return AuditEntry.objects.select_related("person").order_by("-at", "-id")


def people_by_external_name() -> dict[str, int]:
    """Map every name an import may use, in lower case, to the person's id."""
    everyone = Person.objects.filter(role__in=[Role.AGENT, Role.MANAGER])
    return {name.casefold(): person.pk for person in everyone for name in names_of(person)}


def teams_by_external_name() -> dict[str, int]:
    """Map every name an import may use, in lower case, to the team's id."""
    return {name.casefold(): team.pk for team in Team.objects.all() for name in names_of(team)}


def team_of_agent() -> dict[int, int]:
    """Map each agent's id to their team's, the first by name when they have several."""
    places = Membership.objects.filter(kind=Membership.Kind.AGENT).order_by("-team__name")
    return dict(places.values_list("person_id", "team_id"))


def someone_exists() -> bool:
    """Whether anyone can sign in yet."""
    return Person.objects.exists()
