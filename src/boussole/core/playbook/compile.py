"""Conditions compiled to column expressions.

Each distinct condition becomes one boolean column; a condition made of others reads their columns,
so columns are computed in layers, innermost first. "The nearest message that ..." is a fill of row
numbers: existence within a distance is the distance to the nearest, and no row is ever looped over.
What is unknown is not true: no column holds nulls.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from boussole.core.playbook.columns import FIRST, LAST, ROW, outcome
from boussole.core.playbook.conditions import (
    PRESENT,
    ActIs,
    All,
    AnyOf,
    Condition,
    ConversationIs,
    Count,
    FollowedBy,
    InAnswer,
    NewAuthor,
    Not,
    PrecededBy,
    Reach,
    Rises,
    RoleIs,
    Says,
    SignalIs,
    Span,
    TensionIs,
    Wait,
    Wordings,
    parts,
)
from boussole.core.playbook.wordings import Distinct, WordingIndex, distinct


@dataclass
class Plan:
    """Columns to compute, in layers; ``column`` adds what a condition needs and names its result."""

    layers: list[dict[str, pl.Expr]] = field(default_factory=list)
    wordings: list[Wordings] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)
    _depths: dict[str, int] = field(default_factory=dict)
    _indexes: dict[tuple[int, int], WordingIndex] = field(default_factory=dict)

    def column(self, condition: Condition) -> str:
        """Name the boolean column that says, for each turn, whether the condition is true there."""
        key = condition.model_dump_json(by_alias=True)
        if key not in self._names:
            inside = [self.column(part) for part in parts(condition)]
            depth = 1 + max((self._depths[name] for name in inside), default=-1)
            name = f"_c{len(self._names)}"
            self._names[key] = name
            self._depths[name] = self._add(name, condition, inside, depth)
        return self._names[key]

    def _add(self, name: str, condition: Condition, inside: list[str], depth: int) -> int:
        """Put the condition's columns in their layers; return the layer of the last one."""
        if isinstance(condition, FollowedBy | PrecededBy):
            self._put(depth, hit(name), _nearest(condition, inside[0]))
            self._put(depth + 1, name, _close_enough(condition, name))
            return depth + 1
        if isinstance(condition, Says):
            self.wordings.append(condition.says)
            self._put(depth, name, pl.col(said(len(self.wordings) - 1)))
            return depth
        self._put(depth, name, _expression(condition, [pl.col(part) for part in inside]))
        return depth

    def _put(self, depth: int, name: str, expression: pl.Expr) -> None:
        while len(self.layers) <= depth:
            self.layers.append({})
        self.layers[depth][name] = expression

    def run(self, frame: pl.DataFrame, texts: Distinct | None = None) -> pl.DataFrame:
        """Add to a prepared frame every column it does not have yet.

        ``texts`` are those of the frame, when they are known already.
        """
        frame = self._with_wordings(frame, texts)
        known = set(frame.columns)
        for layer in self.layers:
            fresh = {name: one for name, one in layer.items() if name not in known}
            if fresh:
                frame = frame.with_columns(**fresh)
        return frame

    def _with_wordings(self, frame: pl.DataFrame, texts: Distinct | None) -> pl.DataFrame:
        known = set(frame.columns)
        first = next((at for at in range(len(self.wordings)) if said(at) not in known), None)
        if first is None:
            return frame
        texts = texts or distinct(frame["text_masked"])
        index = self._index(first, len(self.wordings))
        found = index.said(texts.texts)[:, texts.place]
        return frame.with_columns(pl.Series(said(first + at), row) for at, row in enumerate(found))

    def _index(self, first: int, end: int) -> WordingIndex:
        if (first, end) not in self._indexes:
            self._indexes[first, end] = WordingIndex(self.wordings[first:end])
        return self._indexes[first, end]


def said(place: int) -> str:
    """The column that says whether a turn holds one of the wordings of a list of the plan."""
    return f"_said{place}"


def hit(name: str) -> str:
    """The column holding the row that a relation found nearest."""
    return f"{name}_hit"


def _expression(condition: Condition, inside: list[pl.Expr]) -> pl.Expr:
    """One boolean column, from the columns of the conditions directly inside."""
    match condition:
        case All():
            true = pl.all_horizontal(inside)
        case AnyOf():
            true = pl.any_horizontal(inside)
        case Not():
            true = ~inside[0]
        case InAnswer():
            true = inside[0].max().over("_answer")
        case Count(at_least=least, at_most=most):
            true = _between(_counted(condition, inside[0]), least, most)
        case Wait(at_least=least, at_most=most):
            true = _between(_waited(condition), least, most)
        case Rises(by=by):
            true = _rise(condition) >= by
        case _:
            true = _atom(condition)
    return true.fill_null(value=False)


