"""A delay in working days ends on a working day, and counts those between."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.working_days import is_late, working_days_after

DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2026, 11, 25), 5, date(2026, 12, 2)),  # a Wednesday to the next
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # Friday to Monday
        (date(2026, 11, 28), 1, date(2026, 11, 30)),  # Saturday to Monday
        (date(2026, 11, 28), 0, date(2026, 11, 28)),
    ],
)
def test_a_delay_leaves_weekends_out(day: date, count: int, found: date) -> None:
    assert working_days_after(day, count) == found


@given(DAYS, st.integers(1, 60))
def test_it_ends_on_a_working_day_with_as_many_between(day: date, count: int) -> None:
    end = working_days_after(day, count)
    passed = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert end.weekday() < 5
    assert sum(one.weekday() < 5 for one in passed) == count


def test_a_delay_before_today_is_refused() -> None:
    with pytest.raises(ValueError, match="give 0 or more"):
        working_days_after(date(2026, 11, 25), -1)


@given(DAYS, st.integers(0, 60))
def test_the_last_day_is_in_time_and_the_next_is_late(day: date, count: int) -> None:
    end = working_days_after(day, count)
    assert not is_late(end, end)
    assert is_late(end, end + timedelta(days=1))
    assert not is_late(None, end)
