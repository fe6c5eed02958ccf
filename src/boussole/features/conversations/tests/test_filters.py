"""What a filter asks is written to an address and read back; nonsense asks nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boussole.core.conversations import CHANNELS
from boussole.core.signals import CUSTOMER_NAMES
from boussole.features.conversations.filters import SORTS, WEEKS, Filter

PARIS = ZoneInfo("Europe/Paris")
FILTERS = st.builds(
    Filter,
    words=st.sampled_from(["", "facture fausse", "l’été & après"]),
    about=st.sampled_from(["", "billing", "billing.charged_twice", "step:pay"]),
    period=st.sampled_from(["", *WEEKS, "2026-03-02..2026-03-08"]),
    team=st.one_of(st.none(), st.integers(min_value=1, max_value=999)),
    expressing=st.sampled_from(["", *CUSTOMER_NAMES]),
    situation=st.sampled_from(["", "late_escalation", "a_rule_of_our_own"]),
    channel=st.sampled_from(["", *CHANNELS]),
    sort=st.sampled_from(SORTS),
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(FILTERS)
def test_a_filter_survives_its_address(asked: Filter) -> None:
    assert Filter.read(dict(parse_qsl(asked.query()))) == asked


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("team", "-1"),
        ("team", "9" * 40),
        ("period", "2026-13-01..2026-13-02"),
        ("period", "2026-03-08..2026-03-02"),
        ("period", "0001-01-01..9999-12-31"),
        ("expressing", "anger_of_the_agent"),
        ("situation", "x' or 1=1"),
        ("situation", "x" * 41),
        ("channel", "pigeon"),
        ("sort", "random"),
    ],
)
def test_nonsense_asks_nothing(name: str, value: str) -> None:
    assert Filter.read({name: value}) == Filter()


def test_a_period_of_two_dates_holds_both_in_the_company_s_time() -> None:
    between = Filter(period="2026-03-02..2026-03-08").between(datetime.now(UTC), PARIS)
    assert between == (
        datetime(2026, 3, 1, 23, 0, tzinfo=UTC),
        datetime(2026, 3, 8, 23, 0, tzinfo=UTC),
    )
