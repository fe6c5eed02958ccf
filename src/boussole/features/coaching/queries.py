"""What others may ask about situations; every question goes through a person's scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from boussole.features.coaching import access
from boussole.features.coaching.models import (
    Listening,
    Note,
    OwnReading,
    SharingConsent,
    Situation,
    Snooze,
)
from boussole.features.organisation.models import Person, Role

MOST_WEEKS = 52
# Someone who keeps everything still gets a page; the rest is behind the situations themselves.
MOST_WRITINGS = 200


def weeks(person: Person) -> list[date]:
    """The Mondays of the weeks that have situations for someone, the latest first."""
    found = access.situations(person).order_by("-week").values_list("week", flat=True).distinct()
    return list(found[:MOST_WEEKS])


def of_week(person: Person, week: date) -> list[Situation]:
    """A week's situations for someone, in the order in which they are worth reading."""
    found = access.situations(person).filter(week=week).select_related("agent", "decided_by")
    return list(found.order_by("place", "pk"))


def returned(person: Person, week: date, today: date) -> list[Situation]:
    """The situations of other weeks that someone had put off, and whose day has come."""
    due = Snooze.objects.filter(person=person, until__lte=today).values("situation")
    found = access.situations(person).filter(pk__in=due).exclude(week=week)
    kept = found.exclude(status=Situation.Status.DISMISSED)
    return list(kept.select_related("agent", "decided_by").order_by("week", "place", "pk"))


def snoozed(person: Person, today: date) -> dict[int, date]:
    """The situations that someone put off and until which day, while that day has not come."""
    put_off = Snooze.objects.filter(person=person, until__gt=today)
    return dict(put_off.values_list("situation", "until"))


def waiting(person: Person) -> int:
    """How many situations of the latest week nobody has looked at yet, those put off apart."""
    latest = weeks(person)[:1]
    proposed = access.situations(person).filter(status=Situation.Status.PROPOSED, upstream=False)
    put_off = snoozed(person, timezone.localdate())
    return proposed.filter(week__in=latest).exclude(pk__in=list(put_off)).count()


def listened(person: Person, week: date) -> list[Listening]:
    """The conversations drawn at random that week that someone may listen to."""
    found = access.listenings(person).filter(week=week).select_related("agent")
    return list(found.order_by("team", "pk"))


def notes(person: Person, situation: Situation) -> list[Note]:
    """The notes on a situation that someone may read, in the order of the conversation."""
    found = access.notes(person).filter(situation=situation).select_related("author")
    return list(found.order_by("turn", "written_at", "pk"))


@dataclass(frozen=True)
class Readings:
    """The readings of a situation as one person has them: theirs, those they may read, and who else has one.

    ``waiting`` names who handed theirs in without this person being able to read it yet; their text is not here.
    """

    mine: OwnReading | None
    others: list[OwnReading]
    waiting: list[str]


def readings(person: Person, situation: Situation) -> Readings:
    """The readings of a situation that someone may read, and the names of those they may not read yet."""
    found = access.readings(person).filter(situation=situation).select_related("author")
    visible = list(found.order_by("submitted_at", "pk"))
    hidden = OwnReading.objects.filter(situation__in=access.dissected(person), situation=situation)
    handed_in = hidden.filter(submitted_at__isnull=False).exclude(
        pk__in=[one.pk for one in visible]
    )
    return Readings(
        mine=next((one for one in visible if one.author_id == person.pk), None),
        others=[one for one in visible if one.author_id != person.pk],
        waiting=list(handed_in.order_by("pk").values_list("author__name", flat=True)),
    )


def shares(person: Person) -> bool:
    """Whether someone agrees that their good passages be shown to colleagues."""
    return SharingConsent.objects.filter(person=person).exists()


@dataclass(frozen=True)
class Written:
    """What is kept in writing about the situations of one person: the notes and readings they may read."""

    notes: list[Note]
    readings: list[OwnReading]


def written(person: Person) -> Written:
    """For an agent, what anyone wrote about their situations; for a manager, what they wrote themselves."""
    related = ("situation", "author")
    noted, read = access.notes(person), access.readings(person).exclude(happened="")
    if person.role != Role.AGENT:
        noted, read = noted.filter(author=person), read.filter(author=person)
    return Written(
        notes=list(noted.select_related(*related).order_by("-written_at", "-pk")[:MOST_WRITINGS]),
        readings=list(read.select_related(*related).order_by("-written_at", "-pk")[:MOST_WRITINGS]),
    )


def successes_to_share(kinds: Iterable[str], *, most: int) -> dict[str, list[Situation]]:
    """For each kind, the latest successes of people who agree now that theirs be shown, the newest first."""
    agreed = SharingConsent.objects.filter(person__is_active=True).values("person")
    shared = Situation.objects.filter(success=True, upstream=False, agent__in=agreed)
    kept = shared.exclude(status=Situation.Status.DISMISSED)
    return {
        kind: list(kept.filter(kind=kind).order_by("-week", "place", "pk")[:most]) for kind in kinds
    }
