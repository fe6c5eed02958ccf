"""Lists in parts that a database takes in one statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
MOST = 500


def chunks(values: Iterable[T], size: int = MOST) -> Iterator[list[T]]:
    """The same values in the same order, ``size`` at a time."""
    rest = iter(values)
    while part := list(islice(rest, size)):
        yield part
