"""What makes a conversation hard for whoever answers it, and how much of that a week held.

A conversation is hard when the customer's own messages show at least one sign:

- ``strong_tension``: tension reaches 3 of 3 (``tension_peak >= STRONG``);
- ``lasting_tension``: tension is clear or more after three of the customer's messages or more
  (``|{i : t_i >= CLEAR}| >= 3``), even if it never gets to 3;
- ``recourse``: the customer announces a legal step or a public one (``public_threat >= PRESENT``);
- ``vulnerability``: the customer mentions a fragile situation, their own or a relative's (``vulnerability >= PRESENT``).

Exposure is a number of such conversations, not hours: a text does not say how long somebody worked on it. A conversation counts once,
in the week in which it began, for the agent that the source names. Weeks are those of facts, from Monday 00:00 UTC; days are those of
the deployment's clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal

import polars as pl

from boussole.core.readings.thresholds import CLEAR, PRESENT, STRONG
from boussole.core.text import Text

Sign = Literal["strong_tension", "lasting_tension", "recourse", "vulnerability"]
SIGNS: tuple[Sign, ...] = ("strong_tension", "lasting_tension", "recourse", "vulnerability")
# After so many messages of the customer, clear tension has lasted.
LASTING = 3

_WORDS: dict[Sign, Text] = {
    "strong_tension": Text(fr="insatisfaction forte", en="strong dissatisfaction"),
    "lasting_tension": Text(fr="tension qui dure", en="tension that lasts"),
    "recourse": Text(fr="recours annoncé", en="legal or public step announced"),
    "vulnerability": Text(fr="situation fragile évoquée", en="vulnerability mentioned"),
}


@dataclass(frozen=True, slots=True)
class Week:
    """One person's week: ``contacts`` in all, ``hard`` among them, the longest ``run`` of hard ones in a row, the most ``in_a_day``."""

    monday: date
    contacts: int = 0
    hard: int = 0
    run: int = 0
    in_a_day: int = 0

    @property
    def share(self) -> float:
        """The hard ones among all; 0 in a week without a conversation."""
        return self.hard / self.contacts if self.contacts else 0.0


def say_sign(sign: Sign) -> Text:
    """What the customer expressed, in words."""
    return _WORDS[sign]


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def with_signs(contacts: pl.DataFrame) -> pl.DataFrame:
    """Add a column for each sign, ``signs`` (how many are there) and ``hard`` to contacts in the shape of ``schemas.CONVERSATIONS``."""
    lasting = pl.col("tension").list.eval(pl.element() >= CLEAR).list.sum() >= LASTING
    return contacts.with_columns(
        strong_tension=pl.col("tension_peak") >= STRONG,
        lasting_tension=lasting.fill_null(value=False),
        recourse=pl.col("public_threat") >= PRESENT,
        vulnerability=pl.col("vulnerability") >= PRESENT,
    ).with_columns(
        signs=pl.sum_horizontal(*(pl.col(sign).cast(pl.Int32) for sign in SIGNS)),
        hard=pl.any_horizontal(*SIGNS),
    )


def weekly(contacts: pl.DataFrame, mondays: Sequence[date], zone: str) -> list[Week]:
    """One person's weeks, in the order of ``mondays``; ``contacts`` come from ``with_signs`` and are theirs alone.

    ``zone`` is the deployment's time zone, which says what a day is.
    """
    dated = contacts.filter(pl.col("started_at").is_not_null()).sort(
        "started_at", "conversation_id"
    )
    rows = dated.select(
        monday=pl.col("started_at").dt.truncate("1w").dt.date(),
        day=pl.col("started_at").dt.convert_time_zone(zone).dt.date(),
        hard=pl.col("hard"),
    )
    by_week: dict[date, list[tuple[date, bool]]] = {}
    for monday, day, hard in rows.iter_rows():
        by_week.setdefault(monday, []).append((day, hard))
    return [_week(monday, by_week.get(monday, [])) for monday in mondays]


def _week(monday: date, rows: Sequence[tuple[date, bool]]) -> Week:
    flags = [hard for _day, hard in rows]
    days = [day for day, hard in rows if hard]
    return Week(
        monday,
        contacts=len(rows),
        hard=sum(flags),
        run=longest_run(flags),
        in_a_day=max((days.count(day) for day in set(days)), default=0),
    )


def longest_run(flags: Iterable[bool]) -> int:
    """How many came in a row at most, one after the other in the order they began."""
    return max((len(list(same)) for hard, same in groupby(flags) if hard), default=0)
