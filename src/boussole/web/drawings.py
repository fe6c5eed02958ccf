"""The geometry of the small drawings: the tension ribbon and the whisker. Values in, shapes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

# Tension is 0 (nothing expressed) to 3 (strong); see boussole.core.readings.tension.
HIGHEST = 3.0
_LEVELS = (0.5, 1.5, 2.5)
# Pieces overlap by this much, so that no hairline shows between them.
BLEED = 0.5


def level(tension: float) -> int:
    """0 none, 1 mild, 2 clear, 3 strong."""
    return sum(tension >= threshold for threshold in _LEVELS)


@dataclass(frozen=True)
class Piece:
    """A part of the ribbon: the corners of its outline, and its depth of colour at both ends."""

    points: str
    before: int
    after: int


@dataclass(frozen=True)
class Mark:
    """Where a moment stands on the ribbon."""

    x: float
    y: float
    success: bool


def _thickness(tension: float, size: float) -> float:
    """Nothing expressed still leaves a thin line to follow."""
    share = min(max(tension, 0.0), HIGHEST) / HIGHEST
    return 1.0 + share * (size - 1.0)


def _corners(*corners: tuple[float, float]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in corners)


def row_ribbon(values: Sequence[float], width: float, height: float) -> list[Piece]:
    """The course of a conversation from left to right, standing on its base line."""
    course = [0.0, *values]
    step = width / max(len(values), 1)
    pieces = []
    for index, (before, after) in enumerate(pairwise(course)):
        left, right = round(index * step, 2), round((index + 1) * step, 2)
        over = right if index + 1 == len(values) else right + BLEED
        top = round(height - _thickness(before, height), 2)
        end = round(height - _thickness(after, height), 2)
        corners = _corners((left, height), (left, top), (right, end), (over, end), (over, height))
        pieces.append(Piece(corners, level(before), level(after)))
    return pieces


def row_marks(
    places: Sequence[tuple[int, bool]], count: int, width: float, height: float
) -> list[Mark]:
    """Marks of moments; each place is the index of a value and whether it is a success."""
    step = width / max(count, 1)
    return [
        Mark(round((index + 1) * step, 2), height / 2, success)
        for index, success in places
        if 0 <= index < count
    ]


def thread_piece(before: float, after: float) -> Piece:
    """The part of the ribbon beside one turn, in a box of 16 by 100 that is stretched to it."""
    start, end = round(_thickness(before, 16), 2), round(_thickness(after, 16), 2)
    corners = _corners((0, -BLEED), (start, -BLEED), (end, 100 + BLEED), (0, 100 + BLEED))
    return Piece(corners, level(before), level(after))


@dataclass(frozen=True)
class Whisker:
    """Where an interval, its value and the usual variation lie on an axis of 0 to 180."""

    at: float
    low: float
    high: float
    usual: tuple[float, float] | None


def whisker(
    at: float,
    low: float,
    high: float,
    *,
    minimum: float,
    maximum: float,
    usual: tuple[float, float] | None = None,
) -> Whisker:
    """Place an interval on its axis; what falls outside stops at the edge."""
    span = (maximum - minimum) or 1.0

    def place(value: float) -> float:
        return round(min(max((value - minimum) / span, 0.0), 1.0) * 180, 1)

    band = (place(usual[0]), max(place(usual[1]) - place(usual[0]), 1.0)) if usual else None
    return Whisker(place(at), place(low), place(high), band)
