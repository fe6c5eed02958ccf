"""Patterns are planted and found, chance is not; a spread never speaks of one person."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.care import patterns, spread
from boussole.core.care.rota import part_of

FIRST = datetime(2026, 3, 2, tzinfo=UTC)


def contacts(chance: random.Random, *, planted: bool) -> pl.DataFrame:
    """Twelve weeks; when planted, Monday mornings by phone are hard six times in ten, the rest one in ten."""
    rows = []
    for number in range(2400):
        at = FIRST + timedelta(days=chance.randrange(84), hours=chance.randrange(7, 17))
        channel = chance.choice(["phone", "chat", "email"])
        here = planted and at.weekday() == 0 and at.hour < 11 and channel == "phone"
        rows.append(
            (f"{number}", at, channel, "billing.invoice", chance.random() < (0.6 if here else 0.1))
        )
    return pl.DataFrame(
        rows,
        schema={
            "conversation_id": pl.String,
            "started_at": pl.Datetime("us", "UTC"),
            "channel": pl.String,
            "reason": pl.String,
            "hard": pl.Boolean,
        },
        orient="row",
    )


def test_monday_mornings_by_phone_are_found() -> None:
    found = patterns(contacts(random.Random(3), planted=True), "UTC")  # noqa: S311 - the same each time
    assert (found[0].weekday, found[0].part, found[0].channel) == (1, "morning", "phone")
    assert found[0].of_hard > 2 * found[0].of_contacts
    assert len(found) <= 3


@pytest.mark.parametrize("seed", range(8))
def test_nothing_is_found_where_nothing_is(seed: int) -> None:
    assert patterns(contacts(random.Random(seed), planted=False), "UTC") == []  # noqa: S311 - the same each time


def test_parts_of_the_day() -> None:
    assert [part_of(hour) for hour in (3, 6, 11, 12, 14, 18, 23)] == [
        "evening", "morning", "morning", "midday", "afternoon", "evening", "evening",
    ]  # fmt: skip


def test_half_of_them_reach_a_third() -> None:
    found = spread([10, 10, 2, 2, 2, 2])
    assert found is not None
    assert found.half == pytest.approx(1 / 3)
    assert found.uneven
    even = spread([5, 5, 5, 5, 5, 5])
    assert even is not None
    assert not even.uneven
    assert even.gini == 0.0


@given(st.lists(st.integers(0, 40), max_size=30))
def test_what_is_said_of_a_spread_is_never_of_one_person(hard: list[int]) -> None:
    found = spread(hard)
    if len(hard) < 5 or sum(hard) < 2 * len(hard):
        assert found is None
        return
    assert found is not None
    assert found.half * found.people >= 2
    assert 0.0 <= found.gini <= 1.0
    assert found == spread(hard[::-1])
