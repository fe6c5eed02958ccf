"""A small language of conditions and values over the columns of facts.

A metric says what it counts with these nodes; each engine compiles them to its own expressions, so
that no metric is ever written in SQL. The logic has two values: a comparison with an unknown (null)
column is false, and ``Not`` of it is true. Engines must hold to that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Operator = Literal["eq", "ne", "lt", "le", "gt", "ge"]


class Node(BaseModel):
    """A frozen piece of a condition."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Compare(Node):
    """``column operator value``; false when the column is null."""

    kind: Literal["compare"] = "compare"
    column: str
    operator: Operator
    value: bool | int | float | str


class Known(Node):
    """The column is not null."""

    kind: Literal["known"] = "known"
    column: str


class Within(Node):
    """``later`` comes at or after ``earlier``, by at most ``days``; false when either is null."""

    kind: Literal["within"] = "within"
    earlier: str
    later: str
    days: float = Field(gt=0)


class Every(Node):
    """All of these hold."""

    kind: Literal["every"] = "every"
    of: tuple[Condition, ...] = Field(min_length=1)


class AnyOf(Node):
    """At least one of these holds."""

    kind: Literal["any"] = "any"
    of: tuple[Condition, ...] = Field(min_length=1)


class Not(Node):
    """The condition does not hold."""

    kind: Literal["not"] = "not"
    of: Condition


Condition = Annotated[
    Compare | Known | Within | Every | AnyOf | Not,
    Field(discriminator="kind"),
]


class Column(Node):
    """The value of a numeric column."""

    kind: Literal["column"] = "column"
    name: str


AS_OF = "as_of"


class Seconds(Node):
    """Seconds from ``start`` to the first known of ``end``; never negative, null when unknown.

    ``AS_OF`` among ``end`` is the instant the question is asked at, not a column.
    """

    kind: Literal["seconds"] = "seconds"
    start: str
    end: tuple[str, ...] = Field(min_length=1)


Value = Annotated[Column | Seconds, Field(discriminator="kind")]

for _node in (Every, AnyOf, Not):
    _node.model_rebuild()


def is_true(column: str) -> Compare:
    """The boolean column is known and true."""
    return Compare(column=column, operator="eq", value=True)


def equals(column: str, value: str | float) -> Compare:
    """The column is known and equal to ``value``."""
    return Compare(column=column, operator="eq", value=value)


def at_least(column: str, value: float) -> Compare:
    """The column is known and at least ``value``."""
    return Compare(column=column, operator="ge", value=value)


def at_most(column: str, value: float) -> Compare:
    """The column is known and at most ``value``."""
    return Compare(column=column, operator="le", value=value)


def every(*conditions: Condition) -> Every:
    """All of ``conditions`` hold."""
    return Every(of=conditions)


def any_of(*conditions: Condition) -> AnyOf:
    """At least one of ``conditions`` holds."""
    return AnyOf(of=conditions)


def missing(column: str) -> Not:
    """The column is null."""
    return Not(of=Known(column=column))


def columns_of(node: Condition | Value) -> Iterator[str]:
    """Every column a condition or a value reads."""
    match node:
        case Compare() | Known():
            yield node.column
        case Within():
            yield from (node.earlier, node.later)
        case Every() | AnyOf():
            for part in node.of:
                yield from columns_of(part)
        case Not():
            yield from columns_of(node.of)
        case Column():
            yield node.name
        case Seconds():
            yield node.start
            yield from (end for end in node.end if end != AS_OF)
