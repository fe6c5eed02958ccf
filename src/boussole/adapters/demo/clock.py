"""When people write and how long they wait, channel by channel. Local times are in Paris."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from boussole.adapters.demo.dialogues import SERVED, DemoChannel, Line

PARIS = ZoneInfo("Europe/Paris")
WEEKS = 12
OPENS, CLOSES = 8, 20
SUNDAY = 7
LONG_WAIT = 6 * 3600

_WEEKDAYS: tuple[int, ...] = (126, 112, 102, 100, 104, 48)
_WEEKDAYS_EMAIL: tuple[int, ...] = (122, 108, 100, 98, 100, 60, 42)
_HOURS: tuple[int, ...] = (5, 9, 12, 11, 7, 7, 10, 10, 9, 9, 7, 4)  # from 8 to 19
_HOURS_EMAIL: tuple[int, ...] = (2, 5, 9, 10, 9, 6, 7, 8, 8, 8, 7, 6, 6, 5, 4, 1)  # from 7 to 22


def weeks_until(until: date) -> tuple[date, ...]:
    """The Mondays of the twelve weeks that end on the Sunday ``until``."""
    if until.isoweekday() != SUNDAY:
        raise ValueError(f"the demo's weeks end on a Sunday; {until} is not one")
    last = until - timedelta(days=6)
    return tuple(last - timedelta(weeks=WEEKS - 1 - at) for at in range(WEEKS))


def week_name(monday: date) -> str:
    """The ISO week, as ``2026-W07``."""
    year, week, _ = monday.isocalendar()
    return f"{year}-W{week:02d}"


def begins(monday: date, channel: DemoChannel, chance: Random) -> datetime:
    """An instant of that week at which a contact of this channel may begin."""
    if channel == "email":
        days, hours, first = _WEEKDAYS_EMAIL, _HOURS_EMAIL, 7
    else:
        days, hours, first = _WEEKDAYS, _HOURS, OPENS
    day = chance.choices(range(len(days)), days)[0]
    hour = first + chance.choices(range(len(hours)), hours)[0]
    at = time(hour, chance.randrange(60), chance.randrange(60))
    return datetime.combine(monday + timedelta(days=day), at, PARIS).astimezone(UTC)


def instants(
    lines: Sequence[Line], channel: DemoChannel, began: datetime, chance: Random
) -> Iterator[datetime]:
    """When each line is said, in order; the first one opens the conversation."""
    at = began
    for place, line in enumerate(lines):
        if place:
            at += timedelta(seconds=_pause(lines, place, channel, chance))
            if channel == "email" and _served(line):
                at = office_hours(at, chance)
        yield at


def _served(line: Line) -> bool:
    return line.speaker in SERVED or line.speaker == "note"


def _pause(lines: Sequence[Line], place: int, channel: DemoChannel, chance: Random) -> float:
    """Seconds before a line: as written, or as this channel goes."""
    line = lines[place]
    if line.wait is not None:
        spread = 0.15 if line.wait < LONG_WAIT else 0.02
        return line.wait * chance.uniform(1 - spread, 1 + spread)
    if channel == "phone":
        return 2 + len(lines[place - 1].text) / 14
    if channel == "email":
        hours = chance.lognormvariate(1.7 if _served(line) else 1.4, 0.7)
        return min(hours, 60) * 3600
    return _chat_pause(lines, place, chance)


def _chat_pause(lines: Sequence[Line], place: int, chance: Random) -> float:
    line = lines[place]
    if line.speaker == "bot":
        return chance.uniform(1, 3)
    if not any(map(_served, lines[:place])) and (_served(line) or line.speaker == "system"):
        joined = lines[place - 1].speaker == "system"
        return 8 if joined else min(1500.0, chance.lognormvariate(4.8, 0.7))
    return chance.lognormvariate(3.9 if _served(line) else 3.7, 0.6) + len(line.text) / 12


def office_hours(at: datetime, chance: Random) -> datetime:
    """``at``, or the next opening when nobody is at work."""
    local = at.astimezone(PARIS)
    closed = local.hour >= CLOSES or local.isoweekday() == SUNDAY
    if not closed and local.hour >= OPENS:
        return at
    day = local.date() + timedelta(days=1) if closed else local.date()
    if day.isoweekday() == SUNDAY:
        day += timedelta(days=1)
    opening = datetime.combine(day, time(OPENS), PARIS).astimezone(UTC)
    return opening + timedelta(seconds=chance.uniform(300, 9000))
