"""When groups of answers may be shown without showing anyone: enough of them, and no difference between groups.

A group is the set of those who answered. Two groups shown that differ by one person tell what that person said, if the
others say the same again. So do three groups, added and subtracted. ``may_show`` therefore looks at the parts into which the
groups shown cut the people: everyone in a part was in the same groups, so adding and subtracting groups always leaves
whole parts. When every part holds at least ``least`` people, no computation is about fewer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import TypeVar

# Scores from five answers, comments from ten.
LEAST_ANSWERS = 5
LEAST_COMMENTS = 10
# The ends of a five-point scale are not told apart from what lies near: "all said 1" is what each said.
LOWEST, HIGHEST = 1.5, 4.5

Key = TypeVar("Key", bound=Hashable)


def smallest_part(groups: Iterable[AbstractSet[Hashable]]) -> int:
    """The number of people in the smallest part into which groups cut everyone in them; 0 without anyone."""
    kept = list(groups)
    everyone = {person for group in kept for person in group}
    parts = Counter(tuple(person in group for group in kept) for person in everyone)
    return min(parts.values(), default=0)


def may_show(
    group: AbstractSet[Hashable],
    shown: Iterable[AbstractSet[Hashable]],
    least: int = LEAST_ANSWERS,
) -> bool:
    """Whether a group's answers may be shown beside those of the groups already ``shown``."""
    return len(group) >= least and smallest_part([*shown, group]) >= least


def rounded_mean(values: Sequence[int]) -> float:
    """The mean of answers from 1 to 5, to the nearest half and never nearer the ends than 1.5 and 4.5.

    Raises ``ValueError`` without values, or when one is not on the scale.
    """
    if not values or not all(1 <= value <= 5 for value in values):  # noqa: PLR2004
        raise ValueError("a mean needs answers from 1 to 5")
    nearest = round(2 * sum(values) / len(values)) / 2
    return min(HIGHEST, max(LOWEST, nearest))


def bracket(count: int, steps: Collection[int]) -> int:
    """The highest of ``steps`` that a count reaches: what is said of it instead of the count itself."""
    return max((step for step in steps if step <= count), default=0)


def pooled(answered: Mapping[Key, int], least: int = LEAST_COMMENTS) -> frozenset[Key]:
    """The groups, by how many answered in each, whose comments may be read together without saying of which group.

    Those that are enough alone, and the smaller ones when all of them together are enough: whoever guesses that a comment comes
    from a group too small to be read by itself is still left with ``least`` people.
    """
    small = {key: count for key, count in answered.items() if count < least}
    alone = answered.keys() - small.keys()
    return frozenset(alone | small.keys() if sum(small.values()) >= least else alone)
