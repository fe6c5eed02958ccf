"""Named reads of care: one's own choices and debriefs, frozen weeks of groups. None returns a person's exposure to somebody else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from boussole.core.care import Bands, Pattern, Spread
from boussole.features.care import access, rotas
from boussole.features.care.models import (
    Breather,
    Choice,
    Debrief,
    DebriefNote,
    Offer,
    PublishedWeek,
    Relay,
    Rota,
    WeekBands,
)
from boussole.features.conversations.access import readings
from boussole.features.organisation.models import Person, Team

WEEKS_SHOWN = 12
MOST_DEBRIEFS = 30
MOST_BREATHERS = 20


def choice_of(person: Person) -> Choice:
    """What someone chose; everything is on without a choice."""
    return Choice.objects.filter(person=person).first() or Choice(person=person)


def open_offer(person: Person) -> Offer | None:
    """What is offered to someone now."""
    return Offer.objects.filter(person=person, open=True).first()


def is_relay(person: Person) -> bool:
    """Whether someone volunteered."""
    return Relay.objects.filter(person=person).exists()


def openable(person: Person, conversations: Iterable[str]) -> frozenset[int]:
    """Those of some conversations, by their id in facts, that someone may open."""
    wanted = [int(one) for one in conversations if one.isdecimal()]
    return frozenset(readings(person).filter(pk__in=wanted).values_list("pk", flat=True))


def debriefs_of(person: Person) -> list[Debrief]:
    """The debriefs of which someone is one of the two, the latest first."""
    found = access.debriefs(person).select_related("person", "partner")
    return list(found.order_by("-planned_on", "-pk")[:MOST_DEBRIEFS])


def debriefs_waiting(person: Person, today: date) -> list[Debrief]:
    """Those that wait for someone: a day to agree to, one whose day has come, someone else to choose."""
    asked = Q(state=Debrief.State.ASKED) & ~Q(proposed_by=person)
    come = Q(state=Debrief.State.AGREED, planned_on__lte=today)
    declined = Q(state=Debrief.State.DECLINED, person=person)
    found = access.debriefs(person).filter(asked | come | declined)
    return list(found.select_related("person", "partner").order_by("planned_on", "pk"))


def notes_of(person: Person, debrief: Debrief) -> list[DebriefNote]:
    """What the two wrote, in the order in which they did."""
    found = access.notes(person).filter(debrief=debrief)
    return list(found.select_related("author").order_by("pk"))


def own_breather(person: Person) -> Breather | None:
    """The last request someone made."""
    return access.own_breathers(person).select_related("answered_by").order_by("-pk").first()


def breathers_waiting(person: Person) -> list[Breather]:
    """The requests that wait for a manager's answer, the oldest first."""
    found = access.breathers(person).filter(answer="").select_related("person", "team")
    return list(found.order_by("asked_on", "pk")[:MOST_BREATHERS])


@dataclass(frozen=True)
class GroupWeek:
    """A counted week of one group; without ``bands`` nothing of it may be shown."""

    monday: date
    bands: Bands | None


@dataclass(frozen=True)
class TeamRota:
    """Where a team's hard contacts concentrate, over the weeks up to the one of ``monday``."""

    monday: date
    people: int
    patterns: Sequence[Pattern]
    spread: Spread | None


def weeks_of(team: Team | None) -> list[GroupWeek]:
    """The last counted weeks of a team, or of the company, the newest first."""
    weeks = list(PublishedWeek.objects.order_by("-monday")[:WEEKS_SHOWN])
    rows = WeekBands.objects.filter(week__in=weeks)
    mine = rows.filter(team=team) if team else rows.filter(team=None)
    bands = {one.week_id: _bands(one) for one in mine}
    return [GroupWeek(week.monday, bands.get(week.pk)) for week in weeks]


def last_week_of(teams: Iterable[Team]) -> list[tuple[Team, GroupWeek | None]]:
    """Each team beside its last counted week, by the teams' own order."""
    newest = PublishedWeek.objects.order_by("-monday").first()
    if newest is None:
        return [(team, None) for team in teams]
    bands = {one.team_id: _bands(one) for one in newest.bands.all()}
    return [(team, GroupWeek(newest.monday, bands.get(team.pk))) for team in teams]


def rota_of(team: Team) -> TeamRota | None:
    """A team's patterns, when its last counted week may be shown."""
    found = Rota.objects.filter(team=team).select_related("week").first()
    if found is None:
        return None
    kept, even = rotas.read(found.found)
    return TeamRota(found.week.monday, found.found["people"], kept, even)


def effect() -> dict[str, Any]:
    """Debriefs beside the pulse, as frozen with the last week that has it; by theme."""
    found = PublishedWeek.objects.exclude(effect={}).order_by("-monday").first()
    return found.effect if found else {}


def _bands(row: WeekBands) -> Bands:
    return Bands(row.n, row.heavy, row.very_heavy, row.parts)
