"""What a metric was before a trial and during it, in the teams that try; and whether that differs from the others.

The weeks are counted from the first day of the trial, so that none is half before and half during it. Clusters are the weeks
of each team (``effect.by_week``): what is found speaks of these teams alone. Only shares have an effect here, declared before the
trial starts; other metrics are shown before and during, each with its interval, and nothing is concluded.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl
from pydantic import BaseModel, ConfigDict

from boussole.core.metrics.declarations import Metric
from boussole.core.metrics.effect import Declaration, by_week, effect
from boussole.core.metrics.effect.measuring import Verdict
from boussole.core.metrics.effect.words import BEFORE_AFTER, say
from boussole.core.metrics.estimates import Estimate, State, estimate
from boussole.core.metrics.registry import METRICS
from boussole.core.metrics.statistics import Statistics, combine
from boussole.core.text import Text

BEFORE_WEEKS = 8
WEEK = 7
# Five points on a share: less would take more weeks than a trial lasts.
SMALLEST_EFFECT = 0.05
NOTHING_COUNTED = Text(
    fr="Aucune conversation comptée dans ces équipes\u00a0: rien ne se mesure encore.",
    en="No conversation counted in these teams: nothing can be measured yet.",
)


@dataclass(frozen=True, slots=True)
class TeamWeek:
    """One team over the seven days from ``day``."""

    unit: str
    day: date
    statistics: Statistics


class Kept(BaseModel):
    """A result as it is stored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Level(Kept):
    """An estimate as it is stored; see ``Estimate``."""

    state: State
    n: int
    value: float | None
    low: float | None
    high: float | None
    unknown_n: int
    immature_n: int

    def estimate(self, metric: str) -> Estimate:
        """The estimate it was."""
        return Estimate(metric=metric, **self.model_dump())


class Compared(Kept):
    """A metric before and during a trial; ``verdict`` is empty when no effect was declared."""

    as_of: date
    ends: date
    before: Level
    during: Level
    verdict: Verdict | None
    said: Text


def measurable() -> list[Metric]:
    """The metrics a trial may look at: those with a better side."""
    return [one for one in METRICS.values() if one.kind != "count" and one.direction != "neutral"]


def declare(
    metric: Metric, on: date, starts_on: date, ends_on: date, *, compared: bool
) -> Declaration | None:
    """What is fixed when a trial is announced; none for a metric that is not a share.

    Whole weeks between its first and last days are looked at; ``compared`` says whether other teams may stand beside.
    """
    if metric.kind != "share" or metric.direction == "neutral":
        return None
    return Declaration(
        subject="metric",
        key=metric.name,
        direction=metric.direction,
        declared_on=on,
        start=starts_on,
        before_weeks=BEFORE_WEEKS,
        after_weeks=max(1, ((ends_on - starts_on).days + 1) // WEEK),
        smallest_effect=SMALLEST_EFFECT,
        comparison="never_treated" if compared else "none",
    )


def weeks_around(started_on: date, last: date, as_of: date) -> list[tuple[date, date]]:
    """The spans ``[from, to)`` to count: the weeks before, and those of the trial that have begun."""
    first = started_on - timedelta(days=WEEK * BEFORE_WEEKS)
    end = min(last + timedelta(days=1), as_of)
    found, day = [], first
    while day < end:
        found.append((day, min(day + timedelta(days=WEEK), end)))
        day += timedelta(days=WEEK)
    return found


def compare(
    metric: Metric,
    weeks: Sequence[TeamWeek],
    starts: Mapping[str, date],
    declared: Declaration | None,
    ends: date,
    *,
    as_of: date,
    seed: int,
) -> Compared:
    """Read the weeks of every team: those of ``starts`` try from that day on, the others do not."""
    own = [one for one in weeks if one.unit in starts]
    before = _level(metric, [one for one in own if one.day < starts[one.unit]], seed)
    during = _level(metric, [one for one in own if one.day >= starts[one.unit]], seed)
    verdict, said = _judged(weeks, starts, declared, as_of=as_of, seed=seed)
    return Compared(
        as_of=as_of, ends=ends, before=before, during=during, verdict=verdict, said=said
    )


def _level(metric: Metric, weeks: Sequence[TeamWeek], seed: int) -> Level:
    found = estimate(metric, combine((one.statistics for one in weeks), metric.name), seed=seed)
    return Level(
        state=found.state,
        n=found.n,
        value=found.value,
        low=found.low,
        high=found.high,
        unknown_n=found.unknown_n,
        immature_n=found.immature_n,
    )


def _judged(
    weeks: Sequence[TeamWeek],
    starts: Mapping[str, date],
    declared: Declaration | None,
    *,
    as_of: date,
    seed: int,
) -> tuple[Verdict | None, Text]:
    if declared is None:
        return None, BEFORE_AFTER
    rows = _observations(weeks, starts)
    if not any(one.unit in starts and one.statistics.n for one in weeks):
        return "not_enough", NOTHING_COUNTED
    found = effect(declared, by_week(rows), starts, as_of=as_of, seed=seed)
    return found.verdict, say(found)


def _observations(weeks: Sequence[TeamWeek], treated: Collection[str]) -> pl.DataFrame:
    """One row per conversation judged, 0 or 1, on the first day of its week; the trial's teams first."""
    ordered = sorted(weeks, key=lambda one: (one.unit not in treated, one.unit, one.day))
    counts = [(one, one.statistics.successes, one.statistics.n) for one in ordered]
    return pl.DataFrame(
        {
            "unit": [one.unit for one, _yes, n in counts for _ in range(n)],
            "at": [one.day for one, _yes, n in counts for _ in range(n)],
            "outcome": [float(rank < yes) for _one, yes, n in counts for rank in range(n)],
        },
        schema={"unit": pl.String, "at": pl.Date, "outcome": pl.Float64},
    )