def _atom(condition: Condition) -> pl.Expr:
    match condition:
        case SignalIs(signal=name, at_least=least, below=below):
            present = PRESENT if least is None and below is None else least
            true = _between(pl.col(name), present, None, below) & (pl.col("_role") == "customer")
        case ActIs(act=name, at_least=least):
            true = pl.col(name) >= least
        case RoleIs(role=role):
            true = pl.col("_role") == role
        case NewAuthor():
            true = _author_changes()
        case TensionIs(tension=side, level=level):
            tension = pl.col("tension")
            true = tension < level if side == "below" else tension >= level
        case ConversationIs():
            true = _outcome(condition)
        case _:
            raise TypeError(f"{type(condition).__name__} is not compiled in one column")
    return true


def _author_changes() -> pl.Expr:
    agent = pl.col("_role") == "agent"
    last = _bounded(pl.when(agent).then(ROW).forward_fill().shift(1))
    return agent & (pl.col("author") != pl.col("author").gather(last))


def _between(
    value: pl.Expr, least: float | None, most: float | None, below: float | None = None
) -> pl.Expr:
    bounds = [
        *([value >= least] if least is not None else []),
        *([value <= most] if most is not None else []),
        *([value < below] if below is not None else []),
    ]
    return pl.all_horizontal(bounds)


def _outcome(condition: ConversationIs) -> pl.Expr:
    value = pl.col(outcome(condition.conversation))
    if condition.one_of is not None:
        return value.is_in(condition.one_of)
    if condition.none_of is not None:
        return ~value.is_in(condition.none_of)
    if condition.is_ is not None:
        return value == condition.is_
    return _between(value, condition.at_least, condition.at_most)


def _counted(condition: Count, inside: pl.Expr) -> pl.Expr:
    here = inside.fill_null(value=False).cast(pl.Int64)
    running = here.cum_sum()
    until_first = running.gather(FIRST) - here.gather(FIRST)
    match condition.where:
        case "before":
            return running - here - until_first
        case "after":
            return running.gather(LAST) - running
        case _:
            return running.gather(LAST) - until_first


def _waited(condition: Wait) -> pl.Expr:
    answer = _bounded(_later(pl.col(f"_starts_{condition.wait_for}")))
    return (pl.col("at").gather(answer) - pl.col("at")).dt.total_seconds() / 60


def _rise(condition: Rises) -> pl.Expr:
    customer = pl.col("_role") == "customer"
    level = pl.when(customer).then(pl.col(condition.rises)).max().over("_answer")
    last = pl.when(customer).then(ROW).forward_fill()
    coming = _bounded(_later(pl.col("_starts_customer")))
    return level.gather(coming) - level.gather(_bounded(last))


def _nearest(condition: FollowedBy | PrecededBy, inside: str) -> pl.Expr:
    """The row of the nearest message that the inner condition is true of, null when there is none."""
    found, reach = pl.col(inside), condition.after
    if isinstance(condition, FollowedBy):
        if reach is None:
            return _bounded(_later(found))
        return _bounded(_rows(found).backward_fill().gather(_ahead(reach)))
    if reach is None:
        return _bounded(_rows(found).forward_fill().shift(1))
    return _bounded(_rows(found).forward_fill().gather(_behind(reach)))


def _rows(found: pl.Expr) -> pl.Expr:
    return pl.when(found).then(ROW)


def _later(found: pl.Expr) -> pl.Expr:
    return _rows(found).backward_fill().shift(-1)


def _bounded(row: pl.Expr) -> pl.Expr:
    return pl.when(row.is_between(FIRST, LAST)).then(row)


def _ahead(reach: Reach) -> pl.Expr:
    """The first message of the n-th answer to come of a side, null beyond this conversation."""
    starts, rank = pl.col(f"_starts_{reach.of}"), pl.col(f"_begun_{reach.of}") + (reach.turns - 1)
    return _bounded(ROW.filter(starts).gather(pl.when(rank < starts.sum()).then(rank)))


def _behind(reach: Reach) -> pl.Expr:
    """The last message of the n-th answer back of a side, null beyond this conversation."""
    ends, rank = pl.col(f"_ends_{reach.of}"), pl.col(f"_ended_{reach.of}") - reach.turns
    return _bounded(ROW.filter(ends).gather(pl.when(rank >= 0).then(rank)))


def _close_enough(condition: FollowedBy | PrecededBy, name: str) -> pl.Expr:
    found = pl.col(hit(name))
    near = [
        found.is_not_null(),
        *_distances(condition.within, found, isinstance(condition, FollowedBy)),
    ]
    return pl.all_horizontal(near).fill_null(value=False)


def _distances(span: Span | None, found: pl.Expr, later: bool) -> list[pl.Expr]:
    """What a span demands between a row and the one found."""
    if span is None:
        return []
    bounds = []
    if span.turns is not None:
        count = pl.col(f"_{'begun' if later else 'ended'}_{span.of}")
        bounds.append((count.gather(found) - count).abs() <= span.turns)
    if span.minutes is not None:
        elapsed = (pl.col("at").gather(found) - pl.col("at")).dt.total_seconds().abs()
        bounds.append(elapsed <= span.minutes * 60)
    return bounds
