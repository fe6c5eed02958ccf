"""The port every engine answers through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, field_validator

from boussole.core.metrics.declarations import Dimension, Metric
from boussole.core.metrics.statistics import Statistics

Part = Literal["numerator", "rest", "denominator", "unknown", "immature"]
FrictionBy = Literal["step", "reason", "origin"]
Choice = str | tuple[str, ...] | None


class MetricError(Exception):
    """Something asked of a metric that it does not answer."""


class DimensionNotAllowedError(MetricError):
    """The metric may not be cut this way."""


class FactsMissingError(MetricError):
    """The engine has no facts to read."""


class Scope(BaseModel):
    """Which contacts a question is about.

    ``since`` is included and ``until`` excluded; both are instants compared with the metric's own
    clock. Every other field is one value, a tuple of values (any of them; an empty tuple is
    nothing), or ``None`` for all.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    since: datetime | None = None
    until: datetime | None = None
    team: Choice = None
    agent: Choice = None
    channel: Choice = None
    reason: Choice = None
    step: Choice = None
    origin: Choice = None
    demand: Choice = None
    lang: Choice = None

    @field_validator("since", "until")
    @classmethod
    def _aware(cls, value: datetime | None) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value

    def choices(self) -> dict[str, tuple[str, ...]]:
        """The columns this scope restricts, each with the values it keeps."""
        columns = {
            "team": self.team,
            "agent_id": self.agent,
            "channel": self.channel,
            "reason": self.reason,
            "step": self.step,
            "origin": self.origin,
            "demand": self.demand,
            "lang": self.lang,
        }
        return {
            column: (choice,) if isinstance(choice, str) else choice
            for column, choice in columns.items()
            if choice is not None
        }


@dataclass(frozen=True, slots=True)
class FrictionCounts:
    """What one step, reason or origin gave in a scope.

    ``struggling`` counts contacts where the customer expressed effort, was clearly dissatisfied (2 or
    more of 3) or had already come for the same reason within 7 days; ``struggling_customers`` the
    distinct customers behind them (a contact without a customer is its own).
    """

    key: str | None
    contacts: int
    customers: int
    struggling: int
    struggling_customers: int
    effort: int
    dissatisfied: int
    repeated: int
    failure: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How much there is in a scope, and between which instants."""

    contacts: int
    customers: int
    answers: int
    first: datetime | None
    last: datetime | None
    last_observed: datetime | None


class Engine(Protocol):
    """Answers metric declarations over facts. Weeks are ISO weeks from Monday 00:00 UTC."""

    def statistics(
        self, metric: Metric, scope: Scope, by: Sequence[Dimension] = (), *, as_of: datetime
    ) -> list[Statistics]:
        """One ``Statistics`` per group that has rows, ordered by group; without ``by``, exactly one.

        Raises ``DimensionNotAllowedError`` when the metric may not be cut by one of ``by``.
        """
        ...

    def statistics_many(
        self,
        metrics: Sequence[Metric],
        scope: Scope,
        by: Sequence[Dimension] = (),
        *,
        as_of: datetime,
    ) -> dict[str, list[Statistics]]:
        """The same for several metrics, in as few passes over the facts as the engine can."""
        ...

    def conversation_ids(
        self,
        metric: Metric,
        scope: Scope,
        part: Part = "numerator",
        *,
        as_of: datetime,
        limit: int = 500,
    ) -> list[str]:
        """The conversations behind a figure, most recent first (longest first for durations).

        ``rest`` is the denominator without the numerator.
        """
        ...

    def frictions(self, scope: Scope, by: FrictionBy = "reason") -> list[FrictionCounts]:
        """What each step, reason or origin gave; rows where it is unknown come under ``None``."""
        ...

    def totals(self, scope: Scope) -> Totals:
        """How much there is."""
        ...

    def weeks(self, scope: Scope) -> list[date]:
        """The Mondays of every week that has contacts, in order."""
        ...
