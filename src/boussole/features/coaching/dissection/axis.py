"""The geometry of the time axis: a conversation from left to right. Values in, shapes in whole pixels out.

Distances follow time, with two exceptions that the page says: messages close together are set apart so that
each can be reached, and silences that are long beside the others are cut, with their duration written.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from boussole.core.playbook.chain import LONG_WAIT, Message
from boussole.core.text import Text
from boussole.core.wording import duration

# Room for the words on the left, and for the last mark on the right.
LEFT, RIGHT, LEAST_WIDTH = 84, 28, 960
# Every mark can be reached with a finger, whatever stands beside it.
APART = 24
CUT = 56
# A silence is cut beyond so many times the usual gap, and never under ten minutes.
MANY = 4
SHORTEST_CUT = timedelta(minutes=10)
TOP, LEVEL = 26, 20
CALM = TOP + 3 * LEVEL
LANES = {"customer": CALM + 26, "agent": CALM + 58}
OTHERS = CALM + 42
CLOCK = CALM + 104
HEIGHT = CLOCK + 12
# An hour alone is short; with its day it is longer.
CLOCKS_APART, DAYS_APART = 64, 96


@dataclass(frozen=True)
class Mark:
    """A message on the axis. ``lane`` is where it stands; ``moment`` says what it carries, if anything."""

    message: Message
    x: int
    y: int
    moment: str = ""
    carries: bool = False
    turning: bool = False

    @property
    def left(self) -> int:
        """Where what answers to the pointer begins."""
        return self.x - APART // 2


@dataclass(frozen=True)
class Level:
    """A stretch of the course of tension: a box standing on the calm line, and its depth of colour."""

    x: int
    y: int
    width: int
    height: int
    level: int


@dataclass(frozen=True)
class Cut:
    """A silence that was shortened: where, and how long it was."""

    x: int
    said: Text


@dataclass(frozen=True)
class Wait:
    """A customer waiting for an answer."""

    x: int
    width: int
    y: int = OTHERS


@dataclass(frozen=True)
class Clock:
    """An instant written under the axis."""

    x: int
    at: datetime


@dataclass(frozen=True)
class Axis:
    """Everything to draw. ``dated`` is false when instants are missing: messages then stand evenly."""

    width: int
    marks: tuple[Mark, ...]
    course: tuple[Level, ...]
    cuts: tuple[Cut, ...]
    waits: tuple[Wait, ...]
    clocks: tuple[Clock, ...]
    cut_over: timedelta
    dated: bool
    several_days: bool
    height: int = HEIGHT
    calm: int = CALM
    top: int = TOP
    levels: tuple[int, ...] = field(default=(CALM - LEVEL, CALM - 2 * LEVEL, CALM - 3 * LEVEL))
    customer: int = LANES["customer"]
    agent: int = LANES["agent"]
    clock: int = CLOCK
    left: int = LEFT

    @property
    def right(self) -> int:
        """Where the axis ends."""
        return self.width - RIGHT


def axis(
    messages: Sequence[Message],
    *,
    carrying: int | None = None,
    turning: int | None = None,
    moments: dict[int, str] | None = None,
) -> Axis:
    """Lay out a conversation; ``moments`` names what a message carries, ``turning`` is the point to talk about."""
    gaps = _gaps(messages)
    cut_over = _cut_over([gap for gap in gaps if gap is not None])
    widths, cut = _widths(gaps, cut_over)
    xs = [LEFT + APART // 2]
    for width in widths:
        xs.append(xs[-1] + width)
    xs = xs[: len(messages)]
    named = moments or {}
    marks = tuple(
        Mark(
            message=one,
            x=x,
            y=LANES.get(one.role, OTHERS) if one.public else OTHERS,
            moment=named.get(one.turn, ""),
            carries=one.turn == carrying,
            turning=one.turn == turning,
        )
        for one, x in zip(messages, xs, strict=True)
    )
    width = max(LEAST_WIDTH, (xs[-1] if xs else 0) + RIGHT)
    several_days = len({one.at.date() for one in messages if one.at}) > 1
    return Axis(
        width=width,
        marks=marks,
        course=_course(marks, width - RIGHT),
        cuts=_cuts(xs, gaps, cut),
        waits=_waits(marks),
        clocks=_clocks(marks, cut, DAYS_APART if several_days else CLOCKS_APART),
        several_days=several_days,
        cut_over=cut_over,
        dated=all(one.at is not None for one in messages),
    )


def _gaps(messages: Sequence[Message]) -> list[timedelta | None]:
    """The time between messages; none where an instant is missing, and never less than nothing."""
    return [
        max(after.at - before.at, timedelta()) if before.at and after.at else None
        for before, after in pairwise(messages)
    ]


def _cut_over(gaps: Sequence[timedelta]) -> timedelta:
    if not gaps:
        return SHORTEST_CUT
    usual = median(gap.total_seconds() for gap in gaps)
    return max(timedelta(seconds=MANY * usual), SHORTEST_CUT)


def _widths(
    gaps: Sequence[timedelta | None], cut_over: timedelta
) -> tuple[list[int], Collection[int]]:
    """How wide each gap is drawn, and which are cut: the others share the room by their duration."""
    cut = {place for place, gap in enumerate(gaps) if gap is not None and gap > cut_over}
    scaled = {
        place: gap.total_seconds()
        for place, gap in enumerate(gaps)
        if gap is not None and place not in cut
    }
    room = LEAST_WIDTH - LEFT - RIGHT - APART - CUT * len(cut)
    room -= APART * (len(gaps) - len(cut) - len(scaled))
    shared = _shared(scaled, room)
    return [CUT if place in cut else shared.get(place, APART) for place in range(len(gaps))], cut


def _shared(seconds: dict[int, float], room: int) -> dict[int, int]:
    """Share the room in proportion, none getting less than ``APART``: those that would are set aside first."""
    widths: dict[int, int] = {}
    left = dict(seconds)
    while left:
        total = sum(left.values())
        scale = (room - APART * len(widths)) / total if total else 0.0
        narrow = [place for place, long in left.items() if long * scale < APART]
        if not narrow:
            return widths | {place: round(long * scale) for place, long in left.items()}
        for place in narrow:
            widths[place] = APART
            del left[place]
    return widths


def _course(marks: Sequence[Mark], end: int) -> tuple[Level, ...]:
    """Tension holds from one message to the next, and changes at each of the customer's."""
    ends = [*(mark.x for mark in marks[1:]), end]
    drawn = []
    for mark, until in zip(marks, ends, strict=True):
        tall = round(min(mark.message.tension, 3.0) * LEVEL)
        if tall:
            level = sum(mark.message.tension >= least for least in (0.5, 1.5, 2.5))
            drawn.append(Level(mark.x, CALM - tall, until - mark.x, tall, level))
    return tuple(drawn)


