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
    """A condition as a boolean that is true when it holds, and false or null when it does not.

    Null is made false only where it matters, under ``Not``: that is what keeps the logic of
    ``core.metrics.conditions`` two-valued, and it spares engines a check on every comparison.
    """
    match node:
        case Compare():
            return _OPERATORS[node.operator](table[node.column], node.value)
        case Known():
            return table[node.column].notnull()
        case Within():
            return (table[node.later] - table[node.earlier]).between(0, int(node.days * DAY))
        case Every():
            return reduce(operator.and_, (condition(table, part) for part in node.of))
        case AnyOf():
            return reduce(operator.or_, (condition(table, part) for part in node.of))
        case Not():
            return ~condition(table, node.of).fill_null(False)


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


# What a row is for a metric, as one small number; a row outside the population is 0.
UNKNOWN, IMMATURE, COUNTED, SUCCESS, OPPOSITE = 1, 2, 3, 4, 5
PARTS: dict[Part, tuple[int, ...]] = {
    "numerator": (SUCCESS,),
    "rest": (COUNTED, OPPOSITE),
    "denominator": (COUNTED, SUCCESS, OPPOSITE),
    "unknown": (UNKNOWN,),
    "immature": (IMMATURE,),
}


def judged(table: Table, metric: Metric) -> IntegerValue:
    """What each row is for a metric: the first of these that holds."""
    branches: list[tuple[Any, Any]] = [(~condition(table, metric.population).fill_null(False), 0)]
    if metric.unknown is not None:
        branches.append((condition(table, metric.unknown), UNKNOWN))
    if metric.value is not None:
        nothing = value(table, metric.value).isnull()
        if metric.censored_at is not None:
            nothing &= value(table, metric.censored_at).isnull()
        branches.append((nothing, UNKNOWN))
    if metric.maturity is not None:
        age = table[AS_OF] - clock(table, metric.maturity.since)
        branches.append((age < int(metric.maturity.days * DAY), IMMATURE))
    if metric.numerator is not None:
        branches.append((condition(table, metric.numerator), SUCCESS))
    if metric.opposite is not None:
        branches.append((condition(table, metric.opposite), OPPOSITE))
    return ibis.cases(*branches, else_=COUNTED).cast("int8")


def counts(metrics: Sequence[Metric], by: Sequence[Dimension]) -> Table:
    """Metrics without values, of one table and clock, in one pass: columns ``<metric>__<count>``.

    A count that the declaration cannot give (``unknown`` without an unknown condition...) is left out.
    """
    table = scoped_table(metrics[0].table)
    rows: dict[str, Any] = {}
    sums: dict[str, Any] = {}
    for metric in metrics:
        rows[f"{metric.name}__kind"] = judged(table, metric)
    groups = [dimension(table, metrics[0], name) for name in by]
    sorted_out = table.select(*groups, **rows)
    for metric in metrics:
        sums |= _sums(sorted_out, metric)
    return sorted_out.group_by(list(by)).aggregate(**sums) if by else sorted_out.aggregate(**sums)


def _sums(rows: Table, metric: Metric) -> dict[str, Any]:
    kind = rows[f"{metric.name}__kind"]
    sums = {"n": rows.count(where=kind >= COUNTED)}
    if metric.numerator is not None:
        sums["successes"] = rows.count(where=kind == SUCCESS)
    if metric.opposite is not None:
        sums["opposites"] = rows.count(where=kind == OPPOSITE)
    if metric.unknown is not None:
        sums["unknown"] = rows.count(where=kind == UNKNOWN)
    if metric.maturity is not None:
        sums["immature"] = rows.count(where=kind == IMMATURE)
    return {f"{metric.name}__{name}": total for name, total in sums.items()}


def distribution(metric: Metric, by: Sequence[Dimension]) -> Table:
    """How many rows have each value (or step of duration), in one pass with those set apart.

    Columns ``step``, ``observed``, ``censored``, ``unknown``, ``immature``; rows that are not judged
    have a null step.
    """
    if metric.value is None:
        raise ValueError(f"{metric.name} has no values to distribute")
    table = scoped_table(metric.table)
    known = value(table, metric.value)
    where = known
    if metric.censored_at is not None:
        seconds = ibis.coalesce(known, value(table, metric.censored_at))
        where = (STEPS * (1 + seconds / 60).ln() + 0.5).floor()
    groups = [dimension(table, metric, name) for name in by]
    rows = table.select(
        *groups, kind=judged(table, metric), where=where.cast("float64"), known=known.notnull()
    ).filter(lambda r: r.kind > 0)
    stepped = rows.mutate(step=ibis.ifelse(rows.kind >= COUNTED, rows.where, ibis.null("float64")))
    return (
        stepped.group_by([*by, "step"])
        .aggregate(
            observed=lambda r: r.count(where=(r.kind >= COUNTED) & r.known),
            censored=lambda r: r.count(where=(r.kind >= COUNTED) & ~r.known),
            unknown=lambda r: r.count(where=r.kind == UNKNOWN),
            immature=lambda r: r.count(where=r.kind == IMMATURE),
        )
        .order_by("step")
    )


def conversations_behind(metric: Metric, part: Part) -> Table:
    """The conversations behind a figure: longest first for durations, else most recent first."""
    table = scoped_table(metric.table)
    order: Any = clock(table, metric.clock)
    if metric.kind == "duration" and metric.value is not None and metric.censored_at is not None:
        order = ibis.coalesce(value(table, metric.value), value(table, metric.censored_at))
    return (
        table.filter(judged(table, metric).isin(PARTS[part]))
        .select("conversation_id", latest=order)
        .group_by("conversation_id")
        .aggregate(latest=lambda rows: rows.latest.max())
        .order_by(ibis.desc("latest", nulls_first=False), "conversation_id")
    )


def frictions(by: FrictionBy) -> Table:
    """What each step, reason or origin gave, in contacts and in distinct customers."""
    table = scoped_table("contacts")
    rows = table.filter(condition(table, BY_CUSTOMER))
    customers = (
        rows.select(
            by,
            customer=ibis.coalesce(rows.customer_id, rows.conversation_id),
            struggling=_flag(rows, STRUGGLING),
            effort=_flag(rows, EFFORT),
            dissatisfied=_flag(rows, DISSATISFIED),
            repeated=_flag(rows, REPEATED),
            failure=_flag(rows, FAILURE),
        )
        .group_by([by, "customer"])
        .aggregate(contacts=lambda r: r.count(), **{name: _sum_of(name) for name in _FLAGS})
    )
    return customers.group_by(by).aggregate(
        contacts=customers.contacts.sum(),
        customers=customers.count(),
        struggling_customers=customers.count(where=customers.struggling > 0),
        **{name: customers[name].sum() for name in _FLAGS},
    )


_FLAGS = ("struggling", "effort", "dissatisfied", "repeated", "failure")


def _flag(table: Table, node: Condition) -> IntegerValue:
    return condition(table, node).fill_null(False).cast("int32")


def _sum_of(name: str) -> Callable[[Table], Any]:
    return lambda rows: rows[name].sum()


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
