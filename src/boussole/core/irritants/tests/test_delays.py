"""Working days are those from Monday to Friday."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.irritants import is_late, working_days_after

days = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def test_ten_working_days_are_two_weeks() -> None:
    assert working_days_after(date(2026, 11, 18), 10) == date(2026, 12, 2)
    assert working_days_after(date(2026, 11, 21), 1) == date(2026, 11, 23)


@given(days, st.integers(1, 60))
def test_a_delay_ends_on_a_working_day_and_holds_as_many_as_said(day: date, count: int) -> None:
    end = working_days_after(day, count)
    between = [day + timedelta(days=at) for at in range(1, (end - day).days + 1)]
    assert end.weekday() < 5
    assert sum(one.weekday() < 5 for one in between) == count


@given(days, st.integers(0, 60))
def test_the_last_day_is_in_time_and_the_next_is_late(day: date, count: int) -> None:
    end = working_days_after(day, count)
    assert not is_late(end, end)
    assert is_late(end, end + timedelta(days=1))
    assert not is_late(None, end)


def test_a_delay_is_not_in_the_past() -> None:
    with pytest.raises(ValueError, match="-1 working days"):
        working_days_after(date(2026, 11, 18), -1)
