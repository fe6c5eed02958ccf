"""What is reached, and how sure that is."""

from __future__ import annotations

import pytest

from benchmarks.accuracy.targets import NOT_MEASURED, Target
from boussole.core.metrics.intervals import Interval

FLOOR = Target("recall", 0.8, lambda *_: NOT_MEASURED)
CEILING = Target("errors", 0.1, lambda *_: NOT_MEASURED, ceiling=True)


@pytest.mark.parametrize(
    ("target", "found", "reached", "sure"),
    [
        (FLOOR, Interval(0.85, 0.81, 0.90), True, True),
        (FLOOR, Interval(0.85, 0.75, 0.90), True, False),
        (FLOOR, Interval(0.78, 0.75, 0.82), False, False),
        (FLOOR, Interval(0.70, 0.65, 0.75), False, True),
        (CEILING, Interval(0.05, 0.02, 0.08), True, True),
        (CEILING, Interval(0.12, 0.05, 0.20), False, False),
    ],
)
def test_a_target_is_reached_by_the_figure_and_sure_by_the_interval(
    target: Target, found: Interval, reached: bool, sure: bool
) -> None:
    assert target.reached(found) == reached
    assert target.sure(found) == sure


def test_what_was_not_measured_is_neither_reached_nor_missed() -> None:
    assert FLOOR.reached(NOT_MEASURED) is None
