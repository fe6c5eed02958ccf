"""What a survey says, with how far it can be trusted: scores, who answered, and who answers less than others.

Scores are the declarations of ``core.metrics``, answered by the same engine as everywhere, over the answers of
this survey alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import pyarrow as pa

from boussole.adapters.engines.duckdb import DuckEngine
from boussole.core.metrics import METRICS, Estimate, Interval, Scope, estimate
from boussole.core.metrics.intervals import wilson
from boussole.core.schemas import ANSWERS
from boussole.core.surveys import SCALES
from boussole.features.surveys.models import Answer, Invitation

# The metrics that each kind of question feeds, the one people know first.
OF_TYPE: dict[str, tuple[str, ...]] = {
    "csat_5": ("csat", "csat_mean"),
    "ces_7": ("ces", "ces_mean"),
    "nps_11": ("nps",),
}
Dimension = Literal["channel", "language", "reason", "heard"]
DIMENSIONS: tuple[Dimension, ...] = ("channel", "language", "reason", "heard")
# A group smaller than this says nothing of who answers.
LEAST = 10
MOST_GROUPS = 8
Verdict = Literal["more", "less", "alike", "unknown"]


@dataclass(frozen=True)
class Group:
    """Among those asked, the people who share one value: how many, and how many of them answered."""

    value: str
    asked: int
    answered: int
    rate: Interval
    verdict: Verdict


@dataclass(frozen=True)
class Bias:
    """Who answers against who was asked, along one dimension; ``differs`` when a group surely stands apart."""

    dimension: Dimension
    groups: list[Group]

    @property
    def differs(self) -> bool:
        """Whether those who answered are surely not like those who were asked."""
        return any(group.verdict in {"more", "less"} for group in self.groups)


@dataclass(frozen=True)
class Results:
    """Everything a page says of the answers to one survey."""

    sent: int
    answered: int
    rate: Interval
    scores: list[Estimate]
    biases: list[Bias]
    comments: list[Answer]


def results_of(invitations: Sequence[Invitation], as_of: datetime) -> Results:
    """Read the invitations that were sent, their answers fetched."""
    answered = [one for one in invitations if one.answered_at]
    answers = [answer for one in answered for answer in one.answers.all()]
    return Results(
        sent=len(invitations),
        answered=len(answered),
        rate=wilson(len(answered), len(invitations)),
        scores=_scores(answers, as_of),
        biases=[bias(invitations, dimension) for dimension in DIMENSIONS],
        comments=sorted(
            (one for one in answers if one.masked), key=lambda one: one.at, reverse=True
        ),
    )


def _scores(answers: Sequence[Answer], as_of: datetime) -> list[Estimate]:
    types = [type_ for type_ in OF_TYPE if any(one.type == type_ for one in answers)]
    metrics = [METRICS[name] for type_ in types for name in OF_TYPE[type_]]
    if not metrics:
        return []
    engine = DuckEngine({"contacts": (), "answers": _table(answers)}, threads=1)
    try:
        found = engine.statistics_many(metrics, Scope(), as_of=as_of)
    finally:
        engine.close()
    return [estimate(metric, found[metric.name][0]) for metric in metrics]


def _table(answers: Iterable[Answer]) -> pa.Table:
    """The ratings in the shape of facts."""
    blank: dict[str, Any] = dict.fromkeys(ANSWERS.names)
    rows = []
    for one in answers:
        scale = next((scale for type_, scale in SCALES.items() if type_ == one.type), None)
        if scale and one.value is not None:
            rated = {
                "kind": scale.kind,
                "scale": scale.count,
                "value": float(one.value),
                "at": one.at,
            }
            rows.append(blank | {"conversation_id": str(one.invitation_id), "lang": ""} | rated)
    return pa.Table.from_pylist(rows, schema=ANSWERS)


def bias(invitations: Sequence[Invitation], dimension: Dimension) -> Bias:
    """Compare, value by value, the share who answered with that of all the others who were asked."""
    value_of: Callable[[Invitation], str] = lambda one: str(getattr(one, dimension))  # noqa: E731
    asked = Counter(map(value_of, invitations))
    answered = Counter(value_of(one) for one in invitations if one.answered_at)
    total, all_answered = len(invitations), sum(answered.values())
    groups = [
        Group(
            value,
            count,
            answered[value],
            wilson(answered[value], count),
            _verdict(answered[value], count, all_answered - answered[value], total - count),
        )
        for value, count in asked.most_common(MOST_GROUPS)
    ]
    return Bias(dimension, groups if len(asked) > 1 else [])


def _verdict(answered: int, asked: int, others_answered: int, others_asked: int) -> Verdict:
    """Whether a group surely answers more or less than the others: their 95 % intervals do not overlap."""
    if asked < LEAST or others_asked < LEAST:
        return "unknown"
    own, others = wilson(answered, asked), wilson(others_answered, others_asked)
    if (own.low or 0.0) > (others.high or 1.0):
        return "more"
    return "less" if (own.high or 1.0) < (others.low or 0.0) else "alike"
