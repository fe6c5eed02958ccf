"""What a person asks a list for: parsed from an address, written back to one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from boussole.core.conversations import CHANNELS
from boussole.core.playbook.conditions import KEY
from boussole.core.signals import CUSTOMER_NAMES

Sort = Literal["newest", "oldest", "tension"]
SORTS: tuple[Sort, ...] = get_args(Sort)
WEEKS = {"1w": 1, "4w": 4, "12w": 12}

# A step of the journey and a reason are asked for in one place: steps are written with this mark.
STEP_MARK = "step:"
TEAM_DIGITS = 12


@dataclass(frozen=True)
class Filter:
    """A question asked of a list. Every field left empty asks nothing.

    ``period`` is a key of ``WEEKS``, or two dates as ``2026-03-02..2026-03-08``, both included.
    ``about`` is a reason's key, a family's, or a step's after ``STEP_MARK``. ``team`` is a team's id,
    ``situation`` the key of a rule.
    """

    words: str = ""
    about: str = ""
    period: str = ""
    team: int | None = None
    expressing: str = ""
    situation: str = ""
    channel: str = ""
    sort: Sort = "newest"

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> Filter:
        """Read an address; what is not understood is left out, so that an old link still opens."""
        team = asked.get("team", "")
        return cls(
            words=" ".join(asked.get("search", "").split())[:200],
            about=asked.get("about", "")[:110],
            period=_known_period(asked.get("period", "")),
            team=int(team) if team.isdecimal() and len(team) < TEAM_DIGITS else None,
            expressing=_one_of(asked.get("expressing", ""), CUSTOMER_NAMES),
            situation=_rule(asked.get("situation", "")),
            channel=_one_of(asked.get("channel", ""), CHANNELS),
            sort=next((sort for sort in SORTS if sort == asked.get("sort")), "newest"),
        )

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for, in whatever order."""
        return replace(self, sort="newest") == Filter()

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the address that asks this."""
        said = {
            "search": self.words,
            "about": self.about,
            "period": self.period,
            "team": "" if self.team is None else str(self.team),
            "expressing": self.expressing,
            "situation": self.situation,
            "channel": self.channel,
            "sort": "" if self.sort == "newest" else self.sort,
        }
        return [(name, value) for name, value in said.items() if value]

    def query(self, **more: int | None) -> str:
        """Write the address that asks this, with ``more`` parameters."""
        others = [(name, str(value)) for name, value in more.items() if value is not None]
        return urlencode([*self.pairs(), *others])

    def between(self, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
        """The instants the period begins at and ends before, or ``None`` for all of time."""
        if self.period in WEEKS:
            return now - timedelta(weeks=WEEKS[self.period]), now + timedelta(days=1)
        days = period_days(self.period)
        if days is None:
            return None
        first, last = days
        return _midnight(first, zone), _midnight(last + timedelta(days=1), zone)


def period_days(period: str) -> tuple[date, date] | None:
    """The two dates a period is written with, or ``None`` when it is not written so."""
    first, mark, last = period.partition("..")
    if not mark:
        return None
    try:
        found = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    return found if date(1990, 1, 1) <= found[0] <= found[1] <= date(2200, 1, 1) else None


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone).astimezone(UTC)


def _known_period(period: str) -> str:
    return period if period in WEEKS or period_days(period) else ""


def _rule(value: str) -> str:
    """A rule is asked for by its key; a company has its own, so that any well-formed key is understood."""
    return value if re.fullmatch(KEY, value) else ""


def _one_of(value: str, known: tuple[str, ...]) -> str:
    return value if value in known else ""
