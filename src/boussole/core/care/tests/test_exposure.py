"""What is hard is said by customers alone, and weeks are set against one's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.care import Band, Week, band_of, bands, monday_of, usual, weekly, with_signs
from boussole.core.care.exposure import longest_run
from boussole.core.schemas import CONVERSATIONS
from boussole.core.signals.catalogue import ACT_NAMES

MONDAY = date(2026, 3, 2)
ZONE = "Europe/Paris"


def contacts(*rows: dict[str, Any]) -> pl.DataFrame:
    base = {"tension": [], "tension_peak": 0.0, "public_threat": 0.0, "vulnerability": 0.0}
    return pl.DataFrame(
        [
            {
                "conversation_id": f"{number:04}",
                "started_at": datetime(2026, 3, 2, 9, tzinfo=UTC),
                **base,
                **row,
            }
            for number, row in enumerate(rows)
        ],
        schema_overrides={"tension": pl.List(pl.Float32)},
    )


@pytest.mark.parametrize(
    ("said", "signs"),
    [
        ({}, 0),
        ({"tension_peak": 2.9, "tension": [2.9, 2.0]}, 0),
        ({"tension_peak": 3.0, "tension": [3.0]}, 1),
        ({"tension_peak": 2.4, "tension": [2.0, 2.4, 2.0]}, 1),
        ({"tension_peak": 2.4, "tension": [2.0, 1.2, 2.0]}, 0),
        ({"public_threat": 0.5}, 1),
        ({"vulnerability": 0.6}, 1),
        ({"tension_peak": 3.0, "tension": [3.0, 2.5, 2.1], "public_threat": 0.9}, 3),
    ],
)
def test_a_conversation_is_hard_by_what_the_customer_expresses(
    said: dict[str, Any], signs: int
) -> None:
    found = with_signs(contacts(said))
    assert found["signs"].item() == signs
    assert found["hard"].item() == (signs > 0)


def test_nothing_of_the_agent_is_read() -> None:
    read = {"tension", "tension_peak", "public_threat", "vulnerability"}
    assert read <= set(CONVERSATIONS.names)
    assert not read & set(ACT_NAMES)
    with_signs(contacts({}).select("conversation_id", *sorted(read)))


def test_a_week_counts_runs_and_days_by_the_local_clock() -> None:
    hard, at = {"vulnerability": 0.9}, datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
    # 22:30 and 23:30 UTC are 23:30 on Monday and 0:30 on Tuesday in Paris.
    rows = contacts(
        {**hard, "started_at": at},
        {**hard, "started_at": at + timedelta(hours=1)},
        {"started_at": at + timedelta(hours=2)},
        {**hard, "started_at": at + timedelta(hours=3)},
        {**hard, "started_at": datetime(2026, 3, 9, 8, tzinfo=UTC)},
    )
    first, second, third = weekly(
        with_signs(rows), [MONDAY, MONDAY + timedelta(7), MONDAY + timedelta(14)], ZONE
    )
    assert first == Week(MONDAY, contacts=4, hard=3, run=2, in_a_day=2)
    assert second.hard == second.contacts == 1
    assert third == Week(MONDAY + timedelta(14))
    assert third.share == 0.0


@given(st.lists(st.booleans(), max_size=30))
def test_the_longest_run_is_within_the_count(flags: list[bool]) -> None:
    run = longest_run(flags)
    assert run <= sum(flags)
    assert (run == 0) == (not any(flags))
    text = "".join("x" if flag else "-" for flag in flags)
    assert "x" * run in text
    assert "x" * (run + 1) not in text


def week(hard: int, *, run: int = 0, in_a_day: int = 0) -> Week:
    return Week(MONDAY, contacts=hard + 5, hard=hard, run=run, in_a_day=in_a_day)


def test_a_usual_needs_six_weeks() -> None:
    assert usual([3] * 5) is None
    found = usual([3] * 6)
    assert found is not None
    # Weeks that never change still vary as counts do: 3 + 3 x sqrt(3).
    assert found.high == pytest.approx(3 + 3 * 3**0.5)
    assert found.low == 0.0
    assert found.weeks == 6


def test_bands() -> None:
    quiet = usual([1, 0, 1, 1, 0, 1])
    assert band_of(week(3), quiet) == Band.USUAL
    assert band_of(week(5), quiet) == Band.HEAVY
    assert band_of(week(8), quiet) == Band.VERY_HEAVY
    used_to_it = usual([9, 8, 10, 9, 8, 9])
    assert band_of(week(9), used_to_it) == Band.HEAVY
    assert band_of(week(15), used_to_it) == Band.VERY_HEAVY
    assert band_of(week(4, in_a_day=4), None) == Band.HEAVY
    assert band_of(week(4, run=4), None) == Band.HEAVY
    assert band_of(week(4), None) == Band.USUAL


@given(st.lists(st.integers(0, 20), min_size=1, max_size=40), st.integers(0, 20))
def test_a_week_is_never_part_of_its_own_usual(counts: list[int], other: int) -> None:
    before = [week(count) for count in counts]
    found = bands([*before, week(0)])[-1][0]
    assert found == bands([*before, week(other)])[-1][0]


@given(st.lists(st.integers(0, 20), min_size=6, max_size=30), st.integers(0, 30))
def test_more_hard_conversations_are_never_a_lighter_week(counts: list[int], hard: int) -> None:
    found = usual(counts)
    assert band_of(week(hard), found) <= band_of(week(hard + 1), found)


def test_weeks_before_someone_came_are_not_their_usual() -> None:
    absent = [Week(MONDAY)] * 20
    assert bands([*absent, *[week(2)] * 5])[-1][0] is None
    found = bands([*absent, *[week(2)] * 7])[-1][0]
    assert found is not None
    assert found.centre == 2.0


def test_a_monday_is_its_own() -> None:
    assert monday_of(MONDAY) == MONDAY
    assert monday_of(MONDAY + timedelta(days=6)) == MONDAY
