"""Reading exposure in the facts: of oneself for one's own page, of everyone for the weekly count. Nothing of it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl
from django.conf import settings
from django.db.models import Q

from boussole.adapters.facts import Archive
from boussole.core.care import (
    SIGNS,
    Band,
    Seen,
    Sign,
    Usual,
    Week,
    bands,
    monday_of,
    weekly,
    with_signs,
)
from boussole.core.metrics.change import LONGEST_BASELINE
from boussole.features.care.models import Choice
from boussole.features.metrics.facts import Facts
from boussole.features.metrics.queries import instant
from boussole.features.organisation import queries as organisation
from boussole.features.organisation.access import names_of
from boussole.features.organisation.models import Membership, Person, Role

WEEK = timedelta(weeks=1)
SHOWN = 12
_KEPT = ("conversation_id", "agent_id", "started_at", "signs", "hard", *SIGNS)


@dataclass(frozen=True)
class Hard:
    """One hard conversation: its id in facts, when it began, and the signs the customer's messages show."""

    conversation: str
    at: datetime
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class OwnWeek:
    """A week of one's own, beside one's own usual."""

    week: Week
    usual: Usual | None
    band: Band


@dataclass(frozen=True)
class Own:
    """What someone reads of themself: the last weeks, the oldest first, and the hard conversations of the last two and of this one."""

    weeks: Sequence[OwnWeek]
    hard: Sequence[Hard]


def roster() -> dict[int, int]:
    """The team of each active agent who did not switch the computation off, the first by name when they have several."""
    off = Choice.objects.filter(exposure=False).values("person")
    places = Membership.objects.filter(
        Q(kind=Membership.Kind.AGENT, team__archived_at=None),
        person__role=Role.AGENT,
        person__is_active=True,
    ).exclude(person__in=off)
    found: dict[int, int] = {}
    ordered = places.order_by("person__name", "person", "team__name", "team")
    for person, team in ordered.values_list("person", "team"):
        found.setdefault(person, team)
    return found


def last_whole(facts: Facts, today: date) -> date | None:
    """The Monday of the last whole week that facts reach; the last week they hold anything of when they stop before."""
    span = facts.archive.span()
    if span is None:
        return None
    return min(monday_of(today) - WEEK, monday_of(span.last.date()))


def of_oneself(facts: Facts, person: Person, today: date) -> Own | None:
    """Someone's own exposure; None without facts."""
    last = last_whole(facts, today)
    if last is None:
        return None
    mondays = _mondays(last, SHOWN + LONGEST_BASELINE)
    rows = with_signs(
        facts.archive.answered_by(names_of(person), instant(mondays[0]), instant(today) + WEEK)
    )
    weeks = weekly(rows, mondays, settings.TIME_ZONE)
    judged = [
        OwnWeek(week, before, band)
        for week, (before, band) in zip(weeks, bands(weeks), strict=True)
    ]
    recent = rows.filter(pl.col("hard") & (pl.col("started_at") >= instant(last - WEEK)))
    return Own(judged[-SHOWN:], [_hard(row) for row in recent.reverse().iter_rows(named=True)])


def _hard(row: dict[str, object]) -> Hard:
    at = row["started_at"]
    if not isinstance(at, datetime):
        raise TypeError("a dated contact has an instant")
    return Hard(str(row["conversation_id"]), at, tuple(sign for sign in SIGNS if row[sign]))


@dataclass(frozen=True)
class Everyone:
    """The weeks of those counted, by person, for the machine alone; ``seen`` are their hard conversations of the last weeks."""

    mondays: Sequence[date]
    weeks: dict[int, list[Week]]
    seen: dict[int, list[Seen]]


def of_everyone(
    archive: Archive, people: Sequence[int], last: date, count: int = 1, until: date | None = None
) -> Everyone:
    """The last ``count`` weeks up to ``last`` of some people, with the weeks before that their usual needs."""
    mondays = _mondays(last, count + LONGEST_BASELINE)
    end = until + timedelta(days=1) if until else last + WEEK
    units = organisation.people_by_external_name()
    wanted = set(people)
    slices = []
    start = mondays[0]
    while start < end:
        found = archive.contacts(instant(start), instant(min(start + WEEK, end)))
        slices.append(with_signs(found).select(_KEPT))
        start += WEEK
    rows = pl.concat(slices)
    names = [units.get(str(name).casefold()) for name in rows["agent_id"].to_list()]
    named = rows.with_columns(pl.Series("person", names, dtype=pl.Int64))
    mine = named.filter(pl.col("person").is_in(sorted(wanted)))
    by_person = {
        int(key[0]): part for key, part in mine.partition_by("person", as_dict=True).items()
    }
    empty = mine.clear()
    weeks = {one: weekly(by_person.get(one, empty), mondays, settings.TIME_ZONE) for one in wanted}
    seen = {one: _seen(part, end - 2 * WEEK) for one, part in by_person.items()}
    return Everyone(mondays, weeks, seen)


def _seen(rows: pl.DataFrame, since: date) -> list[Seen]:
    local = pl.col("started_at").dt.convert_time_zone(settings.TIME_ZONE).dt.date()
    recent = rows.filter(pl.col("hard") & (pl.col("started_at") >= instant(since)))
    shaped = recent.select("conversation_id", local.alias("day"), "signs")
    return [Seen(*row) for row in shaped.iter_rows()]


def _mondays(last: date, count: int) -> list[date]:
    return [last - WEEK * back for back in range(count - 1, -1, -1)]
