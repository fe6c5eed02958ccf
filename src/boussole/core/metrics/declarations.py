"""What a metric is: a declaration that every engine answers the same way."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field, model_validator

from boussole.core import schemas
from boussole.core.metrics.conditions import (
    Compare,
    Condition,
    Value,
    any_of,
    at_least,
    columns_of,
    equals,
    every,
)
from boussole.core.text import Text

Kind = Literal["share", "score", "mean", "duration", "count"]
Table = Literal["contacts", "answers"]
Direction = Literal["higher", "lower", "neutral"]
Unit = Literal["share", "score", "points", "seconds", "contacts"]
IntervalMethod = Literal["wilson", "adjusted_wald", "quantile", "t", "bootstrap", "none"]
Dimension = Literal["week", "team", "channel", "reason", "step", "origin", "demand", "lang"]

# A person is never a dimension: figures by agent would make a ranking. A scope may name one agent.
DIMENSIONS: tuple[Dimension, ...] = (
    "week",
    "team",
    "channel",
    "reason",
    "step",
    "origin",
    "demand",
    "lang",
)
SCHEMAS: dict[Table, pa.Schema] = {"contacts": schemas.CONTACTS, "answers": schemas.ANSWERS}


class Scale(BaseModel):
    """An answer scale and the lowest point that counts as favourable.

    ``points`` is the number of points offered: 2 is the source's own good (1) or bad (0).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    points: int = Field(ge=2)
    favourable_from: float


class Maturity(BaseModel):
    """A row is judged only once ``days`` have passed since the first known of ``since``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: tuple[str, ...] = ("ended_at", "started_at")
    days: float = Field(gt=0)


class Metric(BaseModel):
    """One indicator, defined once.

    Rows of ``table`` that meet ``population`` are counted, except those that meet ``unknown`` (shown
    apart, never dropped) and those not mature yet (shown apart, never taken for successes).

    - ``share``: rows meeting ``numerator`` among those counted, 0 to 1;
    - ``score``: 100 x (numerator - ``opposite``) / counted, -100 to 100;
    - ``mean``: the mean of ``value``;
    - ``duration``: the median (and P90) of ``value`` in seconds; rows without it are censored at
      ``censored_at``;
    - ``count``: the number of rows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    version: int = Field(default=1, ge=1)
    valid_from: date = date(2025, 1, 1)
    kind: Kind
    table: Table
    population: Condition
    unknown: Condition | None = None
    numerator: Condition | None = None
    opposite: Condition | None = None
    value: Value | None = None
    censored_at: Value | None = None
    scales: tuple[Scale, ...] = ()
    direction: Direction
    unit: Unit
    clock: tuple[str, ...] = ("started_at",)
    maturity: Maturity | None = None
    interval: IntervalMethod
    minimum_n: int = Field(default=10, ge=1)
    dimensions: tuple[Dimension, ...] = DIMENSIONS
    label: Text
    description: Text
    reading: Text

    @model_validator(mode="after")
    def _parts_fit_the_kind(self) -> Self:
        needs = {
            "share": {"numerator"},
            "score": {"numerator", "opposite"},
            "mean": {"value"},
            "duration": {"value", "censored_at"},
            "count": set[str](),
        }[self.kind]
        given = {
            part
            for part in ("numerator", "opposite", "value", "censored_at")
            if getattr(self, part) is not None
        }
        if needs != given:
            raise ValueError(
                f"{self.name}: a {self.kind} needs {sorted(needs)}, not {sorted(given)}"
            )
        return self

    @model_validator(mode="after")
    def _columns_exist(self) -> Self:
        known = set(SCHEMAS[self.table].names)
        unknown = sorted(self.columns - known)
        if unknown:
            raise ValueError(f"{self.name}: {self.table} has no column {', '.join(unknown)}")
        return self

    @property
    def columns(self) -> frozenset[str]:
        """Every column of the table this metric reads."""
        parts = (self.population, self.unknown, self.numerator, self.opposite)
        read = {column for part in parts if part is not None for column in columns_of(part)}
        for value in (self.value, self.censored_at):
            read |= set(columns_of(value)) if value is not None else set()
        return frozenset(read | set(self.clock) | set(self.maturity.since if self.maturity else ()))


def favourable(scales: tuple[Scale, ...]) -> Condition:
    """The answer reaches its own scale's favourable points."""
    return any_of(
        *(
            every(equals("scale", scale.points), at_least("value", scale.favourable_from))
            for scale in scales
        )
    )


def off_scale(scales: tuple[Scale, ...]) -> Condition:
    """The answer's scale has no declared reading."""
    return every(*(Compare(column="scale", operator="ne", value=scale.points) for scale in scales))
