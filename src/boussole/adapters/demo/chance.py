"""Reproducible chance: a stream of its own for each thing that is drawn.

A stream depends only on its labels, so a draw added somewhere does not move the draws elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


def stream(*labels: object) -> Random:
    """The stream of these labels; the same on every machine and in every process."""
    return Random("/".join(str(label) for label in labels))  # noqa: S311 - a demo, not a secret


def about(chance: Random, mean: float, spread: float = 0.05) -> int:
    """A count near ``mean``: never negative, and the fraction is kept by chance."""
    value = max(0.0, mean * (1 + chance.gauss(0, spread)))
    whole = int(value)
    return whole + (chance.random() < value - whole)


class Bag(Generic[T]):
    """Draws every thing once, in random order, before any comes back."""

    def __init__(self, things: Sequence[T], chance: Random) -> None:
        self._things = list(things)
        self._chance = chance
        self._left: list[T] = []

    def __bool__(self) -> bool:
        return bool(self._things)

    def draw(self) -> T:
        """The next thing; the bag must not have been made empty."""
        if not self._left:
            self._left = self._chance.sample(self._things, len(self._things))
        return self._left.pop()
