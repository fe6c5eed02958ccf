"""Debriefs beside the pulse: teams in which people talked against the others, from published figures, without joining anyone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import add
from typing import Any

from boussole.core.anonymity import Figures
from boussole.core.care import Compared, Team, compare
from boussole.core.pulse import default_bank
from boussole.features.care.models import Debrief
from boussole.features.organisation import queries as organisation
from boussole.features.wellbeing import queries as wellbeing

THEMES = ("support", "load")
LOOKED_BACK = timedelta(weeks=52)


@dataclass(frozen=True)
class Span:
    """A team's favourable share of a theme at its last two publications, over the questions that both hold."""

    since: date
    until: date
    change: float


def found(until: date) -> dict[str, Any]:
    """What is frozen with a week: by theme, the comparison or why it is refused."""
    teams = organisation.teams().filter(archived_at=None).values_list("pk", flat=True)
    published: dict[int, list[Any]] = defaultdict(list)
    for row in wellbeing.published(list(teams), until - LOOKED_BACK):
        if row.team_id is not None and row.wave.closes_on <= until:
            published[row.team_id].append(row)
    return {theme: _of_theme(theme, published, until) for theme in THEMES}


def _of_theme(theme: str, published: dict[int, list[Any]], until: date) -> dict[str, Any]:
    questions = {question.key for question in default_bank()[theme].questions}
    spans = {
        team: span
        for team, rows in published.items()
        if (span := _span([row for row in rows if row.question in questions])) is not None
    }
    talked = _talked(until)
    compared = compare(
        [
            Team(
                span.change,
                len({who for who, day in talked[team] if span.since <= day < span.until}),
            )
            for team, span in sorted(spans.items())
        ]
    )
    if not isinstance(compared, Compared):
        return {"refused": compared.missing}
    low, high = compared.difference.low, compared.difference.high
    return {
        "teams": compared.teams,
        "value": compared.difference.value,
        "low": low,
        "high": high,
        "real": compared.real,
    }


def _span(rows: Iterable[Any]) -> Span | None:
    """From the last publication of each question and the one before it; None when no question was published twice."""
    by_question: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        by_question[row.question].append(row)
    pairs = [(each[-2], each[-1]) for each in by_question.values() if len(each) > 1]
    if not pairs:
        return None
    before, now = (_sum(pair[place] for pair in pairs) for place in (0, 1))
    since = min(first.wave.closes_on for first, _last in pairs)
    return Span(since, max(last.wave.opens_on for _first, last in pairs), now.share - before.share)


def _sum(rows: Iterable[Any]) -> Figures:
    return reduce(add, (wellbeing.figures_of(row) for row in rows))


def _talked(until: date) -> dict[int, list[tuple[int, date]]]:
    """Who held a debrief and when, by the team they are in; used to count different people of a team, and for nothing else."""
    team_of = organisation.team_of_agent()
    held = Debrief.objects.filter(state=Debrief.State.HELD, planned_on__lt=until)
    found: dict[int, list[tuple[int, date]]] = defaultdict(list)
    for person, day in held.values_list("person_id", "planned_on"):
        if person in team_of:
            found[team_of[person]].append((person, day))
    return found
