"""What is declared before an improvement or a coaching starts, and is not changed afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from boussole.core.metrics.engine import MetricError

Subject = Literal["metric", "act", "signal"]
Scale = Literal["share", "number"]
Comparison = Literal["never_treated", "not_yet_treated", "none"]
StopRule = Literal["at_end", "when_enough"]


class EffectError(MetricError):
    """The observations or the starts do not fit what was declared; the message says how to mend it."""


class Declaration(BaseModel):
    """What will be looked at, where, for how long, and what would be worth seeing.

    - ``subject`` and ``key``: the metric, act or signal; ``scale`` of its outcome: 0 or 1, or a number;
    - ``start``: the first day anyone starts; each unit has its own start, then or later;
    - ``before_weeks`` and ``after_weeks``: the windows around the start of each unit;
    - ``smallest_effect``: the smallest difference worth seeing, on the outcome's scale, above 0;
    - ``comparison``: units that never start; those and the ones that have not started yet; or none;
    - ``stop``: read once at the end of the windows, or as soon as the planned conversations are there,
      a number that does not look at the result;
    - ``bad_spell``: the units were chosen because of bad weeks, hence better ones were to be expected.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: Subject
    key: str = Field(min_length=1)
    scale: Scale = "share"
    direction: Literal["higher", "lower"]
    declared_on: date
    start: date
    before_weeks: int = Field(default=8, ge=1, le=52)
    after_weeks: int = Field(default=8, ge=1, le=52)
    smallest_effect: float = Field(gt=0, allow_inf_nan=False)
    comparison: Comparison
    stop: StopRule = "at_end"
    bad_spell: bool = False

    @model_validator(mode="after")
    def _is_declared_first(self) -> Self:
        if self.start < self.declared_on:
            raise ValueError(
                f"it starts on {self.start}, before being declared on {self.declared_on}; declare a later start"
            )
        if self.scale == "share" and self.smallest_effect >= 1:
            raise ValueError("the smallest effect on a share is below 1: 0.05 is five points")
        return self

    def ends(self, starts: Mapping[str, date]) -> date:
        """The first day on which the windows of every unit have gone by."""
        return max(starts.values()) + timedelta(weeks=self.after_weeks)

    def check(self, starts: Mapping[str, date]) -> None:
        """Refuse starts that the declaration does not cover."""
        if not starts:
            raise EffectError("no unit starts; give the start of one at least")
        early = sorted(unit for unit, on in starts.items() if on < self.start)
        if early:
            raise EffectError(
                f"{', '.join(early)}: starts before {self.start}, the declared start; leave them out"
            )
