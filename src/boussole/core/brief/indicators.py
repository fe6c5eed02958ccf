"""The metrics of a period, each with its interval, and what its weekly series says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from boussole.core.brief.models import Indicator, Point, Uncertain
from boussole.core.brief.view import View
from boussole.core.metrics import METRICS, Estimate, Metric, Scope, Statistics, estimate
from boussole.core.metrics.change import LONGEST_BASELINE, Change, Series, series
from boussole.core.text import Text
from boussole.core.wording import duration, number, percent

_WEEK = timedelta(weeks=1)
_REAL = Text(fr="le changement est réel", en="change is real")
_USUAL = Text(fr="dans la variation habituelle", en="within the usual variation")
_NOT_ENOUGH = Text(fr="pas assez de données", en="not enough data")
_SHORT = Text(fr="moins de six semaines comparables", en="fewer than six comparable weeks")
_IMMATURE = Text(fr="pas encore mûr", en="not mature yet")
_RANGE = Text(fr="{value} ({low} à {high})", en="{value} ({low} to {high})")
_NO_VALUE = Text(fr="—", en="—")


def scope_of(view: View) -> Scope:
    """Return the contacts the period is about."""
    return Scope(since=view.period.begins, until=view.period.ends, team=view.team)


def history_of(view: View) -> Scope:
    """Return the weeks a change is judged against, the period included."""
    until = view.period.as_of
    return Scope(since=until - _WEEK * (LONGEST_BASELINE + 1), until=until, team=view.team)


def weekly_series(view: View) -> dict[str, Series]:
    """Chart every metric over the weeks up to ``period``; nothing for data read as a whole."""
    period = view.period
    if period.whole:
        return {}
    weekly = view.engine.statistics_many(
        list(METRICS.values()), history_of(view), ("week",), as_of=period.as_of
    )
    return {name: series(METRICS[name], found, week=period.since) for name, found in weekly.items()}


def find_indicators(
    view: View, charted: Mapping[str, Series], judged: Mapping[str, Change]
) -> tuple[Indicator, ...]:
    """Return the metrics that have something to count; those without any row are left to the notes."""
    found = view.engine.statistics_many(
        list(METRICS.values()), scope_of(view), as_of=view.period.as_of
    )
    return tuple(
        _indicator(METRICS[name], statistics[0], charted.get(name), judged.get(name))
        for name, statistics in found.items()
        if statistics and (statistics[0].n or statistics[0].immature)
    )


def uncertain(found: Estimate) -> Uncertain:
    """Return the part of an estimate that a brief keeps."""
    return Uncertain(value=found.value, low=found.low, high=found.high, n=found.n)


def shown(metric: Metric, value: float | None) -> Text:
    """Say a value in its metric's unit."""
    if value is None:
        return _NO_VALUE
    match metric.unit:
        case "share":
            return percent(value)
        case "seconds":
            return duration(value)
        case "score":
            return number(value)
        case "points":
            return number(value, 2)
        case "contacts":
            return number(value)


def shown_range(metric: Metric, found: Uncertain) -> Text:
    """Say a value with its interval when it has one."""
    value = shown(metric, found.value)
    if found.value is None or found.low is None or found.high is None:
        return value
    return _RANGE.format(value=value, low=shown(metric, found.low), high=shown(metric, found.high))


def points_of(charted: Series) -> tuple[Point, ...]:
    """Return the weeks of a chart; one that judges nothing has no value."""
    return tuple(
        Point(
            week=week.week, value=week.estimate.value if week.charted else None, n=week.estimate.n
        )
        for week in charted.weeks
    )


def _indicator(
    metric: Metric, statistics: Statistics, charted: Series | None, change: Change | None
) -> Indicator:
    found = estimate(metric, statistics)
    value = uncertain(found)
    return Indicator(
        metric=metric.name,
        version=metric.version,
        label=metric.label,
        unit=metric.unit,
        estimate=value,
        shown=shown_range(metric, value),
        state=found.state,
        change=change.kind if change else "not_enough",
        words=_words(found, change),
        series=points_of(charted) if charted and _several(charted.weeks) else (),
    )


def _words(found: Estimate, change: Change | None) -> Text:
    if found.state == "immature":
        return _IMMATURE
    if found.state == "insufficient":
        return _NOT_ENOUGH
    if change is None or change.kind == "not_enough":
        return _IMMATURE if change and change.why == "immature" else _SHORT
    return _REAL if change.kind == "real" else _USUAL


def _several(weeks: Sequence[object]) -> bool:
    return len(weeks) > 1
