"""What the company promises its customers, each promise tied to the metric that says whether it holds.

A commitment is judged on the metric's interval, never on its value alone: an interval on both sides of the
target, or too few contacts, is "cannot be said".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import Field, field_validator, model_validator

from boussole.core.metrics.declarations import Metric
from boussole.core.metrics.estimates import MEDIAN, P90, Estimate
from boussole.core.metrics.intervals import Interval
from boussole.core.metrics.registry import METRICS
from boussole.core.metrics.words import shown
from boussole.core.playbook.conditions import KEY, Part
from boussole.core.text import Text
from boussole.core.wording import NBSP, counted, number

Holds = Literal["held", "not_held", "cannot_be_said"]

HOLDS_NAMES: dict[Holds, Text] = {
    "held": Text(fr="tenu", en="held"),
    "not_held": Text(fr="non tenu", en="not held"),
    "cannot_be_said": Text(fr="on ne peut pas le dire", en="cannot be said"),
}
# Between what bounds a target makes sense, ends excluded: no sample shows that something is always so.
_BOUNDS = {"share": (0.0, 1.0), "score": (-100.0, 100.0)}
_AMONG = {
    MEDIAN: Text(fr="pour un client sur deux", en="for one customer in two"),
    P90: Text(fr="pour neuf clients sur dix", en="for nine customers in ten"),
}
_AT_LEAST = Text(fr="au moins {value}", en="at least {value}")
_AT_MOST = Text(fr="au plus {value}", en="at most {value}")
_TARGET = Text(fr="{bound} {among}", en="{bound} {among}")
_SEEN = Text(fr="{value} ({low} à {high})", en="{value} ({low} to {high})")
_HELD = Text(
    fr=f"Tenu{NBSP}: {{seen}}{NBSP}; l’engagement est d’{{target}}.",
    en="Held: {seen}; the commitment is {target}.",
)
_NOT_HELD = Text(
    fr=f"Non tenu{NBSP}: {{seen}}{NBSP}; l’engagement est d’{{target}}.",
    en="Not held: {seen}; the commitment is {target}.",
)
_STRADDLES = Text(
    fr=f"On ne peut pas le dire{NBSP}: {{seen}}{NBSP}; l’engagement, {{target}}, est dans l’intervalle.",
    en="Cannot be said: {seen}; the commitment, {target}, lies within the interval.",
)
_UNBOUNDED = Text(
    fr=f"On ne peut pas le dire{NBSP}: trop de demandes courent encore, ou trop peu sont connues, pour "
    "encadrer cette durée.",
    en="Cannot be said: too many requests are still running, or too few are known, to bound this time.",
)
_TOO_FEW = Text(
    fr=f"On ne peut pas le dire{NBSP}: {{n}}, il en faut au moins {{least}}.",
    en="Cannot be said: {n}, at least {least} are needed.",
)
_TOO_EARLY = Text(
    fr=f"Il est trop tôt pour le dire{NBSP}: {{n}} n’ont pas encore les {{days}}{NBSP}jours de recul que demande "
    "cet indicateur.",
    en="Too early to say: {n} have not had the {days} days that this indicator gives them.",
)


class Commitment(Part):
    """One promise to customers.

    ``promise`` is said to them; ``why`` is said to the teams that hold it. The target is in the metric's unit (a
    share is 0 to 1, a duration in seconds), on the side that is better for the customer. ``quantile``, for
    durations only, is 0.5 (the median, when nothing is said) or 0.9.
    """

    key: str = Field(pattern=KEY)
    name: Text
    promise: Text
    why: Text
    metric: str
    quantile: float | None = None
    at_least: float | None = None
    at_most: float | None = None

    @field_validator("metric")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in METRICS:
            raise ValueError(f"{name!r} is no metric; one of: {', '.join(METRICS)}")
        return name

    @model_validator(mode="after")
    def _can_be_judged(self) -> Commitment:
        problems = [*self._side_problems(), *self._quantile_problems()]
        if problems:
            raise ValueError("; ".join(problems))
        return self

    def _side_problems(self) -> list[str]:
        metric = METRICS[self.metric]
        if metric.direction == "neutral":
            return [f"nothing can be promised on {self.metric}: neither more nor less is better"]
        side, other = ("at_least", "at_most") if metric.direction == "higher" else ("at_most", "at_least")  # fmt: skip
        if getattr(self, other) is not None or getattr(self, side) is None:
            return [f"{self.metric} is better {metric.direction}: give {side}, and it alone"]
        low, high = _BOUNDS.get(metric.unit, (0.0, float("inf")))
        if not low < self.target < high:
            scale = f"{metric.unit}, strictly between {low:g} and {high:g}"
            return [f"{self.metric} is in {scale}; {self.target:g} is outside"]
        return []

    def _quantile_problems(self) -> list[str]:
        if self.quantile is None:
            return []
        if METRICS[self.metric].kind != "duration":
            return [f"quantile is for durations, and {self.metric} is none"]
        return [] if self.quantile in _AMONG else ["quantile is 0.5 or 0.9"]

    @property
    def target(self) -> float:
        """What is promised, in the metric's unit."""
        bound = self.at_least if self.at_least is not None else self.at_most
        if bound is None:
            raise ValueError(f"{self.key}: nothing is promised")
        return bound

    @property
    def target_in_words(self) -> Text:
        """``au plus 4 h pour neuf clients sur dix``, ``at least 80%``."""
        metric = METRICS[self.metric]
        form = _AT_MOST if self.at_least is None else _AT_LEAST
        said = form.format(value=shown(metric, self.target))
        if metric.kind != "duration":
            return said
        return _TARGET.format(bound=said, among=_AMONG[self.quantile or MEDIAN])


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a commitment holds, and the sentence that says so with the figures."""

    state: Holds
    words: Text


def holds(commitment: Commitment, found: Estimate) -> Standing:
    """Judge a commitment on its metric's estimate over a period.

    Held when the whole interval is on the promised side of the target, not held when it is wholly on the
    other; anything else cannot be said. Raises ValueError when the estimate is another metric's.
    """
    metric = METRICS[commitment.metric]
    if found.metric != metric.name:
        raise ValueError(f"{commitment.key} is judged on {metric.name}, not on {found.metric}")
    if found.state != "ok":
        return Standing("cannot_be_said", _not_enough(metric, found))
    interval = _interval(commitment, found)
    state = _state(commitment, interval)
    return Standing(state, _said(commitment, metric, interval, state))


def _interval(commitment: Commitment, found: Estimate) -> Interval:
    if commitment.quantile == P90:
        return found.p90 or Interval(None, None, None)
    return Interval(found.value, found.low, found.high)


def _state(commitment: Commitment, interval: Interval) -> Holds:
    """A bound that is not known decides nothing."""
    target, low, high = commitment.target, interval.low, interval.high
    if commitment.at_least is not None:
        held, not_held = low is not None and low >= target, high is not None and high < target
    else:
        held, not_held = high is not None and high <= target, low is not None and low > target
    return "held" if held else "not_held" if not_held else "cannot_be_said"


def _said(commitment: Commitment, metric: Metric, interval: Interval, state: Holds) -> Text:
    unbounded = None in {interval.value, interval.low, interval.high}
    if state == "cannot_be_said" and unbounded:
        return _UNBOUNDED
    form = {"held": _HELD, "not_held": _NOT_HELD, "cannot_be_said": _STRADDLES}[state]
    seen = _SEEN.format(
        value=shown(metric, interval.value),
        low=shown(metric, interval.low),
        high=shown(metric, interval.high),
    )
    return form.format(seen=seen, target=commitment.target_in_words)


def _not_enough(metric: Metric, found: Estimate) -> Text:
    if found.state == "immature" and metric.maturity is not None:
        days = number(metric.maturity.days)
        return _TOO_EARLY.format(n=_counted(metric, found.immature_n), days=days)
    return _TOO_FEW.format(n=_counted(metric, found.n), least=number(metric.minimum_n))


def _counted(metric: Metric, n: int) -> Text:
    if metric.table == "answers":
        return counted(n, ("réponse", "réponses"), ("answer", "answers"))
    return counted(n, ("contact", "contacts"), ("contact", "contacts"))
