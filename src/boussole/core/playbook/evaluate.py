"""Finding a playbook's situations in turns: rules to moments, over columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from boussole.core.playbook.columns import prepared
from boussole.core.playbook.compile import Plan
from boussole.core.playbook.conditions import Condition, ConversationIs, parts
from boussole.core.playbook.explain import Columns
from boussole.core.playbook.moments import NO_MOMENTS, Batch, caused_upstream, moments
from boussole.core.playbook.rules import Playbook, Rule
from boussole.core.playbook.sensitivity import shifted


def evaluate(playbook: Playbook, turns: pl.DataFrame, conversations: pl.DataFrame) -> pl.DataFrame:
    """Return the moments (``schemas.MOMENTS``) of ``turns`` (``schemas.TURNS``).

    ``conversations`` (``schemas.CONVERSATIONS``, or ``CONTACTS``) tells outcomes and origins; a
    conversation or column it lacks is unknown, and what is unknown makes no moment.
    """
    if turns.is_empty():
        return NO_MOMENTS
    asked = _asked_of(playbook)
    frame = prepared(turns, conversations, asked.outcomes)
    found = []
    for threshold in asked.thresholds:
        plan = _plan(playbook, threshold)
        columns = Columns(plan.run(shifted(frame, threshold)))
        rules = [rule for rule in playbook.rules if rule.threshold == threshold]
        found.append(moments(rules, Batch(columns, plan, playbook.service)))
    return pl.concat(found).sort("conversation_id", "turn", "rule")


@dataclass(frozen=True)
class _Asked:
    """What a playbook asks of a batch, whatever the batch holds."""

    outcomes: tuple[str, ...]
    thresholds: tuple[float, ...]


# A playbook is compiled once: on one live conversation that would cost more than judging it.
@lru_cache(maxsize=8)
def _asked_of(playbook: Playbook) -> _Asked:
    asked = [part for rule in playbook.rules for part in _asked(rule, playbook.service)]
    outcomes = {part.conversation for part in asked if isinstance(part, ConversationIs)}
    return _Asked(
        outcomes=tuple(sorted(outcomes)),
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
    upstream = caused_upstream(rule, service)
    if upstream is not None:
        yield upstream


def _asked(rule: Rule, service: tuple[str, ...]) -> Iterator[Condition]:
    for condition in _conditions(rule, service):
        yield from _walk(condition)


def _walk(condition: Condition) -> Iterator[Condition]:
    yield condition
    for part in parts(condition):
        yield from _walk(part)
