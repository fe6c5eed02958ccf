"""Quiet hours: never written in, and written to as soon as they are over."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import ValidationError

from boussole.core.surveys import QuietHours

PARIS = "Europe/Paris"
HOURS = st.integers(4, 23).map(time)
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
QUIETS = st.builds(
    QuietHours,
    start=HOURS,
    end=HOURS,
    days=st.frozensets(st.integers(0, 6), max_size=6),
    zone=st.sampled_from(["UTC", PARIS, "America/Montreal"]),
)


@given(QUIETS, MOMENTS)
def test_the_retry_moment_is_the_first_that_is_not_quiet(quiet: QuietHours, at: datetime) -> None:
    found = quiet.next_moment(at)
    assert found >= at
    assert not quiet.are_on(found)
    assume(found > at)
    steps = int((found - at) / timedelta(minutes=30))
    assert all(quiet.are_on(at + timedelta(minutes=30 * n)) for n in range(steps))
    assert quiet.are_on(found - timedelta(microseconds=1))


def test_a_saturday_evening_waits_for_monday_morning_on_the_company_clock() -> None:
    quiet = QuietHours(start=time(20), end=time(8), days=frozenset({6}), zone=PARIS)
    saturday = datetime(2026, 3, 28, 20, 30, tzinfo=UTC)
    # The clocks of Paris went forward on the Sunday between.
    assert quiet.next_moment(saturday) == datetime(2026, 3, 30, 6, 0, tzinfo=UTC)


def test_the_same_hour_twice_is_no_quiet_hour() -> None:
    quiet = QuietHours(start=time(0), end=time(0))
    at = datetime(2026, 3, 28, 3, 0, tzinfo=UTC)
    assert not quiet.are_on(at)


def test_a_week_of_silence_is_refused() -> None:
    with pytest.raises(ValidationError):
        QuietHours(days=frozenset(range(7)))
