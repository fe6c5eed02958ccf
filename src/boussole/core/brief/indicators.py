"""The metrics of a period, each with its interval, and what its weekly series says."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from boussole.core.brief.models import Indicator, Point, Uncertain
from boussole.core.brief.view import View
from boussole.core.metrics import METRICS, Estimate, Metric, Scope, Statistics, estimate
from boussole.core.metrics.change import LONGEST_BASELINE, Change, Series, series
from boussole.core.metrics.words import shown
from boussole.core.text import Text
from boussole.core.wording import week

_WEEK = timedelta(weeks=1)
# What a brief shows, in this order; the others are in the compass.
BRIEFED = (
    "csat", "ces", "nps", "effort_expressed", "dissatisfaction", "leaving_intent", "fcr", "durability",
    "repeat_contact", "failure_demand", "transfer_rate", "first_response", "resolution",
    "opportunity_explored", "offers_too_early",
)  # fmt: skip
_REAL = Text(fr="le changement est réel", en="change is real")
_USUAL = Text(fr="dans la variation habituelle", en="within the usual variation")
_NOT_ENOUGH = Text(fr="pas assez de données", en="not enough data")
_SHORT = Text(fr="moins de six semaines comparables", en="fewer than six comparable weeks")
_IMMATURE = Text(fr="pas encore mûr", en="not mature yet")
_RANGE = Text(fr="{value} ({low} à {high})", en="{value} ({low} to {high})")
_EARLIER = Text(fr="{label} ({week})", en="{label} ({week})")


def matured(view: View, metric: Metric) -> date:
    """Return the Monday of the last week that has had the time ``metric`` gives it."""
    days = metric.maturity.days if metric.maturity else 0
    return view.period.since - math.ceil(days / 7) * _WEEK


def history_of(view: View) -> Scope:
    """Return the weeks a change is judged against, the period included."""
    until = view.period.as_of
    return Scope(since=until - _WEEK * (LONGEST_BASELINE + 1), until=until, team=view.team)


def weekly_series(view: View) -> dict[str, Series]:
    """Chart what a brief follows over the weeks up to ``period``; nothing for data read as a whole."""
    period = view.period
    if period.whole:
        return {}
    weekly = view.engine.statistics_many(
        [METRICS[name] for name in (*BRIEFED, "contacts")],
        history_of(view),
        ("week",),
        as_of=period.as_of,
    )
    return {
        name: series(METRICS[name], found, week=matured(view, METRICS[name]))
        for name, found in weekly.items()
    }


def find_indicators(
    view: View, charted: Mapping[str, Series], judged: Mapping[str, Change]
) -> tuple[Indicator, ...]:
    """Return the metrics that have something to count; those without any row are left to the notes."""
    by_week: dict[date, list[Metric]] = {}
    for metric in (METRICS[name] for name in BRIEFED):
        by_week.setdefault(matured(view, metric), []).append(metric)
    found = {
        name: statistics[0]
        for monday, metrics in by_week.items()
        for name, statistics in view.engine.statistics_many(
            metrics, _scope(view, monday), as_of=view.period.as_of
        ).items()
        if statistics and (statistics[0].n or statistics[0].immature)
    }
    return tuple(
        _indicator(view, METRICS[name], found[name], charted.get(name), judged.get(name))
        for name in BRIEFED
        if name in found
    )


def _scope(view: View, monday: date) -> Scope:
    if view.period.whole:
        return Scope(team=view.team)
    begins = datetime.combine(monday, time(), tzinfo=UTC)
    return Scope(since=begins, until=begins + _WEEK, team=view.team)


def uncertain(found: Estimate) -> Uncertain:
    """Return the part of an estimate that a brief keeps."""
    return Uncertain(value=found.value, low=found.low, high=found.high, n=found.n)


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
    view: View,
    metric: Metric,
    statistics: Statistics,
    charted: Series | None,
    change: Change | None,
) -> Indicator:
    found = estimate(metric, statistics)
    value = uncertain(found)
    return Indicator(
        metric=metric.name,
        version=metric.version,
        label=label_of(view, metric),
        unit=metric.unit,
        estimate=value,
        shown=shown_range(metric, value),
        state=found.state,
        change=change.kind if change else "not_enough",
        words=_words(found, change),
        series=points_of(charted) if charted and _several(charted.weeks) else (),
    )


def label_of(view: View, metric: Metric) -> Text:
    """Name the metric, and its week when that is not the week of the brief."""
    monday = matured(view, metric)
    if view.period.whole or monday == view.period.since:
        return metric.label
    return _EARLIER.format(label=metric.label, week=week(monday))


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
