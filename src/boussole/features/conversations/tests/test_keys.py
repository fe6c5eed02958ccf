"""Keys order as their instants do, and never tie."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boussole.features.conversations import keys

SECONDS = st.integers(min_value=631_152_000, max_value=7_258_118_400)  # from 1990 to 2200
INSTANTS = SECONDS.map(lambda second: datetime.fromtimestamp(second, UTC))
IDS = st.integers(min_value=1, max_value=(1 << 28) - 1)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(INSTANTS, IDS, INSTANTS, IDS)
def test_keys_order_by_instant_then_id(at: datetime, one: int, later: datetime, other: int) -> None:
    first, second = keys.newest_key(at, one), keys.newest_key(later, other)
    assert (first < second) == ((at, one) < (later, other))
    assert 0 < second < 1 << 61


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(INSTANTS, IDS, st.floats(min_value=0, max_value=3))
def test_tension_comes_before_the_instant(at: datetime, identifier: int, peak: float) -> None:
    key = keys.newest_key(at, identifier)
    tense = keys.tension_key(key, peak)
    assert tense < 1 << 63
    assert tense >> 61 == round(peak)
    assert tense & ((1 << 61) - 1) == key


def test_an_instant_bounds_the_keys_of_its_day() -> None:
    day = datetime(2026, 3, 2, tzinfo=UTC)
    inside = keys.newest_key(day + timedelta(hours=23), 7)
    assert keys.before(day) < inside < keys.before(day + timedelta(days=1))
