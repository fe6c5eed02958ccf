"""Metric declarations as Ibis expressions, the same for every engine that Ibis speaks to.

Expressions read a table named ``SCOPED``: the metric's table restricted to a scope by the engine,
with one more column, ``as_of``, and every instant as whole microseconds since 1970 (UTC). They
therefore depend on the declarations alone, not on the question asked, so that their SQL can be kept;
and instants are plain integers, which every engine subtracts fast and alike.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import reduce
from typing import Any

import ibis
import pyarrow as pa
from ibis.expr.types import BooleanValue, IntegerValue, NumericValue, Table

from boussole.core.metrics.conditions import (
    AS_OF,
    AnyOf,
    Column,
    Compare,
    Condition,
    Every,
    Known,
    Not,
    Seconds,
    Value,
    Within,
)
from boussole.core.metrics.declarations import SCHEMAS, Dimension, Metric
from boussole.core.metrics.declarations import Table as FactTable
from boussole.core.metrics.engine import FrictionBy, Part
from boussole.core.metrics.friction import (
    BY_CUSTOMER,
    DISSATISFIED,
    EFFORT,
    FAILURE,
    REPEATED,
    STRUGGLING,
)
from boussole.core.metrics.statistics import STEPS

SCOPED = "scoped"
SECOND = 1_000_000
DAY = 86_400 * SECOND
WEEK = 7 * DAY
# 1970-01-01 was a Thursday: the first ISO week to begin after it starts four days later.
FIRST_MONDAY = 4 * DAY

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
}


def instants(table: FactTable) -> list[str]:
    """The columns of ``table`` that are instants, which the engine gives as microseconds."""
    return [field.name for field in SCHEMAS[table] if pa.types.is_timestamp(field.type)]


def scoped_table(table: FactTable) -> Table:
    """The unbound table that expressions read."""
    schema = dict(ibis.Schema.from_pyarrow(SCHEMAS[table]).items())
    return ibis.table(
        {**schema, **dict.fromkeys(instants(table), "int64"), AS_OF: "int64"}, name=SCOPED
    )


def condition(table: Table, node: Condition) -> BooleanValue:
    """A condition as a boolean that is never null."""
    match node:
        case Compare():
            return _OPERATORS[node.operator](table[node.column], node.value).fill_null(False)
        case Known():
            return table[node.column].notnull()
        case Within():
            gap = table[node.later] - table[node.earlier]
            return gap.between(0, int(node.days * DAY)).fill_null(False)
        case Every():
            return reduce(operator.and_, (condition(table, part) for part in node.of))
        case AnyOf():
            return reduce(operator.or_, (condition(table, part) for part in node.of))
        case Not():
            return ~condition(table, node.of)


def value(table: Table, node: Value) -> NumericValue:
    """A value in its own unit; null when unknown."""
    match node:
        case Column():
            return table[node.name].cast("float64")
        case Seconds():
            end = ibis.coalesce(*(table[name] for name in node.end))
            seconds = (end - table[node.start]) / SECOND
            return ibis.ifelse(seconds < 0, 0.0, seconds)


def clock(table: Table, columns: Sequence[str]) -> IntegerValue:
    """The instant that places a row in time."""
    return ibis.coalesce(*(table[name] for name in columns))


def week_number(instant: IntegerValue) -> IntegerValue:
    """ISO weeks counted from the first Monday of 1970; the inverse is ``monday``."""
    return (instant - FIRST_MONDAY) // WEEK


def monday(week: int) -> date:
    """The Monday a ``week_number`` stands for."""
    return date(1970, 1, 5) + timedelta(weeks=week)


def dimension(table: Table, metric: Metric, name: Dimension) -> Any:
    """A column to group by; weeks are ``week_number``."""
    if name == "week":
        return week_number(clock(table, metric.clock)).name("week")
    return table[name]


class Judged:
    """What each row is for a metric: counted, unknown or not mature yet."""

    def __init__(self, table: Table, metric: Metric) -> None:
        population = condition(table, metric.population)
        unknown = condition(table, metric.unknown) if metric.unknown else ibis.literal(False)
        self.value = value(table, metric.value) if metric.value else None
        self.censored = value(table, metric.censored_at) if metric.censored_at else None
        if self.value is not None:
            nothing = self.value.isnull()
            unknown |= nothing if self.censored is None else nothing & self.censored.isnull()
        young = ibis.literal(False)
        if metric.maturity is not None:
            since = ibis.coalesce(*(table[name] for name in metric.maturity.since))
            age = table[AS_OF] - since
            young = (age < int(metric.maturity.days * DAY)).fill_null(False)
        self.unknown = population & unknown
        self.immature = population & ~unknown & young
        self.counted = population & ~unknown & ~young
        self.success = self.counted & _optional(table, metric.numerator)
        self.opposite = self.counted & _optional(table, metric.opposite)

    def part(self, part: Part) -> BooleanValue:
        """The rows behind one part of the figure."""
        return {
            "numerator": self.success,
            "rest": self.counted & ~self.success,
            "denominator": self.counted,
            "unknown": self.unknown,
            "immature": self.immature,
        }[part]


def _optional(table: Table, node: Condition | None) -> BooleanValue:
    return condition(table, node) if node is not None else ibis.literal(False)


# What a row is for a metric, as one small number; absent rows are 0.
UNKNOWN, IMMATURE, COUNTED, SUCCESS, OPPOSITE = 1, 2, 3, 4, 5


def counts(metrics: Sequence[Metric], by: Sequence[Dimension]) -> Table:
    """Metrics of one table and clock in one pass: columns ``<metric>__<what is counted>``.

    A count that the declaration cannot give (``unknown`` without an unknown condition...) is left out.
    """
    table = scoped_table(metrics[0].table)
    rows: dict[str, Any] = {}
    sums: dict[str, Any] = {}
    for metric in metrics:
        rows |= _row_columns(Judged(table, metric), metric.name)
    groups = [dimension(table, metrics[0], name) for name in by]
    judged = table.select(*groups, **rows)
    for metric in metrics:
        sums |= _sums(judged, metric)
    return judged.group_by(list(by)).aggregate(**sums) if by else judged.aggregate(**sums)


def _row_columns(judged: Judged, name: str) -> dict[str, Any]:
    kind = ibis.cases(
        (judged.unknown, UNKNOWN),
        (judged.immature, IMMATURE),
        (judged.opposite, OPPOSITE),
        (judged.success, SUCCESS),
        (judged.counted, COUNTED),
        else_=0,
    ).cast("int8")
    columns = {f"{name}__kind": kind}
    if judged.value is not None and judged.censored is None:
        columns[f"{name}__value"] = ibis.ifelse(judged.counted, judged.value, ibis.null("float64"))
    return columns


def _sums(rows: Table, metric: Metric) -> dict[str, Any]:
    kind = rows[f"{metric.name}__kind"]
    sums = {"n": _count(kind >= COUNTED)}
    if metric.numerator is not None:
        sums["successes"] = _count(kind == SUCCESS)
    if metric.opposite is not None:
        sums["opposites"] = _count(kind == OPPOSITE)
    if metric.unknown is not None or metric.value is not None:
        sums["unknown"] = _count(kind == UNKNOWN)
    if metric.maturity is not None:
        sums["immature"] = _count(kind == IMMATURE)
    if metric.kind == "mean":
        known = rows[f"{metric.name}__value"]
        sums["total"] = known.sum().fill_null(0.0)
        sums["squares"] = (known * known).sum().fill_null(0.0)
    return {f"{metric.name}__{name}": total for name, total in sums.items()}


def _count(rows: BooleanValue) -> Any:
    return rows.cast("int64").sum().fill_null(0)


def distribution(metric: Metric, by: Sequence[Dimension]) -> Table:
    """How many rows have each value (or step of duration): ``step``, ``observed``, ``censored``."""
    table = scoped_table(metric.table)
    judged = Judged(table, metric)
    if judged.value is None:
        raise ValueError(f"{metric.name} has no values to distribute")
    where = judged.value
    if judged.censored is not None:
        seconds = ibis.coalesce(judged.value, judged.censored)
        where = (STEPS * (1 + seconds / 60).ln() + 0.5).floor()
    groups = [dimension(table, metric, name) for name in by]
    return (
        table.select(*groups, step=where, counted=judged.counted, known=judged.value.notnull())
        .filter(lambda rows: rows.counted)
        .group_by([*by, "step"])
        .aggregate(
            observed=lambda rows: _count(rows.known), censored=lambda rows: _count(~rows.known)
        )
    )


def conversations_behind(metric: Metric, part: Part) -> Table:
    """The conversations behind a figure: longest first for durations, else most recent first."""
    table = scoped_table(metric.table)
    judged = Judged(table, metric)
    order = clock(table, metric.clock)
    if metric.kind == "duration" and judged.value is not None:
        order = ibis.coalesce(judged.value, judged.censored)
    return (
        table.filter(judged.part(part))
        .group_by("conversation_id")
        .aggregate(latest=order.max())
        .order_by(ibis.desc("latest", nulls_first=False), "conversation_id")
    )


def frictions(by: FrictionBy) -> Table:
    """What each step, reason or origin gave, in contacts and in distinct customers."""
    table = scoped_table("contacts")
    rows = table.filter(condition(table, BY_CUSTOMER))
    customer = ibis.coalesce(rows.customer_id, rows.conversation_id)
    struggling = condition(rows, STRUGGLING)
    return rows.group_by(by).aggregate(
        contacts=rows.count(),
        customers=customer.nunique(),
        struggling=_count(struggling),
        struggling_customers=customer.nunique(where=struggling),
        effort=_count(condition(rows, EFFORT)),
        dissatisfied=_count(condition(rows, DISSATISFIED)),
        repeated=_count(condition(rows, REPEATED)),
        failure=_count(condition(rows, FAILURE)),
    )


def totals() -> Table:
    """How many contacts and customers there are, and between which instants."""
    rows = scoped_table("contacts")
    return rows.aggregate(
        contacts=rows.count(),
        customers=ibis.coalesce(rows.customer_id, rows.conversation_id).nunique(),
        first=rows.started_at.min(),
        last=rows.started_at.max(),
        last_observed=ibis.greatest(rows.started_at.max(), rows.ended_at.max()),
    )


def answers() -> Table:
    """How many answers there are."""
    rows = scoped_table("answers")
    return rows.aggregate(answers=rows.count())


def weeks() -> Table:
    """Every week that has contacts, as ``week_number``, in order."""
    rows = scoped_table("contacts")
    dated = rows.filter(rows.started_at.notnull())
    return dated.select(week=week_number(dated.started_at)).distinct().order_by("week")
