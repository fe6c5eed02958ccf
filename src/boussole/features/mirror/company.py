"""From published counts to what the whole company's statistics are computed on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from boussole.core.metrics.mirror import Asked, Served, TeamCustomers, TeamPulse, TeamSums, TeamWeek
from boussole.core.metrics.mirror.relative_weights import ROWS_PER_PREDICTOR
from boussole.core.metrics.mirror.standing import Cell, pulse_cells
from boussole.core.pulse import default_bank

ENGAGEMENT = "engagement"
# Factors by theme, the first compared when there are few teams: the order is chosen here, never from the figures.
FACTORS = (
    "means",
    "support",
    "customers",
    "frame",
    "recognition",
    "load",
    "motivation",
    "belonging",
)
RECENT = timedelta(weeks=12)
WHOLE = "all"


def engagement_question(rows: Sequence[Asked]) -> tuple[str, date] | None:
    """The engagement question and wave published of the most teams, the latest of equals."""
    counts: dict[tuple[str, date], int] = defaultdict(int)
    for row in rows:
        if row.theme == ENGAGEMENT:
            counts[row.question, row.wave] += 1
    return max(counts, key=lambda key: (counts[key], key[1], key[0]), default=None)


def factors(teams: int) -> tuple[str, ...]:
    """As many themes as so many teams can tell apart, one at least; the core refuses what is still too few."""
    asked = [theme for theme in FACTORS if theme in default_bank()]
    return tuple(asked[: max(1, teams // ROWS_PER_PREDICTOR)])


def pulses(rows: Sequence[Asked], until: date) -> list[TeamPulse]:
    """Each team's engagement, weekly distance to the others and themes of the last twelve weeks."""
    question = engagement_question(rows)
    engaged = {
        row.team: TeamSums(row.team, row.n, row.favourable, row.favourable)
        for row in rows
        if (row.question, row.wave) == question
    }
    whole = pulse_cells(replace(row, theme=WHOLE) for row in rows)
    themes = pulse_cells(row for row in rows if row.week > until - RECENT)
    names = sorted({row.team for row in rows})
    wanted = factors(len(names))
    return [
        TeamPulse(
            engaged.get(team, TeamSums(team, 0, 0.0, 0.0)),
            tuple(_weeks(team, whole.get((team, WHOLE), []))),
            _themes(team, wanted, themes),
        )
        for team in names
    ]


def _weeks(team: str, cells: Sequence[Cell]) -> list[TeamWeek]:
    """The favourable share less that of the other teams on the same questions; a week with two waves keeps the later."""
    by_week = {cell.week: cell for cell in cells}
    return [TeamWeek(team, week, cell.own.n, apart(cell)) for week, cell in by_week.items()]


def apart(cell: Cell) -> float:
    """The team less the other teams together."""
    return cell.own.share - cell.together.share


def _themes(
    team: str, wanted: Sequence[str], cells: Mapping[tuple[str, str], Sequence[Cell]]
) -> dict[str, float]:
    """The mean distance to the others by theme; nothing when one of them was not published of the team."""
    found = {theme: cells.get((team, theme), ()) for theme in wanted}
    if not all(found.values()):
        return {}
    return {theme: sum(map(apart, one)) / len(one) for theme, one in found.items()}


def customers(rows: Sequence[Served], until: date) -> list[TeamCustomers]:
    """Each team's weekly shares by indicator, and satisfaction over the last twelve weeks."""
    weeks: dict[str, dict[str, list[TeamWeek]]] = defaultdict(lambda: defaultdict(list))
    satisfied: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        share = TeamWeek(row.team, row.week, row.n, row.hits / row.n)
        weeks[row.team][row.indicator].append(share)
        if row.indicator == "csat" and row.week > until - RECENT:
            satisfied[row.team][0] += row.n
            satisfied[row.team][1] += row.hits
    return [
        TeamCustomers(
            team,
            {name: tuple(one) for name, one in by_name.items()},
            satisfied[team][1] / satisfied[team][0] if team in satisfied else None,
        )
        for team, by_name in sorted(weeks.items())
    ]
