"""One team over time: its pulse moves apart from the other teams', and its customers' some weeks later.

This is all that can be said with few teams, and it says little: once, in one team. Two questions are answered apart.

*What really moved* is every change of pulse or customers, in either direction, that survives Benjamini and Hochberg (JRSS B
57, 1995) over all that is looked at on the page.

*A sequence* is a fall of the pulse followed, 0 to 8 weeks later, by a worsening for customers of the same team. Both are
needed, and they come from different people, so that each may be less sure than alone: with T teams, each step is allowed
a chance ``a = min(0.10, sqrt(0.05 / T))`` in a team where it did not happen (the pulse over all themes and waves of the
team, by Bonferroni; customers over all indicators, half of the chance being for the first). Where nothing happens anywhere, a
sequence is then told in T a² = 5 companies of 100 at most; where one of the two really moved, chance makes up the other half
with probability ``a`` by design, and more often where teams differ much from one question to the next.

The same team may answer two questions of a theme unlike the others, and no theme has the same question within weeks. How
much that is shows in the page itself: deviations are divided by the root of their median square over what chance gives, when
more (genomic control: Devlin and Roeder, Biometrics 55, 1999); one real fall hardly moves a median.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import NormalDist, median

import numpy as np

from boussole.core.metrics.change import benjamini_hochberg
from boussole.core.metrics.mirror.customer_falls import Series, Stepped, restlessness, series
from boussole.core.metrics.mirror.pulse_falls import Moved, moves
from boussole.core.metrics.mirror.refusals import Refused
from boussole.core.metrics.mirror.standing import (
    MINIMUM_OTHERS,
    Asked,
    Cell,
    Served,
    Step,
    customer_cells,
    pulse_cells,
    step,
)

MINIMUM_TEAMS = MINIMUM_OTHERS + 1
LONGEST_LAG = 8
# What moved is looked for in so many weeks; before them is only what it is compared with.
LOOKED_BACK = timedelta(weeks=12)
RATE = 0.05
FALSE_SEQUENCES = 0.05
MOST_ALLOWED = 0.10
# What a theme that always stood apart would give by chance alone.
NEW = 0.10
# With fewer changes, and few teams to make them, the median says nothing of how restless teams are.
MINIMUM_FOR_RESTLESS = 100
MEDIAN_SQUARE = 0.4549
DAYS_A_WEEK = 7
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class PulseChange:
    """A theme that moved apart in a team between earlier waves and ``wave`` (the day it closed; ``week`` is its last answers')."""

    team: str
    theme: str
    wave: date
    week: date
    step: Step
    p_value: float
    same_question: bool

    @property
    def fell(self) -> bool:
        """Whether the team said it less."""
        return self.step.change < 0


@dataclass(frozen=True, slots=True)
class CustomerChange:
    """An indicator that moved apart in a team from ``week`` on."""

    team: str
    indicator: str
    week: date
    step: Step
    p_value: float
    worse: bool


@dataclass(frozen=True, slots=True)
class TeamSequence:
    """A fall of the pulse, and what customers of the same team lived ``weeks`` weeks later."""

    pulse: PulseChange
    customers: CustomerChange
    weeks: int


@dataclass(frozen=True, slots=True)
class Sequences:
    """What moved in ``teams`` teams, among ``looked_at`` changes looked at, and which falls followed one another."""

    teams: int
    looked_at: int
    pulse: tuple[PulseChange, ...]
    customers: tuple[CustomerChange, ...]
    found: tuple[TeamSequence, ...]


@dataclass(frozen=True, slots=True)
class _PulseTest:
    team: str
    moved: Moved

    @property
    def z(self) -> float:
        """Below 0 for a fall; half of what is as likely as what was seen counts for it."""
        p = (self.moved.usual.fall + 1 - self.moved.usual.rise) / 2
        return _NORMAL.inv_cdf(min(1 - 1e-6, max(1e-6, p)))


@dataclass(frozen=True, slots=True)
class _CustomerTest:
    team: str
    indicator: str
    series: Series
    restless: float

    @property
    def largest(self) -> Stepped:
        return self.series.anywhere(self.restless)


@dataclass(frozen=True, slots=True)
class _Page:
    asked: Sequence[_PulseTest]
    served: Sequence[_CustomerTest]
    worse: Mapping[str, int]
    restless: float
    teams: int


def sequences(
    pulse: Iterable[Asked],
    customers: Iterable[Served],
    worse: Mapping[str, int],
    *,
    until: date,
    seed: int,
) -> Sequences | Refused:
    """Look for what moved in the twelve weeks up to ``until``, and for falls that follow one another.

    ``worse``: the indicators, the one that matters most first, each with the direction that is worse for customers (-1 or
    1). Refused below 3 teams with a pulse, and while no theme was published twice of a team. Raises ``MetricError`` on
    figures given twice.
    """
    cells = pulse_cells(pulse)
    teams = {team for team, _ in cells}
    if len(teams) < MINIMUM_TEAMS:
        return Refused("few_teams", len(teams), MINIMUM_TEAMS)
    rng = np.random.default_rng(seed)
    since = until - LOOKED_BACK
    asked = _pulse_tests(cells, since, rng)
    if not asked:
        return Refused("few_waves")
    served = _customer_tests(customer_cells(customers), worse, since, rng)
    page = _Page(asked, served, worse, _restless(asked), len(teams))
    return _judged(page, _found(page))


def allowed(teams: int) -> float:
    """The chance given to each step of a sequence in a team where it did not happen."""
    return min(MOST_ALLOWED, math.sqrt(FALSE_SEQUENCES / teams))


def _pulse_tests(
    cells: Mapping[tuple[str, str], Sequence[Cell]], since: date, rng: np.random.Generator
) -> list[_PulseTest]:
    by_team: dict[str, dict[str, Sequence[Cell]]] = {}
    for (team, theme), waves in sorted(cells.items()):
        by_team.setdefault(team, {})[theme] = waves
    return [
        _PulseTest(team, moved)
        for team, themes in by_team.items()
        for moved in moves(themes, since, rng)
    ]


def _customer_tests(
    cells: Mapping[tuple[str, str], Sequence[Cell]],
    worse: Mapping[str, int],
    since: date,
    rng: np.random.Generator,
) -> list[_CustomerTest]:
    laid_out: dict[str, dict[str, Series]] = {indicator: {} for indicator in worse}
    for (team, indicator), weeks in sorted(cells.items()):
        one = series(weeks, since, rng) if indicator in worse else None
        if one is not None:
            laid_out[indicator][team] = one
    return [
        _CustomerTest(team, indicator, one, restless)
        for indicator, teams in laid_out.items()
        if teams
        for restless in [restlessness(list(teams.values()))]
        for team, one in teams.items()
    ]


def _restless(asked: Sequence[_PulseTest]) -> float:
    """How much more than chance teams move between questions of a theme, as a factor of deviations; 1 at least."""
    if len(asked) < MINIMUM_FOR_RESTLESS:
        return 1.0
    return math.sqrt(max(1.0, median(one.z**2 for one in asked) / MEDIAN_SQUARE))


def _chance(p_value: float, restless: float) -> float:
    """A one-sided p-value once teams are as restless as they are."""
    if restless <= 1 or p_value >= 0.5:  # noqa: PLR2004 - the middle of the law
        return p_value
    return _NORMAL.cdf(_NORMAL.inv_cdf(p_value) / restless)


def _found(page: _Page) -> list[TeamSequence]:
    found = []
    for team in sorted({one.team for one in page.served}):
        mine = [one for one in page.asked if one.team == team]
        falls = [
            one
            for one in mine
            if one.moved.new.fall <= NEW
            and len(mine) * _chance(one.moved.usual.fall, page.restless) <= allowed(page.teams)
        ]
        theirs = [one for one in page.served if one.team == team]
        for fall in falls:
            level = allowed(page.teams) / len(falls)
            followed = _followed(fall, theirs, page.worse, level)
            found += [_sequence(fall, change, page.restless) for change in followed]
    return found


def _followed(
    fall: _PulseTest, theirs: Sequence[_CustomerTest], worse: Mapping[str, int], level: float
) -> Iterable[CustomerChange]:
    """What got worse for the team's customers in the weeks after a fall of its pulse, and not only beside others who rose."""
    after = [fall.moved.after.week + timedelta(weeks=lag) for lag in range(LONGEST_LAG + 1)]
    first, *others = worse
    for one in theirs:
        share = level / 2 if one.indicator == first else level / 2 / len(others)
        found = one.series.within(after, worse[one.indicator], one.restless)
        if found is None or found.p_value > share:
            continue
        change = _customer_change(one, found, worse)
        if worse[one.indicator] * (change.step.after.share - change.step.before.share) > 0:
            yield change


def _sequence(fall: _PulseTest, followed: CustomerChange, restless: float) -> TeamSequence:
    change = _pulse_change(fall, restless)
    return TeamSequence(change, followed, (followed.week - change.week).days // DAYS_A_WEEK)


def _judged(page: _Page, found: Sequence[TeamSequence]) -> Sequences:
    """Everything with what really moved, over the whole page."""
    pulse = [_pulse_change(one, page.restless) for one in page.asked]
    customers = [_customer_change(one, one.largest, page.worse) for one in page.served]
    chances = [change.p_value for change in pulse] + [change.p_value for change in customers]
    bar = benjamini_hochberg(chances, RATE)
    new = [min(one.moved.new.fall, one.moved.new.rise) <= NEW for one in page.asked]
    return Sequences(
        page.teams,
        len(chances),
        tuple(one for one, is_new in zip(pulse, new, strict=True) if is_new and one.p_value <= bar),
        tuple(one for one in customers if one.p_value <= bar),
        tuple(found),
    )


def _pulse_change(one: _PulseTest, restless: float) -> PulseChange:
    moved = one.moved
    asked = frozenset[str]().union(*(cell.questions for cell in moved.before))
    likely = _chance(min(moved.usual.fall, moved.usual.rise), restless)
    return PulseChange(
        one.team,
        moved.theme,
        moved.after.when,
        moved.after.week,
        step(moved.before, [moved.after]),
        min(1.0, 2 * likely),
        same_question=moved.after.questions <= asked,
    )


def _customer_change(
    one: _CustomerTest, found: Stepped, worse: Mapping[str, int]
) -> CustomerChange:
    return CustomerChange(
        one.team,
        one.indicator,
        found.week,
        step(found.before, found.after),
        found.p_value,
        worse=found.sign == worse[one.indicator],
    )
