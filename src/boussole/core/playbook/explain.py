"""Which turns explain a moment: the messages that made each part of its rule true.

Rows are followed from moment to moment as arrays of row numbers, ``NOWHERE`` standing for none: on one
live conversation a handful of polars calls for each condition would cost more than the judging.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from boussole.core.playbook.compile import Plan, hit
from boussole.core.playbook.conditions import (
    ActIs,
    All,
    AnyOf,
    Condition,
    FollowedBy,
    InAnswer,
    Not,
    PrecededBy,
    Rises,
    SignalIs,
    Span,
    parts,
)

NOWHERE = -1
Places = NDArray[np.int64]


class Columns:
    """The columns of a prepared frame as arrays, each made once, when first asked for."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self.frame = frame
        self._plain: dict[str, NDArray[Any]] = {}
        self._places: dict[str, Places] = {}

    def __getitem__(self, name: str) -> NDArray[Any]:
        """A column that holds no nulls, as those that plans compute."""
        if name not in self._plain:
            self._plain[name] = self.frame[name].to_numpy()
        return self._plain[name]

    def places(self, name: str) -> Places:
        """A column of row numbers, ``NOWHERE`` for null."""
        if name not in self._places:
            self._places[name] = _places(self.frame[name])
        return self._places[name]

    def next_start(self, side: str) -> Places:
        """For each row, the first message of the next answer of a side in the same conversation."""
        name = f"_next_{side}"
        if name not in self._places:
            self._places[name] = self._next_start(side)
        return self._places[name]

    def _next_start(self, side: str) -> Places:
        starts = self[f"_starts_{side}"]
        beyond = len(starts)
        own = np.where(starts, np.arange(beyond), beyond)
        coming = np.minimum.accumulate(own[::-1])[::-1]
        following = np.append(coming[1:], beyond)
        return np.where(following <= self.places("_last"), following, NOWHERE)


def _places(rows: pl.Series) -> Places:
    """Nulls come as NaN, and only then are the numbers floating ones."""
    found = rows.to_numpy()
    return np.where(np.isnan(found), NOWHERE, found).astype(np.int64)


def watched(condition: Condition, *, here: bool = False) -> tuple[str, ...]:
    """The signals and acts a condition looks for; ``here`` keeps those of the carrying turn only."""
    match condition:
        case SignalIs(below=None, signal=name) | ActIs(act=name) | Rises(rises=name):
            return (name,)
        case Not():
            return ()
        case FollowedBy() | PrecededBy() if here:
            return ()
        case _:
            names = [name for part in parts(condition) for name in watched(part, here=here)]
            return tuple(dict.fromkeys(names))


def witnesses(condition: Condition, rows: Places, columns: Columns, plan: Plan) -> list[Places]:
    """Rows that explain why the condition holds at each of ``rows``.

    Each array is aligned with ``rows``; ``NOWHERE`` where that part of the rule did not play.
    """
    match condition:
        case All() | AnyOf():
            return [
                found
                for part in parts(condition)
                for found in witnesses(part, _where(part, rows, columns, plan), columns, plan)
            ]
        case InAnswer(in_answer=inner):
            return witnesses(inner, _where(inner, rows, columns, plan), columns, plan)
        case FollowedBy(followed_by=inner) | PrecededBy(preceded_by=inner):
            found = _at(columns.places(hit(plan.column(condition))), rows)
            return [found, *witnesses(inner, found, columns, plan)]
        case Not(not_=FollowedBy(within=Span(turns=int(turns), of=side))):
            return _answers_to_come(turns, side, rows, columns)
        case Rises():
            return _answers_to_come(1, "customer", rows, columns)
        case _:
            return []


def _where(condition: Condition, rows: Places, columns: Columns, plan: Plan) -> Places:
    """Keep the rows at which a condition holds: a false branch explains nothing."""
    holds = columns[plan.column(condition)]
    return np.where((rows != NOWHERE) & holds[rows], rows, NOWHERE)


def _answers_to_come(turns: int, side: str, rows: Places, columns: Columns) -> list[Places]:
    """The next answers of a side, which are what was looked at when something is absent from them."""
    following = columns.next_start(side)
    found = [_at(following, rows)]
    for _ in range(turns - 1):
        found.append(_at(following, found[-1]))
    return found


def _at(values: Places, rows: Places) -> Places:
    return np.where(rows != NOWHERE, values[rows], NOWHERE)
