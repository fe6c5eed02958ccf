"""Which figures are published of a group: sums of its parts, each held away from the ends.

A part is a published group less the published groups under it: what subtraction inside a wave comes down to. Each part's sum
is held within 1.5 and 4.5 a head and its favourable answers within one and all but one; a group is the sum of its parts. So
no addition or subtraction of published figures says that a whole part answered 1, or 5, or favourably. No variance is
published: with a mean it would say that everyone answered alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from boussole.core.anonymity.parts import HIGHEST, LEAST_ANSWERS, LOWEST
from boussole.core.anonymity.publication import Group

# How many answered 1, 2, 3, 4 and 5.
Tally = tuple[int, int, int, int, int]
NOTHING: Tally = (0, 0, 0, 0, 0)
_FAVOURABLE = 4


@dataclass(frozen=True, slots=True)
class Figures:
    """What is published of one group and question: answers, their sum, and how many were 4 or 5."""

    n: int
    total: float
    favourable: int

    @property
    def mean(self) -> float:
        """The mean, 1.5 to 4.5."""
        return self.total / self.n

    @property
    def share(self) -> float:
        """The share of favourable answers."""
        return self.favourable / self.n

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.n + other.n, self.total + other.total, self.favourable + other.favourable
        )


def capped(tally: Tally, least: int = LEAST_ANSWERS) -> Figures:
    """The figures of one part. Raises ``ValueError`` below ``least`` answers."""
    n = sum(tally)
    if n < least:
        raise ValueError(f"a part holds {n} answers, below {least}")
    total = sum(value * count for value, count in enumerate(tally, 1))
    favourable = sum(tally[_FAVOURABLE - 1 :])
    return Figures(n, min(HIGHEST * n, max(LOWEST * n, total)), min(n - 1, max(1, favourable)))


def figures(
    groups: Sequence[Group],
    published: Collection[str],
    tallies: Mapping[str, Tally],
    least: int = LEAST_ANSWERS,
) -> dict[str, Figures]:
    """The figures of every published group, from the answers given in each group itself (not in those below).

    Raises ``ValueError`` when a part that is not empty holds fewer than ``least`` answers.
    """
    parents = {group.key: group.parent for group in groups}
    own: dict[str, Tally] = {}
    for key, tally in tallies.items():
        home = _published(key, parents, published)
        if home is not None:
            own[home] = _sum((own.get(home, NOTHING), tally))
    found: dict[str, Figures] = {}
    for key, tally in own.items():
        if not any(tally):
            continue
        part, at = capped(tally, least), _published(key, parents, published)
        while at is not None:
            found[at] = found[at] + part if at in found else part
            at = _published(parents[at], parents, published)
    return found


def _published(
    key: str | None, parents: Mapping[str, str | None], published: Collection[str]
) -> str | None:
    """The nearest published group at or above a place."""
    while key is not None and key not in published:
        key = parents[key]
    return key


def _sum(tallies: Iterable[Tally]) -> Tally:
    one, two, three, four, five = (sum(counts) for counts in zip(*tallies, strict=True))
    return one, two, three, four, five
