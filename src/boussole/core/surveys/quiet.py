"""Hours and days in which nobody is written to, on the company's clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, model_validator

WEEK = 7


class QuietHours(BaseModel):
    """From ``start`` to ``end`` each day (over midnight when ``start`` is later), and on whole ``days`` (0 is Monday).

    ``start`` equal to ``end`` is no quiet hour. At least one day of the week must be left to write on.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: time = time(20)
    end: time = time(8)
    days: frozenset[int] = Field(default=frozenset())
    zone: str = "UTC"

    @model_validator(mode="after")
    def _some_time_is_left(self) -> Self:
        if not self.days <= set(range(WEEK)):
            raise ValueError("days are numbered from 0, Monday, to 6, Sunday")
        if len(self.days) == WEEK:
            raise ValueError("one day at least must not be quiet")
        return self

    def are_on(self, at: datetime) -> bool:
        """Whether ``at``, an aware instant, falls in quiet hours."""
        local = at.astimezone(ZoneInfo(self.zone))
        return local.weekday() in self.days or self._in_hours(local.time())

    def _in_hours(self, clock: time) -> bool:
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end

    def next_moment(self, at: datetime) -> datetime:
        """The first instant from ``at`` on, in UTC, that is not quiet: ``at`` itself when it is not."""
        if not self.are_on(at):
            return at.astimezone(UTC)
        zone = ZoneInfo(self.zone)
        first = at.astimezone(zone).date()
        for day in (first + timedelta(days=n) for n in range(WEEK + 2)):
            for clock in (time(0), self.end):
                # By way of UTC: a clock that a change of season skips becomes the instant it stands for.
                found = datetime.combine(day, clock, zone).astimezone(UTC)
                if found > at and not self.are_on(found):
                    return found
        raise ValueError("no moment of the week is left to write in")
