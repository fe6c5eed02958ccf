"""The share of managers who are engaged, when there are enough of them to be nobody in particular."""

from __future__ import annotations

from dataclasses import dataclass

from boussole.core.metrics.engine import MetricError
from boussole.core.metrics.intervals import Interval, wilson
from boussole.core.metrics.mirror.refusals import Refused

# Below ten answers no share is given, as for any metric; it is also more than what protects an answer.
MINIMUM_MANAGERS = 10


@dataclass(frozen=True, slots=True)
class Engaged:
    """``managers`` answered, and the share (0 to 1) of those who are engaged."""

    managers: int
    share: Interval


def engaged_managers(engaged: int, managers: int) -> Engaged | Refused:
    """The share of ``managers`` who answered that are ``engaged``, with Wilson's interval; refused below 10."""
    if not 0 <= engaged <= managers:
        raise MetricError(f"{engaged} engaged of {managers} managers: it cannot be more than all")
    if managers < MINIMUM_MANAGERS:
        return Refused("few_managers", managers, MINIMUM_MANAGERS)
    return Engaged(managers, wilson(engaged, managers))
