"""Where customers struggle: what is counted, and in which order it deserves attention."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from boussole.core.metrics.conditions import Condition, any_of, at_least, equals, is_true
from boussole.core.metrics.definitions.expressed import CLEAR
from boussole.core.metrics.definitions.outcomes import IS_REPEAT
from boussole.core.metrics.engine import FrictionCounts
from boussole.core.metrics.intervals import Interval, wilson

BY_CUSTOMER: Condition = at_least("customer_turns", 1)
EFFORT: Condition = is_true("effort_expressed")
DISSATISFIED: Condition = at_least("dissatisfaction", CLEAR)
REPEATED: Condition = IS_REPEAT
FAILURE: Condition = equals("demand", "failure")
STRUGGLING: Condition = any_of(EFFORT, DISSATISFIED, REPEATED)


@dataclass(frozen=True, slots=True)
class Friction:
    """A step, reason or origin, with how surely its customers struggle.

    ``share`` is the share of its customers who struggle; ``at_least`` the number of them that the
    lower bound supports, which is what frictions are ranked by. ``before`` is the same share over
    the earlier weeks; ``grew`` and ``eased`` are true only when the two intervals do not overlap.
    """

    counts: FrictionCounts
    share: Interval
    at_least: float
    before: Interval
    before_counts: FrictionCounts | None
    grew: bool
    eased: bool


def rank_frictions(
    now: Iterable[FrictionCounts], before: Iterable[FrictionCounts] = ()
) -> list[Friction]:
    """Order frictions by the customers who surely struggle; an unknown key comes last."""
    earlier = {counts.key: counts for counts in before}
    judged = [_judge(counts, earlier) for counts in now if counts.struggling]
    return sorted(judged, key=lambda f: (f.counts.key is None, -f.at_least, f.counts.key or ""))


def _judge(counts: FrictionCounts, earlier: Mapping[str | None, FrictionCounts]) -> Friction:
    share = wilson(counts.struggling_customers, counts.customers)
    past = earlier.get(counts.key)
    before = (
        wilson(past.struggling_customers, past.customers) if past else Interval(None, None, None)
    )
    return Friction(
        counts=counts,
        share=share,
        at_least=(share.low or 0.0) * counts.customers,
        before=before,
        before_counts=past,
        grew=share.low is not None and before.high is not None and share.low > before.high,
        eased=share.high is not None and before.low is not None and share.high < before.low,
    )
