"""Which groups of a hierarchy are published: the coarsest first, then as many below as the others allow.

Two groups of one wave and two waves of one group are the same question here: a set of people that another set may be
subtracted from. People are therefore compared across waves as if each answered the same again, which is the worst case.
Rolling figures need no rule of their own as long as they are sums of what is published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from boussole.core.anonymity.parts import LEAST_ANSWERS


@dataclass(frozen=True, slots=True)
class Group:
    """Those who answered somewhere in a hierarchy; a parent's people hold those of its children."""

    key: str
    people: AbstractSet[Hashable]
    parent: str | None = None


class Parts:
    """The parts into which published groups cut people, refined one group after the other.

    ``admits`` and ``add`` take as long as the group is large, whatever was added before.
    """

    def __init__(self, shown: Iterable[AbstractSet[Hashable]] = ()) -> None:
        self._part: dict[Hashable, int] = {}
        self._sizes: dict[int, int] = {}
        for group in shown:
            self.add(group)

    def admits(self, group: AbstractSet[Hashable], least: int = LEAST_ANSWERS) -> bool:
        """Whether a group of ``least`` people or more leaves every part it cuts with as many."""
        if len(group) < least:
            return False
        for part, inside in self._touched(group).items():
            outside = self._sizes[part] - inside if part is not None else 0
            if inside < least or 0 < outside < least:
                return False
        return True

    def add(self, group: AbstractSet[Hashable]) -> None:
        """Cut the parts by one more group; what was shown elsewhere is added without asking."""
        renamed: dict[int | None, int] = {}
        for part, inside in self._touched(group).items():
            if part is not None and inside == self._sizes[part]:
                continue
            renamed[part] = name = len(self._sizes)
            self._sizes[name] = inside
            if part is not None:
                self._sizes[part] -= inside
        for person in group:
            part = self._part.get(person)
            self._part[person] = renamed.get(part, part)  # type: ignore[assignment]  # None is always renamed

    def _touched(self, group: AbstractSet[Hashable]) -> Counter[int | None]:
        return Counter(map(self._part.get, group))


def publishable(
    groups: Sequence[Group],
    shown: Iterable[AbstractSet[Hashable]] = (),
    least: int = LEAST_ANSWERS,
) -> frozenset[str]:
    """The keys of the groups to publish beside those ``shown`` before, for one question.

    Coarse first; among siblings the larger first, then by key. The order makes the choice the same whoever computes it, and
    among siblings it leaves out the fewest: the smallest of those that must hide another.
    Raises ``ValueError`` for a parent that is missing or a hierarchy that turns in circles.
    """
    depths = _depths(groups)
    parts = Parts(shown)
    found = set()
    for group in sorted(groups, key=lambda one: (depths[one.key], -len(one.people), one.key)):
        if parts.admits(group.people, least):
            parts.add(group.people)
            found.add(group.key)
    return frozenset(found)


def _depths(groups: Sequence[Group]) -> Mapping[str, int]:
    parents = {group.key: group.parent for group in groups}
    depths: dict[str, int] = {}
    for start in parents:
        path: list[str] = []
        key: str | None = start
        while key is not None and key not in depths:
            if key not in parents or len(path) > len(parents):
                raise ValueError(f"group {key!r} has no place in the hierarchy")
            path.append(key)
            key = parents[key]
        depth = -1 if key is None else depths[key]
        for below, name in enumerate(reversed(path), 1):
            depths[name] = depth + below
    return depths
