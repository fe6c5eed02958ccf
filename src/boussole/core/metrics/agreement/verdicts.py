"""What an agreement says of a rule, and which rules to rewrite first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from boussole.core.metrics.agreement.coefficients import Agreement, Coefficient, Why

Kind = Literal["reliable", "tentative", "rewrite", "cannot_be_said"]

# Krippendorff, Content Analysis, 4th edition (2018), chapter 12.
RELIABLE, TENTATIVE = 0.80, 0.667
MINIMUM_ITEMS = 10


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of a rule.

    ``could_be`` holds every verdict that alpha's interval reaches, from the lowest: one means that the
    interval agrees with ``kind``; empty means that no interval can be drawn. ``missing`` items would be
    enough to judge. ``lopsided`` when alpha is low while AC1 is high: nearly all answers are the same, so
    the situations tell less than the coefficient seems to say.
    """

    kind: Kind
    why: Why = "said"
    could_be: tuple[Kind, ...] = ()
    missing: int = 0
    lopsided: bool = False

    @property
    def straddles(self) -> bool:
        """Whether the interval reaches another verdict than this one."""
        return len(self.could_be) > 1


def band(alpha: float) -> Kind:
    """The verdict of a value of alpha taken as certain."""
    if alpha >= RELIABLE:
        return "reliable"
    return "tentative" if alpha >= TENTATIVE else "rewrite"


def verdict(found: Agreement) -> Verdict:
    """Judge by alpha: reliable from .80, tentative from .667, else the rule is to be rewritten."""
    alpha = found.alpha
    if alpha.value is None:
        return Verdict("cannot_be_said", alpha.why, missing=max(0, MINIMUM_ITEMS - found.items))
    if found.items < MINIMUM_ITEMS:
        return Verdict("cannot_be_said", "few_items", missing=MINIMUM_ITEMS - found.items)
    kind = band(alpha.value)
    apart = found.ac1.value is not None and found.ac1.value >= RELIABLE
    return Verdict(kind, could_be=_reached(alpha), lopsided=kind == "rewrite" and apart)


def _reached(alpha: Coefficient) -> tuple[Kind, ...]:
    if alpha.low is None or alpha.high is None:
        return ()
    bands: tuple[Kind, ...] = ("rewrite", "tentative", "reliable")
    return bands[bands.index(band(alpha.low)) : bands.index(band(alpha.high)) + 1]


@dataclass(frozen=True, slots=True)
class Priority:
    """A rule in the order of rewriting; ``surely`` is the disagreement left even if alpha is its upper bound."""

    rule: str
    verdict: Verdict
    disagreement: float | None
    surely: float


def rewrite_first(agreements: Mapping[str, Agreement]) -> tuple[Priority, ...]:
    """Order rules by the disagreement that surely exists: 1 - the upper bound of alpha.

    A rule that a few situations make look dreadful does not pass before one that is surely bad. Lopsided
    rules, which call for other situations first, and rules that cannot be judged come last; ties follow
    the plain disagreement, then the name.
    """
    found = [_priority(rule, judged) for rule, judged in agreements.items()]
    return tuple(sorted(found, key=_order))


def _priority(rule: str, found: Agreement) -> Priority:
    alpha = found.alpha
    surely = 0.0 if alpha.high is None else max(0.0, 1 - alpha.high)
    return Priority(rule, verdict(found), None if alpha.value is None else 1 - alpha.value, surely)


def _order(one: Priority) -> tuple[bool, bool, float, float, str]:
    unknown = one.verdict.kind == "cannot_be_said"
    return (unknown, one.verdict.lopsided, -one.surely, -(one.disagreement or 0.0), one.rule)
