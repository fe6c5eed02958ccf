"""What others may ask about the organisation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from boussole.features.organisation.access import names_of, visible_teams
from boussole.features.organisation.models import (
    AuditEntry,
    Department,
    Membership,
    Person,
    Role,
    Team,
)

AUDIT_PAGE = 50


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
    """Every department, with who answers there."""
    return Department.objects.select_related("contact")


@dataclass(frozen=True)
class AuditPage:
    """Rows of the audit trail, newest first, and the ids that lead to the pages around."""

    rows: list[AuditEntry]
    before: int | None = None
    after: int | None = None


def audit_page(
    *,
    person: Person | None = None,
    action: str = "",
    since: datetime | None = None,
    before: int | None = None,
    after: int | None = None,
    size: int = AUDIT_PAGE,
) -> AuditPage:
    """Read one page of the trail: older than ``before``, newer than ``after``, or the newest."""
    entries = AuditEntry.objects.select_related("person")
    entries = entries.filter(person=person) if person else entries
    entries = entries.filter(action=action) if action else entries
    entries = entries.filter(at__gte=since) if since else entries
    if after is not None:
        rows = list(entries.filter(pk__gt=after).order_by("pk")[: size + 1])
        newer = len(rows) > size
        rows = rows[:size][::-1]
        return AuditPage(rows, rows[-1].pk if rows else None, rows[0].pk if newer else None)
    older = entries.filter(pk__lt=before) if before is not None else entries
    rows = list(older.order_by("-pk")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    newest = rows[0].pk if before is not None and rows else None
    return AuditPage(rows, rows[-1].pk if more else None, newest)


def names_of_objects(entries: Iterable[AuditEntry]) -> dict[tuple[str, str], str]:
    """Name the people, teams and departments that entries speak of, in three questions."""
    wanted = {(entry.object_type, entry.object_id) for entry in entries}
    names: dict[tuple[str, str], str] = {}
    for table in (Person.objects.all(), Team.objects.all(), Department.objects.all()):
        kind = table.model._meta.label_lower
        ids = [object_id for object_type, object_id in wanted if object_type == kind]
        found = table.filter(pk__in=ids) if ids else table.none()
        names |= {(kind, str(one.pk)): str(one) for one in found}
    return names


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


def members_of_visible_teams(person: Person) -> list[tuple[Team, frozenset[int]]]:
    """For each team someone may see, by name, the ids of its active members."""
    found = visible_teams(person).order_by("name", "pk")
    places = Membership.objects.filter(team__in=found, person__is_active=True)
    members: dict[int, set[int]] = {}
    for team, member in places.values_list("team_id", "person_id"):
        members.setdefault(team, set()).add(member)
    return [(team, frozenset(members.get(team.pk, ()))) for team in found]
