"""Hours lost each week, as people told them: what was not said is a number of people, never a guess.

A person says how often they meet an irritant and how many minutes it takes each time, or says neither. Hours are those
of the people who told enough to know; the others are counted beside them. After the fix, only people who told both
before and now are compared: the same ones on both sides.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Who = TypeVar("Who", bound=Hashable)
Key = TypeVar("Key", bound=Hashable)
MINUTES_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Burden:
    """What one person says an irritant takes: times a week, and minutes each time; ``None`` is not told."""

    times_a_week: float | None = None
    minutes: float | None = None

    @property
    def hours(self) -> float | None:
        """Hours a week; none when it is not known. Never meeting it, or its taking no time, is enough to know: 0."""
        if 0 in (self.times_a_week, self.minutes):
            return 0.0
        if self.times_a_week is None or self.minutes is None:
            return None
        return self.times_a_week * self.minutes / MINUTES_AN_HOUR


@dataclass(frozen=True, slots=True)
class Cost:
    """Hours lost a week by the ``told`` people who said enough to know; ``unknown`` others meet it too."""

    hours: float = 0.0
    told: int = 0
    unknown: int = 0

    @property
    def people(self) -> int:
        """Everyone who meets it."""
        return self.told + self.unknown


@dataclass(frozen=True, slots=True)
class Declared(Generic[Who]):
    """What one person told before the fix, and now; ``now`` is none while they have not said."""

    who: Who
    before: Burden
    now: Burden | None = None


@dataclass(frozen=True, slots=True)
class Saving:
    """Hours a week before and now, over the ``compared`` people who told both.

    ``silent`` have not said what it costs now; ``unmatched`` have, without a figure on one of the two sides. Together
    they are everyone who met the irritant.
    """

    before: float
    now: float
    compared: int
    silent: int
    unmatched: int

    @property
    def saved(self) -> float:
        """Hours a week saved over the people compared; below 0 when it got worse."""
        return self.before - self.now

    @property
    def people(self) -> int:
        """Everyone who met it."""
        return self.compared + self.silent + self.unmatched


def one_each(declared: Iterable[Declared[Who]]) -> list[Declared[Who]]:
    """Count each person once, however many irritants that were merged they had said: the best known, then the latest.

    ``declared`` comes from the oldest to the latest. What they say now is known better than what they said before.
    """
    kept: dict[Who, Declared[Who]] = {}
    for one in declared:
        other = kept.get(one.who)
        if other is None or _known(one) >= _known(other):
            kept[one.who] = one
    return list(kept.values())


def _known(one: Declared[Who]) -> tuple[bool, bool]:
    return one.now is not None, one.before.hours is not None


def cost(burdens: Iterable[Burden]) -> Cost:
    """Add up what people told; whoever did not tell enough to know is counted apart."""
    hours = [one.hours for one in burdens]
    told = [one for one in hours if one is not None]
    return Cost(sum(told), len(told), len(hours) - len(told))


def saving(declared: Iterable[Declared[Who]]) -> Saving:
    """Compare before with now over the people who told both."""
    before = now = 0.0
    compared = silent = unmatched = 0
    for one in declared:
        if one.now is None:
            silent += 1
        elif one.before.hours is None or one.now.hours is None:
            unmatched += 1
        else:
            before, now, compared = before + one.before.hours, now + one.now.hours, compared + 1
    return Saving(before, now, compared, silent, unmatched)


def ranked(costs: Sequence[tuple[Key, Cost, int]]) -> list[Key]:
    """Order irritants, given with their cost and the contacts of their reasons: hours, then contacts, then people."""
    found = sorted(costs, key=lambda one: (-one[1].hours, -one[2], -one[1].people))
    return [key for key, _cost, _contacts in found]
