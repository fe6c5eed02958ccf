"""The contacts an irritant causes, before and after it was fixed: whole weeks, against the other reasons.

What is compared is fixed here, not chosen by whoever looks: the eight whole weeks before the week of the fix, the six
after it, weekly contacts as a multiple of their own mean before, so that reasons of any size compare. The weeks of the
linked reasons are one unit, those of all the others another; ``core.metrics.effect`` draws weeks again and again.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import polars as pl

from boussole.core.irritants.early import EARLY_WEEKS, early_change
from boussole.core.metrics.effect import Declaration, Effect, by_week, effect
from boussole.core.metrics.intervals import Interval

BEFORE_WEEKS = 8
AFTER_WEEKS = 6
# Fewer weeks before, or fewer contacts in them, say too little of what was usual.
MINIMUM_WEEKS = 4
MINIMUM_CONTACTS = 10
# A tenth of the contacts is worth seeing.
SMALLEST_EFFECT = 0.1
WEEK = timedelta(weeks=1)
LINKED, OTHERS = "linked", "others"
NOTHING = Interval(None, None, None)

Verdict = Literal["fewer", "more", "too_small", "unclear", "not_enough"]
Why = Literal[
    "judged", "early", "no_reason", "few_weeks_before", "few_contacts", "running", "nothing_to_tell"
]
_VERDICTS: dict[str, Verdict] = {
    "improved": "fewer",
    "worsened": "more",
    "too_small": "too_small",
    "unclear": "unclear",
    "not_enough": "not_enough",
}


@dataclass(frozen=True, slots=True)
class Level:
    """``contacts`` counted over ``weeks`` whole weeks."""

    contacts: int = 0
    weeks: int = 0

    @property
    def a_week(self) -> float | None:
        """Contacts a week; none without a week."""
        return self.contacts / self.weeks if self.weeks else None


@dataclass(frozen=True, slots=True)
class ContactSaving:
    """Contacts of the linked reasons and of the others, before and after, and what may be said of the change.

    - ``change``: how much more the linked reasons changed than the others, as a share of their contacts before
      (-0.4: 40 % fewer); without others to compare with (``compared`` is false) how much they changed, which may have
      another cause;
    - ``avoided``: the same in contacts a week, above 0 when there are fewer;
    - ``ends``: the first day on which the six weeks after have gone by; before it only what is ``early`` is told: a change seen
      in the first two weeks, with an interval of 99 %.
    """

    verdict: Verdict
    why: Why
    compared: bool
    before: Level
    after: Level
    others_before: Level
    others_after: Level
    change: Interval
    avoided: Interval
    ends: date

    def hours_avoided(self, minutes_each: float) -> Interval:
        """Hours a week that the contacts avoided would have taken, at so many minutes each."""
        low, value, high = self.avoided.low, self.avoided.value, self.avoided.high
        scaled = [None if one is None else one * minutes_each / 60 for one in (value, low, high)]
        return Interval(*scaled)


def contacts_saved(
    weekly: pl.DataFrame,
    linked: Collection[str],
    *,
    fixed_on: date,
    first: date,
    until: date,
    seed: int,
    left_out: Collection[str] = (),
) -> ContactSaving:
    """Compare the contacts of the ``linked`` reasons before and after ``fixed_on``.

    ``weekly``: ``week`` (a Monday), ``reason``, ``contacts``; a week or reason that is not there had none. Whole weeks are known from
    the Monday ``first`` to the Monday ``until``, excluded. ``left_out`` are reasons that another fix touched: they are
    no comparison. Contacts without a reason are left out too.
    """
    start = _start(fixed_on)
    grid = _grid(weekly, frozenset(linked), frozenset(left_out), fixed_on, (first, until))
    levels = _levels(grid, start)
    before, _after, others_before, others_after = levels
    compared = others_before.contacts >= MINIMUM_CONTACTS and others_after.contacts > 0
    ends = start + AFTER_WEEKS * WEEK
    why = _missing(linked, before, until, ends)
    if why == "running" and (early := _early(grid, start, compared=compared)) is not None:
        verdict, change = early
        spared = _avoided(change, before.a_week or 0.0)
        return ContactSaving(verdict, "early", compared, *levels, change, spared, ends)
    if why is not None:
        return ContactSaving("not_enough", why, compared, *levels, NOTHING, NOTHING, ends)
    found = _effect(grid, before, others_before, fixed_on, until, compared=compared, seed=seed)
    verdict = _VERDICTS[found.verdict]
    if verdict == "not_enough":
        # Everything else was looked at: the weeks do not differ at all, or hardly.
        return ContactSaving(verdict, "nothing_to_tell", compared, *levels, NOTHING, NOTHING, ends)
    avoided = _avoided(found.difference, before.a_week or 0.0)
    return ContactSaving(verdict, "judged", compared, *levels, found.difference, avoided, ends)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _start(fixed_on: date) -> date:
    """The first whole week after the fix; that of a fix on a Monday is whole."""
    monday = _monday(fixed_on)
    return monday if monday == fixed_on else monday + WEEK


def _grid(
    weekly: pl.DataFrame,
    linked: frozenset[str],
    left_out: frozenset[str],
    fixed_on: date,
    known: tuple[date, date],
) -> pl.DataFrame:
    """``unit``, ``week``, ``contacts`` of every whole week of the windows, those without a contact too."""
    start, (first, until) = _start(fixed_on), known
    weeks = [
        week
        for at in range(-BEFORE_WEEKS, AFTER_WEEKS)
        if first <= (week := _window_week(start, fixed_on, at)) < until
    ]
    unit = (
        pl.when(pl.col("reason").is_in(list(linked))).then(pl.lit(LINKED)).otherwise(pl.lit(OTHERS))
    )
    kept = pl.col("reason").is_not_null() & ~pl.col("reason").is_in(list(left_out - linked))
    counted = (
        weekly.filter(kept)
        .with_columns(pl.col("week").cast(pl.Date), unit=unit)
        .group_by("unit", "week")
        .agg(pl.col("contacts").sum().cast(pl.Int64))
    )
    every = pl.DataFrame({"unit": [LINKED, OTHERS]}).join(
        pl.DataFrame({"week": weeks}, schema={"week": pl.Date}), how="cross"
    )
    grid = every.join(counted, on=["unit", "week"], how="left")
    return grid.with_columns(pl.col("contacts").fill_null(0)).sort("unit", "week")


def _window_week(start: date, fixed_on: date, at: int) -> date:
    """The Monday of one week of the windows; the week of the fix itself is on neither side."""
    return start + at * WEEK if at >= 0 else _monday(fixed_on) + at * WEEK


def _levels(grid: pl.DataFrame, start: date) -> tuple[Level, Level, Level, Level]:
    def level(unit: str, *, later: bool) -> Level:
        side = pl.col("week") >= start if later else pl.col("week") < start
        part = grid.filter((pl.col("unit") == unit) & side)
        return Level(int(part["contacts"].sum()), part.height)

    return (
        level(LINKED, later=False),
        level(LINKED, later=True),
        level(OTHERS, later=False),
        level(OTHERS, later=True),
    )


def _missing(linked: Collection[str], before: Level, until: date, ends: date) -> Why | None:
    if not linked:
        return "no_reason"
    if before.weeks < MINIMUM_WEEKS:
        return "few_weeks_before"
    if before.contacts < MINIMUM_CONTACTS:
        return "few_contacts"
    return "running" if until < ends else None


def _early(grid: pl.DataFrame, start: date, *, compared: bool) -> tuple[Verdict, Interval] | None:
    """What the first two weeks say when chance can hardly have done it; None when they say nothing."""

    def weeks(unit: str, *, later: bool) -> list[int]:
        side = pl.col("week") >= start if later else pl.col("week") < start
        return grid.filter((pl.col("unit") == unit) & side)["contacts"].to_list()

    def both(unit: str) -> tuple[list[int], list[int]]:
        return weeks(unit, later=False), weeks(unit, later=True)[:EARLY_WEEKS]

    linked = both(LINKED)
    if len(linked[1]) < EARLY_WEEKS:
        return None
    change = early_change(linked, both(OTHERS) if compared else None)
    if change.low is None or change.high is None or change.low <= 0 <= change.high:
        return None
    return ("fewer" if change.high < 0 else "more"), change


def _effect(
    grid: pl.DataFrame,
    before: Level,
    others: Level,
    fixed_on: date,
    until: date,
    *,
    compared: bool,
    seed: int,
) -> Effect:
    start = _start(fixed_on)
    declared = Declaration(
        subject="metric",
        key="contacts",
        scale="number",
        direction="lower",
        declared_on=fixed_on,
        start=start,
        # One week more reaches over the week of the fix, which has no row.
        before_weeks=BEFORE_WEEKS + 1,
        after_weeks=AFTER_WEEKS,
        smallest_effect=SMALLEST_EFFECT,
        comparison="never_treated" if compared else "none",
    )
    usual = (
        pl.when(pl.col("unit") == LINKED).then(before.a_week or 1.0).otherwise(others.a_week or 1.0)
    )
    rows = grid if compared else grid.filter(pl.col("unit") == LINKED)
    observed = rows.select("unit", at="week", outcome=pl.col("contacts") / usual)
    return effect(declared, by_week(observed), {LINKED: start}, as_of=until, seed=seed)


def _avoided(change: Interval, usual: float) -> Interval:
    if change.value is None or change.low is None or change.high is None:
        raise ValueError("only a change with an interval was judged")
    return Interval(-change.value * usual, -change.high * usual, -change.low * usual)
