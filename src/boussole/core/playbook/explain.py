"""Which turns explain a moment: the messages that made each part of its rule true."""

from __future__ import annotations

import polars as pl

from boussole.core.playbook.columns import ROW
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


def witnesses(
    condition: Condition, rows: pl.Series, frame: pl.DataFrame, plan: Plan
) -> list[pl.Series]:
    """Rows of ``frame`` that explain why the condition holds at each of ``rows``.

    Each series is aligned with ``rows``; null where that part of the rule did not play.
    """
    match condition:
        case All() | AnyOf():
            return [
                found
                for part in parts(condition)
                for found in witnesses(part, _where(part, rows, frame, plan), frame, plan)
            ]
        case InAnswer(in_answer=inner):
            return witnesses(inner, _where(inner, rows, frame, plan), frame, plan)
        case FollowedBy(followed_by=inner) | PrecededBy(preceded_by=inner):
            found = _at(frame, hit(plan.column(condition)), rows)
            return [found, *witnesses(inner, found, frame, plan)]
        case Not(not_=FollowedBy(within=Span(turns=int(turns), of=side))):
            return _answers_to_come(turns, side, rows, frame)
        case Rises():
            return _answers_to_come(1, "customer", rows, frame)
        case _:
            return []


def _where(condition: Condition, rows: pl.Series, frame: pl.DataFrame, plan: Plan) -> pl.Series:
    """Keep the rows at which a condition holds, null elsewhere: a false branch explains nothing."""
    holds = _at(frame, plan.column(condition), rows)
    return rows.set(~holds, None)


def _answers_to_come(
    turns: int, side: str, rows: pl.Series, frame: pl.DataFrame
) -> list[pl.Series]:
    """The next answers of a side, which are what was looked at when something is absent from them."""
    starts = pl.col(f"_starts_{side}")
    following = frame.select(
        pl.when(starts).then(ROW).backward_fill().shift(-1).alias("next"), pl.col("_last")
    ).select(pl.when(pl.col("next") <= pl.col("_last")).then(pl.col("next")).alias("next"))
    found = [_at(following, "next", rows)]
    for _ in range(turns - 1):
        found.append(_at(following, "next", found[-1]))
    return found


def _at(frame: pl.DataFrame, name: str, rows: pl.Series) -> pl.Series:
    return frame[name].gather(rows.cast(pl.UInt32))
