"""One team beside the others: the counts that its changes are read from, and what a change is told with.

A team is never compared with its own past alone: what changes for everyone (a harder question, a bad month) goes out
with the other teams, asked the same questions in the same wave or serving customers in the same week.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from boussole.core.metrics.engine import MetricError

# The others are shown together, and one team alone would be that team.
MINIMUM_OTHERS = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What was published of one team and question: ``wave`` is the day it closed, ``week`` the Monday of its last answers."""

    team: str
    wave: date
    week: date
    theme: str
    question: str
    n: int
    favourable: int


@dataclass(frozen=True, slots=True)
class Served:
    """For one team, customer indicator and week (its Monday): ``n`` contacts or answers, of which ``hits`` count."""

    team: str
    indicator: str
    week: date
    n: int
    hits: int


@dataclass(frozen=True, slots=True)
class Count:
    """``hits`` of ``n``."""

    n: int
    hits: int

    @property
    def share(self) -> float:
        """The share, 0 to 1."""
        return self.hits / self.n

    def __add__(self, other: Count) -> Count:
        return Count(self.n + other.n, self.hits + other.hits)


@dataclass(frozen=True, slots=True)
class Step:
    """A team before and after, and the other teams together; ``compared`` names those in every part of the comparison."""

    before: Count
    after: Count
    others_before: Count
    others_after: Count
    compared: tuple[str, ...]

    @property
    def change(self) -> float:
        """How much the team's share moved beyond the others', -2 to 2."""
        own = self.after.share - self.before.share
        return own - (self.others_after.share - self.others_before.share)


@dataclass(frozen=True, slots=True)
class Cell:
    """One team in one wave and theme, or one week: its own count, and that of each other team."""

    when: date
    week: date
    questions: frozenset[str]
    own: Count
    others: Mapping[str, Count]

    @property
    def together(self) -> Count:
        """The other teams together."""
        return summed(self.others.values())


def summed(counts: Iterable[Count]) -> Count:
    """All of them together."""
    whole = Count(0, 0)
    for one in counts:
        whole += one
    return whole


def step(before: Sequence[Cell], after: Sequence[Cell]) -> Step:
    """What is told of a change between some cells and later ones."""
    names = set.intersection(*(set(cell.others) for cell in (*before, *after)))
    return Step(
        summed(cell.own for cell in before),
        summed(cell.own for cell in after),
        summed(cell.together for cell in before),
        summed(cell.together for cell in after),
        tuple(sorted(names)),
    )


def pulse_cells(rows: Iterable[Asked]) -> dict[tuple[str, str], list[Cell]]:
    """The waves of each team and theme, in order, beside the other teams asked the same questions.

    A wave that asked several questions of a theme counts each person once: counts are those of a mean question, since
    one person's answers are not several people's. Raises ``MetricError`` when a figure is given twice.
    """
    asked: dict[tuple[date, str, str], dict[str, Asked]] = defaultdict(dict)
    for row in rows:
        if row.team in asked[row.wave, row.theme, row.question]:
            raise MetricError(f"{row.team}, {row.wave}: {row.question} is given twice")
        asked[row.wave, row.theme, row.question][row.team] = row
    waves: dict[tuple[str, str, date], list[dict[str, Asked]]] = defaultdict(list)
    for (wave, theme, _), teams in sorted(asked.items()):
        for team in teams:
            if len(teams) > MINIMUM_OTHERS:
                waves[team, theme, wave].append(teams)
    found: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for (team, theme, wave), questions in sorted(waves.items()):
        found[team, theme].append(_wave_cell(team, wave, questions))
    return dict(found)


def _wave_cell(team: str, wave: date, questions: Sequence[Mapping[str, Asked]]) -> Cell:
    others: dict[str, list[Count]] = defaultdict(list)
    for teams in questions:
        for name, row in teams.items():
            others[name].append(Count(row.n, row.favourable))
    own = _mean_question(others.pop(team))
    return Cell(
        when=wave,
        week=questions[0][team].week,
        questions=frozenset(teams[team].question for teams in questions),
        own=own,
        others={name: _mean_question(counts) for name, counts in others.items()},
    )


def _mean_question(counts: Sequence[Count]) -> Count:
    whole = summed(counts)
    n = max(2, round(whole.n / len(counts)))
    return Count(n, min(n - 1, max(1, round(n * whole.share))))


def customer_cells(rows: Iterable[Served]) -> dict[tuple[str, str], list[Cell]]:
    """The weeks of each team and indicator, in order, beside the other teams served in the same week.

    Raises ``MetricError`` when a week is given twice or counts more than there are.
    """
    served: dict[tuple[str, date], dict[str, Count]] = defaultdict(dict)
    for row in rows:
        if row.team in served[row.indicator, row.week] or not 0 <= row.hits <= row.n:
            raise MetricError(
                f"{row.team}, {row.week}: {row.indicator} is given twice or is more than all"
            )
        if row.n:
            served[row.indicator, row.week][row.team] = Count(row.n, row.hits)
    found: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for (indicator, week), teams in sorted(served.items()):
        if len(teams) <= MINIMUM_OTHERS:
            continue
        for team in sorted(teams):
            others = {name: count for name, count in teams.items() if name != team}
            found[team, indicator].append(Cell(week, week, frozenset(), teams[team], others))
    return dict(found)
