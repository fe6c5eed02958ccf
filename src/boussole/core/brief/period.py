"""Which days a brief speaks of."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from boussole.core.brief.models import Period
from boussole.core.wording import days, week

_WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """Return the Monday of the ISO week of ``day``."""
    return day - timedelta(days=day.weekday())


def parse_week(said: str) -> date:
    """Read ``2026-W47`` or any date of the week; return its Monday.

    Raises ``ValueError`` when ``said`` is neither.
    """
    if "W" in said.upper():
        year, _, number = said.upper().replace("-", "").partition("W")
        return date.fromisocalendar(int(year), int(number), 1)
    return monday_of(date.fromisoformat(said))


def week_period(monday: date) -> Period:
    """Return the seven days from ``monday``."""
    sunday = monday + _WEEK - timedelta(days=1)
    return Period(since=monday, until=sunday, as_of=_end_of(sunday), label=week(monday))


def whole_period(first: date, last: date) -> Period:
    """Return all days of the data, for data too short or too thin for weeks."""
    return Period(since=first, until=last, as_of=_end_of(last), whole=True, label=days(first, last))


def choose_period(counts: dict[date, int], first: date, last: date, *, enough: int = 20) -> Period:
    """Choose the last complete week with at least ``enough`` conversations, or the whole span.

    ``counts`` has the number of conversations per Monday; ``first`` and ``last`` are the days of the
    first and last conversation.
    """
    complete = [
        monday
        for monday, n in sorted(counts.items())
        if n >= enough and first <= monday and monday + _WEEK - timedelta(days=1) <= last
    ]
    return week_period(complete[-1]) if complete else whole_period(first, last)


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)
