"""What a survey says, with how far it can be trusted: scores, who answered, and who answers less than others.

Scores are the declarations of ``core.metrics``, answered by the same engine as everywhere, over the answers of
this survey alone: the engine judges one answer of each kind, and the database counts how many there are of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

import pyarrow as pa

from boussole.adapters.engines.duckdb import DuckEngine
from boussole.core.metrics import METRICS, Estimate, Interval, Scope, combine, estimate, repeated
from boussole.core.metrics.intervals import wilson
from boussole.core.schemas import ANSWERS
from boussole.core.surveys import SCALES, QuestionType, is_low
from boussole.features.surveys.counting import Asked, Counted, Given
from boussole.features.surveys.models import Answer

# The metrics that each kind of question feeds, the one people know first.
OF_TYPE: dict[str, tuple[str, ...]] = {
    "csat_5": ("csat", "csat_mean"),
    "ces_7": ("ces", "ces_mean"),
    "nps_11": ("nps",),
}
CLOSED_IN_TIME = "followed_up_in_time"
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
    """Everything a page says of the answers to one survey; ``said`` counts the comments, shown or not."""

    sent: int
    answered: int
    rate: Interval
    scores: list[Estimate]
    in_time: Estimate | None
    biases: list[Bias]
    comments: list[Answer]
    said: int


def results_of(counted: Counted, as_of: datetime) -> Results:
    """Read what was counted of a survey."""
    sent = sum(one.asked for one in counted.asked)
    answered = sum(one.answered for one in counted.asked)
    types = [type_ for type_ in OF_TYPE if any(one.type == type_ for one in counted.given)]
    return Results(
        sent=sent,
        answered=answered,
        rate=wilson(answered, sent),
        scores=scores(counted.given, [name for type_ in types for name in OF_TYPE[type_]], as_of),
        in_time=in_time(counted.given, as_of),
        biases=[bias(counted.asked, dimension) for dimension in DIMENSIONS],
        comments=counted.comments,
        said=counted.said,
    )


def in_time(given: Sequence[Given], as_of: datetime) -> Estimate | None:
    """The share of low answers followed up in time; nothing when none was to be followed up."""
    low = [one for one in given if _follow_up(one)]
    return scores(low, [CLOSED_IN_TIME], as_of)[0] if low else None


def scores(given: Sequence[Given], names: Sequence[str], as_of: datetime) -> list[Estimate]:
    """What these metrics say of these answers."""
    if not names:
        return []
    metrics = [METRICS[name] for name in names]
    rated = [one for one in given if one.type in SCALES and one.value is not None]
    engine = DuckEngine({"contacts": (), "answers": _one_of_each(rated, as_of)}, threads=1)
    try:
        judged = engine.statistics_many(metrics, Scope(), ("team",), as_of=as_of)
    finally:
        engine.close()
    return [
        estimate(
            metric,
            combine(
                (
                    repeated(one, rated[int(str(one.group["team"]))].count)
                    for one in judged[metric.name]
                    if one.n or one.unknown
                ),
                metric.name,
            ),
        )
        for metric in metrics
    ]


def _one_of_each(rated: Sequence[Given], as_of: datetime) -> pa.Table:
    """A rating of each kind in the shape of facts; its place stands for its team, by which it is found again."""
    blank: dict[str, Any] = dict.fromkeys(ANSWERS.names) | {"lang": "", "at": as_of}
    rows = []
    for place, one in enumerate(rated):
        scale = SCALES[cast("QuestionType", one.type)]
        rows.append(
            blank
            | {"conversation_id": str(place), "team": str(place)}
            | {"kind": scale.kind, "scale": scale.count, "value": float(one.value or 0)}
            | {"follow_up": _follow_up(one)}
        )
    return pa.Table.from_pylist(rows, schema=ANSWERS)


def _follow_up(one: Given) -> str | None:
    """A follow-up is about the low answers of whoever is called back, as in facts."""
    low = one.value is not None and is_low(cast("QuestionType", one.type), one.value)
    return one.follow_up if low else None


def bias(counted: Sequence[Asked], dimension: Dimension) -> Bias:
    """Compare, value by value, the share who answered with that of all the others who were asked."""
    asked, answered = Counter[str](), Counter[str]()
    for one in counted:
        value = str(getattr(one, dimension))
        asked[value] += one.asked
        answered[value] += one.answered
    total, all_answered = asked.total(), answered.total()
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
