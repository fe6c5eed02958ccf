"""Metrics computed the slow and plain way, one row after the other, to check engines against.

It knows nothing of Ibis or SQL: conditions are evaluated in Python with the two-valued logic that
``boussole.core.metrics.conditions`` promises.
"""

from __future__ import annotations

import operator
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from boussole.core.metrics import FrictionCounts, Metric, Point, Scope, Statistics
from boussole.core.metrics import friction as declared
from boussole.core.metrics.conditions import (
    AS_OF,
    AnyOf,
    Column,
    Compare,
    Every,
    Known,
    Not,
    Seconds,
    Within,
)
from boussole.core.metrics.statistics import duration_step, step_duration

Row = Mapping[str, Any]


def holds(node: Any, row: Row) -> bool:
    match node:
        case Compare():
            known = row[node.column]
            found = known is not None and getattr(operator, node.operator)(known, node.value)
        case Known():
            found = row[node.column] is not None
        case Within():
            earlier, later = row[node.earlier], row[node.later]
            found = earlier is not None and later is not None
            found = found and timedelta(0) <= later - earlier <= timedelta(days=node.days)
        case Every():
            found = all(holds(part, row) for part in node.of)
        case AnyOf():
            found = any(holds(part, row) for part in node.of)
        case Not():
            found = not holds(node.of, row)
        case _:
            raise TypeError(node)
    return found


def amount(node: Any, row: Row) -> float | None:
    match node:
        case Column():
            return None if row[node.name] is None else float(row[node.name])
        case Seconds():
            start = row[node.start]
            end = next((row[name] for name in node.end if row[name] is not None), None)
            return None if start is None or end is None else max(0, (end - start).total_seconds())
    raise TypeError(node)


def first_known(row: Row, columns: Iterable[str]) -> Any:
    return next((row[name] for name in columns if row[name] is not None), None)


def verdict(metric: Metric, row: Row) -> str:
    """The first of these that holds decides."""
    return next(
        name
        for name, found in (
            ("outside", not holds(metric.population, row)),
            ("unknown", _unknown(metric, row)),
            ("immature", _immature(metric, row)),
            ("success", metric.numerator is not None and holds(metric.numerator, row)),
            ("opposite", metric.opposite is not None and holds(metric.opposite, row)),
            ("counted", True),
        )
        if found
    )


def _unknown(metric: Metric, row: Row) -> bool:
    if metric.unknown is not None and holds(metric.unknown, row):
        return True
    values = [node for node in (metric.value, metric.censored_at) if node is not None]
    return bool(values) and all(amount(node, row) is None for node in values)


def _immature(metric: Metric, row: Row) -> bool:
    since = first_known(row, metric.maturity.since) if metric.maturity is not None else None
    if metric.maturity is None or since is None:
        return False
    return row[AS_OF] - since < timedelta(days=metric.maturity.days)


def in_scope(row: Row, scope: Scope, clock: Iterable[str]) -> bool:
    at = first_known(row, clock)
    if scope.since is not None and (at is None or at < scope.since):
        return False
    if scope.until is not None and (at is None or at >= scope.until):
        return False
    return all(row[column] in values for column, values in scope.choices().items())


def week_of(at: datetime | None) -> Any:
    return None if at is None else (at - timedelta(days=at.weekday())).date()


def statistics(
    metric: Metric, rows: Iterable[Row], scope: Scope, by: Sequence[str], as_of: datetime
) -> list[Statistics]:
    groups: defaultdict[tuple[Any, ...], list[Row]] = defaultdict(list)
    if not by:
        groups[()] = []
    for given in rows:
        row = {**given, AS_OF: as_of}
        if in_scope(row, scope, metric.clock) and verdict(metric, row) != "outside":
            week = week_of(first_known(row, metric.clock))
            groups[tuple(week if name == "week" else row[name] for name in by)].append(row)
    found = [_count(metric, kept, dict(zip(by, key, strict=True))) for key, kept in groups.items()]
    return sorted(found, key=lambda s: [(v is None, str(v)) for v in s.group.values()])


def _count(metric: Metric, rows: Sequence[Row], group: dict[str, Any]) -> Statistics:
    kinds = Counter(verdict(metric, row) for row in rows)
    judged = [row for row in rows if verdict(metric, row) in {"success", "opposite", "counted"}]
    points: defaultdict[float, list[int]] = defaultdict(lambda: [0, 0])
    values: list[float] = []
    for row in judged if metric.value is not None else ():
        known = amount(metric.value, row)
        value = known if known is not None else amount(metric.censored_at, row)
        assert value is not None
        if metric.kind == "duration":
            value = step_duration(duration_step(value))
        else:
            values.append(value)
        points[value][known is None] += 1
    return Statistics(
        metric=metric.name,
        n=len(judged),
        successes=kinds["success"],
        opposites=kinds["opposite"],
        total=sum(values),
        squares=sum(value * value for value in values),
        unknown=kinds["unknown"],
        immature=kinds["immature"],
        points=tuple(Point(value, *points[value]) for value in sorted(points)),
        group=group,
    )


def frictions(rows: Iterable[Row], scope: Scope, by: str) -> list[FrictionCounts]:
    groups: defaultdict[str | None, list[Row]] = defaultdict(list)
    for row in rows:
        if in_scope(row, scope, ("started_at",)) and holds(declared.BY_CUSTOMER, row):
            groups[row[by]].append(row)
    found = [_friction(key, kept) for key, kept in groups.items()]
    return sorted(found, key=lambda counts: (-counts.contacts, counts.key or ""))


def _friction(key: str | None, rows: Sequence[Row]) -> FrictionCounts:
    def where(node: Any) -> list[Row]:
        return [row for row in rows if holds(node, row)]

    def customers(kept: Iterable[Row]) -> int:
        return len({row["customer_id"] or row["conversation_id"] for row in kept})

    return FrictionCounts(
        key=key,
        contacts=len(rows),
        customers=customers(rows),
        struggling=len(where(declared.STRUGGLING)),
        struggling_customers=customers(where(declared.STRUGGLING)),
        effort=len(where(declared.EFFORT)),
        dissatisfied=len(where(declared.DISSATISFIED)),
        repeated=len(where(declared.REPEATED)),
        failure=len(where(declared.FAILURE)),
    )
