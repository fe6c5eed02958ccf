"""Finding a playbook's situations in turns: rules to moments, over columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import polars as pl

from boussole.core.folding import fold_column
from boussole.core.playbook.columns import prepared
from boussole.core.playbook.compile import Plan
from boussole.core.playbook.conditions import All, Condition, ConversationIs, Says, parts
from boussole.core.playbook.explain import watched, witnesses
from boussole.core.playbook.passages import with_passage
from boussole.core.playbook.rules import Playbook, Rule
from boussole.core.playbook.sensitivity import shifted
from boussole.core.schemas import MOMENTS
from boussole.core.signals.catalogue import BY_NAME

# Each further turn that shows the same thing makes it surer, never certain: 1 - prod(1 - s * SHARE).
SHARE = 0.6

_NOTHING = pl.DataFrame(MOMENTS.empty_table())


@dataclass(frozen=True)
class _Prepared:
    """A batch with every column the playbook asked for, and the plan that names them."""

    frame: pl.DataFrame
    plan: Plan
    service: tuple[str, ...]


def evaluate(playbook: Playbook, turns: pl.DataFrame, conversations: pl.DataFrame) -> pl.DataFrame:
    """Return the moments (``schemas.MOMENTS``) of ``turns`` (``schemas.TURNS``).

    ``conversations`` (``schemas.CONVERSATIONS``, or ``CONTACTS``) tells outcomes and origins; a
    conversation or column it lacks is unknown, and what is unknown makes no moment.
    """
    if turns.is_empty():
        return _NOTHING
    asked = _asked_of(playbook)
    frame = prepared(turns, conversations, asked.outcomes)
    if asked.wordings:
        frame = frame.with_columns(fold_column(frame["text_masked"]).alias("_folded"))
    found = [_NOTHING]
    for threshold in asked.thresholds:
        plan = _plan(playbook, threshold)
        batch = _Prepared(plan.run(shifted(frame, threshold)), plan, playbook.service)
        found += [_moments(rule, batch) for rule in playbook.rules if rule.threshold == threshold]
    return pl.concat(found).sort("conversation_id", "turn", "rule")


@dataclass(frozen=True)
class _Asked:
    """What a playbook asks of a batch, whatever the batch holds."""

    outcomes: tuple[str, ...]
    wordings: bool
    thresholds: tuple[float, ...]


# A playbook is compiled once: on one live conversation that would cost more than judging it.
@lru_cache(maxsize=8)
def _asked_of(playbook: Playbook) -> _Asked:
    parts_ = [part for rule in playbook.rules for part in _asked(rule, playbook.service)]
    outcomes = {part.conversation for part in parts_ if isinstance(part, ConversationIs)}
    return _Asked(
        outcomes=tuple(sorted(outcomes)),
        wordings=any(isinstance(part, Says) for part in parts_),
        thresholds=tuple(sorted({rule.threshold for rule in playbook.rules})),
    )


@lru_cache(maxsize=32)
def _plan(playbook: Playbook, threshold: float) -> Plan:
    plan = Plan()
    for rule in playbook.rules:
        if rule.threshold == threshold:
            for condition in _conditions(rule, playbook.service):
                plan.column(condition)
    return plan


def _conditions(rule: Rule, service: tuple[str, ...]) -> Iterator[Condition]:
    yield rule.when
    if rule.upstream is not None:
        yield _upstream(rule.upstream, service)


def _asked(rule: Rule, service: tuple[str, ...]) -> Iterator[Condition]:
    for condition in _conditions(rule, service):
        yield from _walk(condition)


def _walk(condition: Condition) -> Iterator[Condition]:
    yield condition
    for part in parts(condition):
        yield from _walk(part)


def _upstream(condition: Condition | Literal["always"], service: tuple[str, ...]) -> Condition:
    """A failure outside the service created the contact, and the rule's own condition holds."""
    failure = ConversationIs(conversation="demand", is_="failure")
    outside = ConversationIs(conversation="origin", none_of=service)
    own = () if condition == "always" else (condition,)
    return All(all=(failure, outside, *own))


def _moments(rule: Rule, batch: _Prepared) -> pl.DataFrame:
    frame = batch.frame
    held = pl.col(batch.plan.column(rule.when)) & (pl.col("_role") != "note")
    found = _taken(rule, frame.filter(held))
    if found.is_empty():
        return _NOTHING
    explained = found.with_columns(
        rule=pl.lit(rule.key),
        kind=pl.lit(rule.kind),
        success=pl.lit(rule.success),
        upstream=_caused_upstream(rule, batch),
    ).hstack(_explanation(rule, found["_row"], batch))
    shown = with_passage(explained, watched(rule.when, here=True))
    return shown.select(pl.col(name).cast(dtype) for name, dtype in _NOTHING.schema.items())


def _explanation(rule: Rule, rows: pl.Series, batch: _Prepared) -> pl.DataFrame:
    """For each moment, ``because`` (the other turns that explain it) and ``strength`` (0..1)."""
    frame, names = batch.frame, watched(rule.when)
    series = [rows, *witnesses(rule.when, rows, frame, batch.plan)]
    own = pl.int_range(len(rows), eager=True)
    long = pl.concat([pl.DataFrame({"moment": own, "row": one}) for one in series])
    long = long.drop_nulls().unique().sort("moment", "row")
    seen = frame.select("turn", *names)[long["row"]]
    shown = seen.select("turn", shown=_scaled(names)).with_columns(
        moment=long["moment"], other=long["row"] != rows.gather(long["moment"])
    )
    return (
        shown.group_by("moment", maintain_order=True)
        .agg(
            because=pl.col("turn").filter("other"),
            strength=(1 - (1 - pl.col("shown") * SHARE).product()).round(3),
        )
        .drop("moment")
    )


def _taken(rule: Rule, found: pl.DataFrame) -> pl.DataFrame:
    match rule.take:
        case "each":
            return found
        case "strongest":
            names = watched(rule.when, here=True)
            return found.sort(_scaled(names), descending=True, maintain_order=True).unique(
                "conversation_id", keep="first", maintain_order=True
            )
        case "first" | "last" as place:
            return found.unique("conversation_id", keep=place, maintain_order=True)


def _caused_upstream(rule: Rule, batch: _Prepared) -> pl.Expr:
    if rule.upstream is None:
        return pl.lit(value=False)
    return pl.col(batch.plan.column(_upstream(rule.upstream, batch.service))).fill_null(value=False)


def _scaled(names: tuple[str, ...]) -> pl.Expr:
    """The most marked of these signals at a turn, 0..1; 1 for a rule that watches none."""
    scaled = [pl.col(name) / BY_NAME[name].maximum for name in names] or [pl.lit(1.0)]
    return pl.max_horizontal(scaled).clip(0, 1)
