"""An offer is rare, fresh, and about what was most marked."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from boussole.core.care import OFFERED_EVERY, Band, Offer, Seen, offer

TODAY = date(2026, 3, 11)
MONDAY = date(2026, 3, 2)


def test_one_conversation_hard_in_two_ways() -> None:
    seen = [
        Seen("1", TODAY - timedelta(1), 1),
        Seen("2", TODAY - timedelta(3), 2),
        Seen("3", TODAY - timedelta(2), 2),
    ]
    assert offer(TODAY, None, seen, None) == Offer(TODAY - timedelta(2), "3")
    assert offer(TODAY, None, seen[:1], None) is None


def test_what_is_old_is_left_alone() -> None:
    assert offer(TODAY, None, [Seen("1", TODAY - timedelta(11), 3)], None) is None
    assert offer(TODAY, None, [], (MONDAY - timedelta(14), Band.VERY_HEAVY)) is None


def test_a_heavy_week() -> None:
    assert offer(TODAY, None, [], (MONDAY, Band.HEAVY)) == Offer(MONDAY, None)
    assert offer(TODAY, None, [], (MONDAY, Band.USUAL)) is None


@given(st.integers(0, 60))
def test_never_twice_within_three_weeks(since: int) -> None:
    seen = [Seen("1", TODAY, 4)]
    made = offer(TODAY, TODAY - timedelta(since), seen, (MONDAY, Band.VERY_HEAVY))
    assert (made is None) == (timedelta(since) < OFFERED_EVERY)
