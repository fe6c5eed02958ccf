"""Moments made from the turns that carry them: why, how sure, which passage, and whose cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from boussole.core.playbook.compile import Plan
from boussole.core.playbook.conditions import All, Condition, ConversationIs
from boussole.core.playbook.explain import NOWHERE, Columns, Places, watched, witnesses
from boussole.core.playbook.passages import Passage, passage
from boussole.core.playbook.rules import Rule
from boussole.core.schemas import MOMENTS
from boussole.core.signals.catalogue import BY_NAME

# Each further turn that shows the same thing makes it surer, never certain: 1 - prod(1 - s * SHARE).
SHARE = 0.6

NO_MOMENTS = pl.DataFrame(MOMENTS.empty_table())


@dataclass(frozen=True)
class Batch:
    """The columns a playbook asked for, the plan that names them, and the origins that are the service."""

    columns: Columns
    plan: Plan
    service: tuple[str, ...]


@dataclass(frozen=True)
class _Found:
    """One rule's moments: the rows that carry them and, for each, what explains it."""

    rule: Rule
    rows: Places
    because: list[list[int]]
    strength: NDArray[np.float64]
    upstream: NDArray[np.bool_]


def moments(rules: Sequence[Rule], batch: Batch) -> pl.DataFrame:
    """Return the moments (``schemas.MOMENTS``) of some rules, unsorted."""
    found = [_found(rule, batch) for rule in rules]
    some = [one for one in found if len(one.rows)]
    if not some:
        return NO_MOMENTS
    passages = [said for one in some for said in _passages(one, batch)]
    carrying = batch.columns.frame.select("conversation_id", "turn")[
        np.concatenate([one.rows for one in some])
    ]
    return carrying.with_columns(
        rule=_each(some, [one.rule.key for one in some]),
        kind=_each(some, [one.rule.kind for one in some]),
        success=_each(some, [one.rule.success for one in some]),
        start=pl.Series([said.start for said in passages]),
        end=pl.Series([said.end for said in passages]),
        passage=pl.Series([said.said for said in passages]),
        because=pl.Series(
            [turns for one in some for turns in one.because], dtype=pl.List(pl.Int32)
        ),
        strength=pl.Series(np.concatenate([one.strength for one in some])),
        upstream=pl.Series(np.concatenate([one.upstream for one in some])),
    ).select(pl.col(name).cast(dtype) for name, dtype in NO_MOMENTS.schema.items())


def caused_upstream(rule: Rule, service: tuple[str, ...]) -> Condition | None:
    """A failure outside the service created the contact, and the rule's own condition holds."""
    if rule.upstream is None:
        return None
    failure = ConversationIs(conversation="demand", is_="failure")
    outside = ConversationIs(conversation="origin", none_of=service)
    own = () if rule.upstream == "always" else (rule.upstream,)
    return All(all=(failure, outside, *own))


def _each(found: Sequence[_Found], values: Sequence[object]) -> pl.Series:
    """Say one value for every moment of each rule."""
    counts = [len(one.rows) for one in found]
    return pl.Series([value for value, n in zip(values, counts, strict=True) for _ in range(n)])


def _found(rule: Rule, batch: Batch) -> _Found:
    rows = carrying(rule, batch)
    because, strength = _explanation(rule, rows, batch)
    return _Found(rule, rows, because, strength, _upstream(rule, rows, batch))


def carrying(rule: Rule, batch: Batch) -> Places:
    """The rows that carry the rule's moments: one for each conversation, or each that satisfies it."""
    columns = batch.columns
    held = columns[batch.plan.column(rule.when)] & (columns["_role"] != "note")
    rows = np.flatnonzero(held)
    if rule.take == "each" or not len(rows):
        return rows
    conversations = columns["_conversation"][rows]
    match rule.take:
        case "strongest":
            shown = _shown(watched(rule.when, here=True), rows, columns)
            order = np.lexsort((rows, -shown, conversations))
        case "last":
            order = np.lexsort((-rows, conversations))
        case _:
            order = np.arange(len(rows))
    _, firsts = np.unique(conversations[order], return_index=True)
    return rows[order][firsts]


def _explanation(
    rule: Rule, rows: Places, batch: Batch
) -> tuple[list[list[int]], NDArray[np.float64]]:
    """For each moment, the other turns that explain it in their order, and its strength (0..1)."""
    if not len(rows):
        return [], np.empty(0)
    columns = batch.columns
    shown_by = np.stack([rows, *witnesses(rule.when, rows, columns, batch.plan)])
    shown_by.sort(axis=0)
    fresh = shown_by != NOWHERE
    fresh[1:] &= shown_by[1:] != shown_by[:-1]
    doubt = np.ones(len(rows))
    names = watched(rule.when)
    for place, new in zip(shown_by, fresh, strict=True):
        doubt[new] *= 1 - SHARE * _shown(names, place[new], columns)
    others = np.where(fresh & (shown_by != rows), columns["turn"][shown_by], NOWHERE).T.tolist()
    because = [[turn for turn in turns if turn != NOWHERE] for turns in others]
    return because, np.round(1 - doubt, 3)


def _shown(names: tuple[str, ...], rows: Places, columns: Columns) -> NDArray[np.float64]:
    """The most marked of these signals at each row, 0..1; 1 for a rule that watches none."""
    if not names:
        return np.ones(len(rows))
    scaled = np.stack([columns[name][rows] / BY_NAME[name].maximum for name in names])
    shown: NDArray[np.float64] = np.fmax.reduce(scaled).astype(np.float64)
    return shown.clip(0, 1)


def _upstream(rule: Rule, rows: Places, batch: Batch) -> NDArray[np.bool_]:
    condition = caused_upstream(rule, batch.service)
    if condition is None:
        return np.zeros(len(rows), dtype=np.bool_)
    return batch.columns[batch.plan.column(condition)][rows]


def _passages(found: _Found, batch: Batch) -> list[Passage]:
    names = watched(found.rule.when, here=True)
    said = batch.columns.frame.select("text_masked", "labels")[found.rows]
    return [passage(text, labels, names) for text, labels in said.iter_rows()]
