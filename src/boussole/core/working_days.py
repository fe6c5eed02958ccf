"""Delays told in working days: Monday to Friday.

Public holidays differ from one place to another and are counted as working days here: a delay that spans one is
lengthened by whoever sets it.
"""

from __future__ import annotations

from datetime import date, timedelta

WEEKDAYS = 5


def working_days_after(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``; ``day`` itself when ``count`` is 0. Raises ``ValueError`` below 0."""
    if count < 0:
        raise ValueError(f"a delay of {count} days: give 0 or more")
    found = day
    while count:
        found += timedelta(days=1)
        if found.weekday() < WEEKDAYS:
            count -= 1
    return found


def is_late(due: date | None, today: date) -> bool:
    """Whether the last day to answer is past; an answer on that day is in time."""
    return due is not None and today > due