def _cuts(
    xs: Sequence[int], gaps: Sequence[timedelta | None], cut: Collection[int]
) -> tuple[Cut, ...]:
    return tuple(
        Cut(xs[place] + CUT // 2, duration(gap.total_seconds()))
        for place, gap in enumerate(gaps)
        if place in cut and gap is not None
    )


def _waits(marks: Sequence[Mark]) -> tuple[Wait, ...]:
    """From a customer's first message without an answer to the agent's: when it is long."""
    found = []
    asked: Mark | None = None
    for mark in marks:
        if not mark.message.public:
            continue
        if mark.message.role == "customer":
            asked = asked or mark
        elif mark.message.role == "agent" and asked:
            if _between(asked, mark) >= LONG_WAIT:
                found.append(Wait(asked.x, mark.x - asked.x))
            asked = None
    return tuple(found)


def _between(first: Mark, last: Mark) -> timedelta:
    began, ended = first.message.at, last.message.at
    return ended - began if began and ended else timedelta()


def _clocks(marks: Sequence[Mark], cut: Collection[int], apart: int) -> tuple[Clock, ...]:
    """The first instant, the one after each cut, and the last, when they do not touch."""
    places = [0, *(place + 1 for place in sorted(cut)), len(marks) - 1]
    found: list[Clock] = []
    for place in dict.fromkeys(one for one in places if 0 <= one < len(marks)):
        at = marks[place].message.at
        if at and (not found or marks[place].x - found[-1].x >= apart):
            found.append(Clock(marks[place].x, at))
    return tuple(found)
