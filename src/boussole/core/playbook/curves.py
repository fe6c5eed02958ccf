"""What a rule finds at each threshold, and how often it is right: what a manager looks at to move one.

A curve counts conversations. Those published with Boussole come from its gold conversations
(``curves.json``, written by ``benchmarks/accuracy/curves.py``); a deployment has its own, from the
situations that people judged.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import polars as pl

from boussole.core.metrics.intervals import Interval, wilson
from boussole.core.playbook.evaluate import evaluate
from boussole.core.playbook.rules import Playbook
from boussole.core.playbook.sensitivity import HIGHEST, LOWEST

STEP = 5  # hundredths
THRESHOLDS = tuple(
    hundredths / 100 for hundredths in range(round(100 * LOWEST), round(100 * HIGHEST) + 1, STEP)
)
_FOUND = {"threshold": pl.Float64, "conversation_id": pl.String, "turn": pl.Int32}


@dataclass(frozen=True, slots=True)
class Point:
    """One threshold. ``right`` and ``missed`` count conversations that hold the situation, found or not;
    ``wrong`` those found among the ``clean`` ones, which do not hold it.

    The lead is the median, over those rightly found, of what was still to come after the message that
    carries the situation: messages, and minutes when the source says when messages were sent.
    """

    threshold: float
    right: int
    wrong: int
    missed: int
    clean: int
    lead_messages: float | None = None
    lead_minutes: float | None = None

    @property
    def precision(self) -> Interval:
        """The share of what is found that is right."""
        return wilson(self.right, self.right + self.wrong)

    @property
    def recall(self) -> Interval:
        """The share of what there is to find that is found."""
        return wilson(self.right, self.right + self.missed)

    @property
    def false_positives(self) -> Interval:
        """The share of conversations without the situation in which it is found."""
        return wilson(self.wrong, self.clean)


Curve = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """A rule's curve on the gold conversations, with the version of the rule and the models measured."""

    rule_version: int
    model: str
    conversations: int
    points: Curve


def at_thresholds(
    playbook: Playbook, key: str, turns: pl.DataFrame, conversations: pl.DataFrame
) -> pl.DataFrame:
    """Find a rule's situations at every threshold: ``threshold``, ``conversation_id``, ``turn``.

    A conversation found at several messages counts by the first.
    """
    rule = playbook[key]
    named = {f"{key}_at_{round(100 * at)}": at for at in THRESHOLDS}
    rules = tuple(
        rule.model_copy(update={"key": name, "threshold": at}) for name, at in named.items()
    )
    moments = evaluate(playbook.model_copy(update={"rules": rules}), turns, conversations)
    return (
        moments.with_columns(
            threshold=pl.col("rule").replace_strict(named, return_dtype=pl.Float64)
        )
        .group_by("threshold", "conversation_id")
        .agg(pl.col("turn").min())
        .select(pl.col(name).cast(dtype) for name, dtype in _FOUND.items())
        .sort("threshold", "conversation_id")
    )


def curve(
    found: pl.DataFrame,
    turns: pl.DataFrame,
    *,
    having: Collection[str],
    without: Collection[str],
) -> Curve:
    """Count what was found ``at_thresholds`` against the conversations that hold the situation, and those that do not."""
    led = _with_lead(found, turns)
    return tuple(
        _point(at, led.filter(pl.col("threshold") == at), set(having), set(without))
        for at in THRESHOLDS
    )


def _point(at: float, found: pl.DataFrame, having: set[str], without: set[str]) -> Point:
    seen = set(found["conversation_id"])
    right = found.filter(pl.col("conversation_id").is_in(list(having)))
    return Point(
        threshold=at,
        right=len(having & seen),
        wrong=len(without & seen),
        missed=len(having - seen),
        clean=len(without),
        lead_messages=_median(right["messages"]),
        lead_minutes=_median(right["minutes"]),
    )


def _with_lead(found: pl.DataFrame, turns: pl.DataFrame) -> pl.DataFrame:
    """Say how many messages and minutes were still to come after each situation."""
    ends = turns.group_by("conversation_id").agg(
        last=pl.col("turn").max(), ended=pl.col("at").max()
    )
    carrying = turns.select("conversation_id", "turn", "at")
    return (
        found.join(carrying, on=["conversation_id", "turn"], how="left")
        .join(ends, on="conversation_id", how="left")
        .with_columns(
            messages=pl.col("last") - pl.col("turn"),
            minutes=(pl.col("ended") - pl.col("at")).dt.total_seconds() / 60,
        )
    )


def _median(values: pl.Series) -> float | None:
    middle = values.drop_nulls().median()
    return round(float(middle), 1) if isinstance(middle, int | float) else None


@cache
def gold_curves() -> Mapping[str, Gold]:
    """Return the curves that are published with Boussole, by rule."""
    text = files(__package__).joinpath("curves.json").read_text("utf-8")
    return {
        key: Gold(
            one["rule_version"],
            one["model"],
            one["conversations"],
            tuple(Point(**point) for point in one["points"]),
        )
        for key, one in json.loads(text).items()
    }
