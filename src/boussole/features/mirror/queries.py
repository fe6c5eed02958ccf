"""What someone reads of the mirror: their teams by name, the others together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from boussole.core.metrics.mirror import (
    Asked,
    CustomerChange,
    PulseChange,
    Refused,
    Sequences,
    Served,
    TeamSequence,
)
from boussole.core.metrics.mirror.standing import MINIMUM_OTHERS, Count
from boussole.features.mirror import access, sources
from boussole.features.mirror import reading as readings
from boussole.features.mirror.reading import Kept
from boussole.features.organisation.models import Person

PULSE = "pulse"
# What is drawn of each team, in this order; the themes drawn are those a manager acts on first.
THEMES = ("means", "support", "customers")
MEASURES = (PULSE, *THEMES, *sources.WORSE)
# A customer share of fewer is not drawn, as nowhere else.
MINIMUM_SERVED = 10


@dataclass(frozen=True)
class Week:
    """One team in one week: its count, and the other teams' together when at least two may be."""

    week: date
    own: Count
    others: Count | None


@dataclass(frozen=True)
class TeamSeen:
    """One team: the weeks of each measure (``MEASURES``); a measure without any is empty."""

    name: str
    weeks: dict[str, tuple[Week, ...]]


@dataclass(frozen=True)
class Seen:
    """The mirror as someone may read it. ``hidden`` are the teams they do not read by name."""

    kept: Kept
    teams: tuple[TeamSeen, ...]
    found: Sequences | Refused
    hidden: frozenset[str]

    def may_compare(self, compared: Iterable[str]) -> bool:
        """Whether the others' figures may be told: all are read by name, or two at least are not."""
        unknown = self.hidden & set(compared)
        return not unknown or len(unknown) >= MINIMUM_OTHERS


def seen(person: Person) -> Seen | None:
    """The mirror for someone; None while there is neither pulse nor facts."""
    kept = readings.shown()
    return scoped(kept, person) if kept else None


def scoped(kept: Kept, person: Person) -> Seen:
    """What someone may read of a reading."""
    names = access.team_names(person) & set(kept.teams)
    hidden = frozenset() if access.sees_all(person) else frozenset(kept.teams) - names
    weeks = _weeks(kept, hidden)
    teams = tuple(
        TeamSeen(name, {measure: tuple(weeks.get((name, measure), ())) for measure in MEASURES})
        for name in kept.teams
        if name in names
    )
    return Seen(kept, teams, _of_teams(kept.sequences, names), hidden)


def _of_teams(found: Sequences | Refused, names: frozenset[str]) -> Sequences | Refused:
    if isinstance(found, Refused):
        return found

    def mine(one: PulseChange | CustomerChange) -> bool:
        return one.team in names

    return replace(
        found,
        pulse=tuple(filter(mine, found.pulse)),
        customers=tuple(filter(mine, found.customers)),
        found=tuple(one for one in found.found if mine(one.pulse)),
    )


def sequences_for(person: Person) -> Sequence[TeamSequence]:
    """The sequences last found in the teams someone reads; nothing is computed."""
    kept = readings.latest()
    if kept is None or isinstance(kept.sequences, Refused) or not kept.sequences.found:
        return ()
    names = access.team_names(person)
    return [one for one in kept.sequences.found if one.pulse.team in names]


def _weeks(kept: Kept, hidden: frozenset[str]) -> dict[tuple[str, str], list[Week]]:
    """The weeks of each team and measure, in order; the others are the hidden teams, or all others when none is hidden."""
    cells: dict[tuple[str, date, str], dict[str, Count]] = defaultdict(dict)
    for row in kept.asked:
        for measure in (PULSE, row.theme):
            if measure in MEASURES:
                cells[measure, row.week, row.question][row.team] = _asked(row)
    for one in kept.served:
        if one.n >= MINIMUM_SERVED:
            cells[one.indicator, one.week, ""][one.team] = _served(one)
    sums: dict[tuple[str, str, date], list[tuple[Count, Count | None]]] = defaultdict(list)
    for (measure, week, _), counts in sorted(cells.items()):
        for team, own in counts.items():
            sums[team, measure, week].append((own, _others(team, counts, hidden)))
    found: dict[tuple[str, str], list[Week]] = defaultdict(list)
    for (team, measure, week), pairs in sorted(sums.items()):
        found[team, measure].append(_added(week, pairs))
    return found


def _asked(row: Asked) -> Count:
    return Count(row.n, row.favourable)


def _served(row: Served) -> Count:
    return Count(row.n, row.hits)


def _others(team: str, counts: dict[str, Count], hidden: frozenset[str]) -> Count | None:
    rest = [one for name, one in counts.items() if name != team and (not hidden or name in hidden)]
    if len(rest) < MINIMUM_OTHERS:
        return None
    return sum(rest[1:], rest[0])


def _added(week: date, pairs: Sequence[tuple[Count, Count | None]]) -> Week:
    """The questions of one wave together; the others only when they may be told for each of them."""
    own = sum((one for one, _ in pairs[1:]), pairs[0][0])
    told = [others for _, others in pairs if others is not None]
    whole = sum(told[1:], told[0]) if len(told) == len(pairs) else None
    return Week(week, own, whole)
