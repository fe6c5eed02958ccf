"""What the pages ask of the facts, always within what a person may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from boussole.core.metrics import (
    METRICS,
    Change,
    Dimension,
    Estimate,
    Friction,
    FrictionBy,
    Metric,
    Part,
    Scope,
    Series,
    Statistics,
    combine,
    estimate,
    judge,
    rank_frictions,
    series,
)
from boussole.core.metrics.change import LONGEST_BASELINE
from boussole.core.reasons import STEPS
from boussole.features.metrics.facts import Facts

_DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
# How far back a chart and its usual variation look, the judged week included.
CHARTED = WEEK * (LONGEST_BASELINE + 1)
# The weeks that journey pages compare the last one with.
BEFORE = WEEK * 8
RECENT = WEEK * 12
MOST_BEHIND = 60


@dataclass(frozen=True)
class Indicator:
    """One metric: its last judged week, the last twelve weeks together, and its series."""

    metric: Metric
    week: Estimate | None
    recent: Estimate
    series: Series
    change: Change


@dataclass(frozen=True)
class Cut:
    """A metric within one team, channel, reason or step."""

    key: str | None
    estimate: Estimate


@dataclass(frozen=True)
class Stage:
    """A step of the journey with its reasons, the most troubled first."""

    step: str
    friction: Friction
    reasons: tuple[Friction, ...]


def instant(day: date) -> datetime:
    """Midnight in UTC: weeks of facts begin there."""
    return datetime.combine(day, time(), UTC)


def last_week(facts: Facts, scope: Scope) -> date | None:
    """The Monday of the last whole week that has contacts, or of the last week when none is whole."""
    weeks = facts.engine.weeks(scope)
    last = facts.engine.totals(Scope()).last
    whole = [week for week in weeks if last is not None and instant(week) + WEEK <= last + _DAY]
    return max(whole or weeks, default=None)


def indicators(facts: Facts, scope: Scope, until: date) -> list[Indicator]:
    """Every metric that has something to count, over the weeks up to the one of ``until``."""
    end = instant(until) + WEEK
    asked = scope.model_copy(update={"since": end - CHARTED, "until": end})
    found = facts.engine.statistics_many(list(METRICS.values()), asked, ("week",), as_of=end)
    drawn = {
        name: series(METRICS[name], weekly)
        for name, weekly in found.items()
        if any(part.n or part.immature for part in weekly)
    }
    verdicts = judge([one.change for one in drawn.values()])
    return [
        _indicator(one, verdict, found[name], end)
        for (name, one), verdict in zip(drawn.items(), verdicts, strict=True)
    ]


def _indicator(
    drawn: Series, verdict: Change, weekly: Sequence[Statistics], end: datetime
) -> Indicator:
    metric = METRICS[drawn.metric]
    since = (end - RECENT).date()
    recent = [part for part in weekly if part.week is not None and part.week >= since]
    judged = next(
        (point.estimate for point in drawn.weeks if point.week == verdict.week and point.charted),
        None,
    )
    return Indicator(metric, judged, estimate(metric, combine(recent, metric.name)), drawn, verdict)


def cuts(
    facts: Facts, metric: Metric, scope: Scope, by: Dimension, until: date
) -> tuple[Estimate, list[Cut]]:
    """A metric over the last twelve weeks, whole and cut by a dimension; unknown groups come last."""
    end = instant(until) + WEEK
    asked = scope.model_copy(update={"since": end - RECENT, "until": end})
    parts = facts.engine.statistics(metric, asked, (by,), as_of=end)
    whole = estimate(metric, combine(parts, metric.name))
    found = [Cut(_text(part.group[by]), estimate(metric, part)) for part in parts]
    return whole, sorted(found, key=lambda cut: (cut.key is None, -cut.estimate.n))


def _text(key: object) -> str | None:
    return key if isinstance(key, str) else None


def behind(facts: Facts, metric: Metric, scope: Scope, part: Part, until: date) -> list[int]:
    """The conversations behind a figure, within ``scope``; see ``Engine.conversation_ids``."""
    found = facts.engine.conversation_ids(
        metric, scope, part, as_of=instant(until) + WEEK, limit=MOST_BEHIND
    )
    return [int(one) for one in found if one.isdecimal()]


def frictions(facts: Facts, scope: Scope, until: date, by: FrictionBy) -> list[Friction]:
    """Where customers struggled in the week of ``until``, against the eight weeks before."""
    start = instant(until)
    now = scope.model_copy(update={"since": start, "until": start + WEEK})
    before = scope.model_copy(update={"since": start - BEFORE, "until": start})
    return rank_frictions(facts.engine.frictions(now, by), facts.engine.frictions(before, by))


def journey(facts: Facts, scope: Scope, until: date, steps_of: dict[str, str]) -> list[Stage]:
    """The steps in the order customers live them; ``steps_of`` gives each reason's step."""
    by_step = {friction.counts.key: friction for friction in frictions(facts, scope, until, "step")}
    reasons = frictions(facts, scope, until, "reason")
    return [
        Stage(
            step,
            by_step[step],
            tuple(one for one in reasons if steps_of.get(one.counts.key or "") == step),
        )
        for step in STEPS
        if step in by_step
    ]
