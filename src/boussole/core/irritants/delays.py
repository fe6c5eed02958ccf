"""Delays in working days, from Monday to Friday. Public holidays are not known: a delay that holds one is a day short."""

from __future__ import annotations

from datetime import date, timedelta

_DAY = timedelta(days=1)
_SATURDAY = 5


def working_days_after(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``; ``day`` itself when there is nothing to wait for."""
    if count < 0:
        raise ValueError(f"{count} working days: a delay is not in the past")
    found = day
    while count:
        found += _DAY
        count -= found.weekday() < _SATURDAY
    return found


def is_late(due: date | None, today: date) -> bool:
    """Whether the last day to answer is past; an answer on that day is in time."""
    return due is not None and today > due
