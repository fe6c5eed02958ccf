"""Where hard contacts concentrate, by moment, channel and reason, and how unevenly they reach people; never whom they reach.

A pattern is kept when its contacts are hard more often than the others, by the house's test for many differences (Fisher's exact test,
one-sided, Benjamini and Hochberg over everything tried; half as much again; ten hard contacts at least).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import polars as pl

from boussole.core.anonymity import LEAST_ANSWERS
from boussole.core.brief.compare import Comparison, real_differences

Part = Literal["morning", "midday", "afternoon", "evening"]
# Hours of the deployment's clock at which a part of the day begins; the night goes with the evening.
PARTS: tuple[tuple[int, Part], ...] = (
    (6, "morning"),
    (12, "midday"),
    (14, "afternoon"),
    (18, "evening"),
)
LEAST_HARD = 10
MOST = 3
# What half of the hard contacts is said to reach: a share of the people, never a number of them.
SHARES = (1 / 4, 1 / 3, 1 / 2)
FEWEST_REACHED = 2
_COLUMNS = ("weekday", "part", "channel", "family")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Contacts alike in what is not None: ``hard`` of ``contacts`` among them, of ``all_hard`` and ``all_contacts``."""

    weekday: int | None
    part: Part | None
    channel: str | None
    family: str | None
    hard: int
    contacts: int
    all_hard: int
    all_contacts: int

    @property
    def of_hard(self) -> float:
        """The share of hard contacts that it holds."""
        return self.hard / self.all_hard

    @property
    def of_contacts(self) -> float:
        """The share of all contacts that it holds."""
        return self.contacts / self.all_contacts

    @property
    def excess(self) -> float:
        """How many more hard contacts than if they were spread like the others."""
        return self.hard - self.all_hard * self.of_contacts


@dataclass(frozen=True, slots=True)
class Spread:
    """How hard contacts are shared between ``people``: Gini to a tenth, and the share of people that half of them reach, in steps.

    ``half`` is one of ``SHARES``; the largest means that they are shared evenly enough.
    """

    people: int
    gini: float
    half: float

    @property
    def uneven(self) -> bool:
        """Whether half of them reach a third of the people or fewer."""
        return self.half < SHARES[-1]


def patterns(contacts: pl.DataFrame, zone: str) -> list[Pattern]:
    """The patterns to act on, the surest first; ``contacts`` come from ``exposure.with_signs``.

    None is kept that says the same as one before it, only wider or narrower.
    """
    cells = _cells(contacts, zone)
    all_hard, all_contacts = int(cells["hard"].sum()), int(cells["contacts"].sum())
    if all_hard < LEAST_HARD:
        return []
    tried = [
        one for kept in _kept_columns() for one in _grouped(cells, kept, all_hard, all_contacts)
    ]
    by_key = {_key(one): one for one in tried}
    real = real_differences([_comparison(one) for one in tried])
    # The surest first: a wider pattern holds a few more hard contacts, and many that are not.
    ordered = [by_key[one.key] for one in sorted(real, key=lambda one: (one.p, one.key))]
    found: list[Pattern] = []
    for one in ordered:
        if len(found) < MOST and not any(_nested(one, other) for other in found):
            found.append(one)
    return found


def spread(hard: Sequence[int]) -> Spread | None:
    """How evenly people are reached; None below five people, or with fewer hard contacts than two each."""
    people, total = len(hard), sum(hard)
    if people < LEAST_ANSWERS or total < 2 * people:
        return None
    ordered = sorted(hard)
    ranks = sum(place * count for place, count in enumerate(ordered, 1))
    gini = 2 * ranks / (people * total) - (people + 1) / people
    reached, held = 0, 0
    for count in reversed(ordered):
        reached, held = reached + 1, held + count
        if 2 * held >= total:
            break
    # A share of fewer than two people would be somebody.
    sayable = (share for share in SHARES if share * people >= FEWEST_REACHED)
    half = next((share for share in sayable if reached <= share * people), SHARES[-1])
    return Spread(people, round(gini, 1), half)


def part_of(hour: int) -> Part:
    """The part of the day of an hour."""
    return next((part for begins, part in reversed(PARTS) if hour >= begins), "evening")


def _cells(contacts: pl.DataFrame, zone: str) -> pl.DataFrame:
    local = pl.col("started_at").dt.convert_time_zone(zone)
    names = {hour: part_of(hour) for hour in range(24)}
    return (
        contacts.filter(pl.col("started_at").is_not_null())
        .select(
            weekday=local.dt.weekday().cast(pl.Int64),
            part=local.dt.hour().cast(pl.Int64).replace_strict(names, return_dtype=pl.String),
            channel=pl.col("channel"),
            family=pl.col("reason").str.split(".").list.first(),
            hard=pl.col("hard").cast(pl.Int64),
        )
        .group_by(_COLUMNS)
        .agg(pl.col("hard").sum(), pl.len().cast(pl.Int64).alias("contacts"))
        .sort(_COLUMNS)
    )


def _kept_columns() -> list[tuple[str, ...]]:
    """Moments are a weekday with its part of the day, a part alone or a weekday alone; with or without a channel and a reason."""
    return [kept for size in range(1, 5) for kept in combinations(_COLUMNS, size)]


def _grouped(
    cells: pl.DataFrame, kept: tuple[str, ...], all_hard: int, all_contacts: int
) -> list[Pattern]:
    known = cells.drop_nulls(list(kept)).group_by(kept).agg(pl.col("hard", "contacts").sum())
    enough = known.filter(
        (pl.col("hard") >= LEAST_HARD) & (pl.col("contacts") < all_contacts)
    ).sort(kept)
    return [
        Pattern(
            row.get("weekday"),
            row.get("part"),
            row.get("channel"),
            row.get("family"),
            row["hard"],
            row["contacts"],
            all_hard,
            all_contacts,
        )
        for row in enough.iter_rows(named=True)
    ]


def _comparison(one: Pattern) -> Comparison:
    return Comparison(
        _key(one), one.hard, one.contacts, one.all_hard - one.hard, one.all_contacts - one.contacts
    )


def _key(one: Pattern) -> tuple[str, ...]:
    return tuple(str(value) for value in (one.weekday, one.part, one.channel, one.family))


def _nested(one: Pattern, other: Pattern) -> bool:
    """Whether one is the other with something more said of it."""
    pairs = [(getattr(one, column), getattr(other, column)) for column in _COLUMNS]
    wider = all(theirs is None or mine == theirs for mine, theirs in pairs)
    narrower = all(mine is None or mine == theirs for mine, theirs in pairs)
    return wider or narrower
