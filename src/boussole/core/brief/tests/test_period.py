"""A brief speaks of the last complete week that has something to say."""

from __future__ import annotations

from datetime import date

import pytest

from boussole.core.brief.period import choose_period, parse_week

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize("said", ["2026-W47", "2026w47", "2026-11-18", "2026-11-16"])
def test_a_week_is_said_by_number_or_by_any_of_its_days(said: str) -> None:
    assert parse_week(said) == MONDAY


def test_an_unfinished_week_is_left_for_next_monday() -> None:
    counts = {date(2026, 11, 9): 40, MONDAY: 40}
    chosen = choose_period(counts, date(2026, 11, 2), date(2026, 11, 19))
    assert chosen.since == date(2026, 11, 9)


def test_thin_data_are_read_whole() -> None:
    chosen = choose_period({MONDAY: 5}, date(2026, 11, 16), date(2026, 11, 22))
    assert chosen.whole
    assert (chosen.since, chosen.until) == (date(2026, 11, 16), date(2026, 11, 22))
