"""What may be asked about plays and suggestions; every question goes through a person's scope."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from boussole.features.organisation.models import Membership, Person
from boussole.features.roleplay import access
from boussole.features.roleplay.models import Play, ScenarioVersion, Suggestion

MOST_SHOWN = 20


def own_plays(person: Person) -> list[Play]:
    """Someone's latest plays, the last touched first."""
    return list(access.own_plays(person).order_by("-changed_at", "-pk")[:MOST_SHOWN])


def shared_plays(person: Person) -> list[Play]:
    """What was shared with a manager last."""
    return list(access.shared_plays(person).order_by("-shared_at", "-pk")[:MOST_SHOWN])


def suggested_to(person: Person) -> list[Suggestion]:
    """What managers suggest to someone, until they have played it to an end since."""
    teams = Membership.objects.filter(person=person, kind=Membership.Kind.AGENT).values("team")
    played = Play.objects.filter(
        person=person, version__key=OuterRef("scenario"), began_at__gte=OuterRef("at")
    ).exclude(ending="")
    meant = Suggestion.objects.filter(Q(person=person) | Q(team__in=teams), withdrawn_at=None)
    return list(
        meant.exclude(Exists(played)).exclude(by=person).select_related("by").order_by("-at", "-pk")
    )


def suggested_by(person: Person) -> list[Suggestion]:
    """What someone suggests now, the latest first; whether it was played is nobody else's business."""
    found = access.suggestions(person).select_related("person", "team").order_by("-at", "-pk")
    return list(found[:MOST_SHOWN])


def own_scenarios() -> list[ScenarioVersion]:
    """Every version of the company's own scenarios, the newest of each first."""
    found = ScenarioVersion.objects.filter(shipped=False).select_related("saved_by")
    return list(found.order_by("key", "-number"))


def versions_of(key: str) -> list[ScenarioVersion]:
    """The published versions of one of the company's scenarios, the newest first."""
    found = ScenarioVersion.objects.filter(key=key, shipped=False).exclude(published_at=None)
    return list(found.select_related("saved_by").order_by("-number"))
