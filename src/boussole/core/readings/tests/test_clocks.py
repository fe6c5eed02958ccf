"""The first answer is the first public answer by a person."""

from __future__ import annotations

from boussole.core.readings.clocks import clocks
from boussole.core.readings.tests.conftest import MakeTurns


def test_robots_and_internal_notes_do_not_answer(turns: MakeTurns) -> None:
    frame = turns(
        {"minute": 0},
        {"role": "bot", "minute": 0.1},
        {"role": "agent", "public": False, "minute": 2},
        {"role": "agent", "minute": 10},
    )
    row = clocks(frame).row(0, named=True)
    assert row["first_response"] == 600.0
    assert row["customer_waited"] == 600.0


def test_waiting_adds_up_from_the_first_unanswered_message(turns: MakeTurns) -> None:
    frame = turns(
        {"minute": 0},
        {"minute": 5},
        {"role": "agent", "minute": 10},
        {"minute": 12},
        {"role": "agent", "minute": 15},
    )
    assert clocks(frame).row(0, named=True)["customer_waited"] == 13 * 60


def test_an_unanswered_customer_has_no_first_response(turns: MakeTurns) -> None:
    row = clocks(turns({"minute": 0}, {"minute": 3})).row(0, named=True)
    assert row["first_response"] is None
    assert row["customer_waited"] is None


def test_no_instants_no_clock(turns: MakeTurns) -> None:
    assert clocks(turns({}, {"role": "agent"})).is_empty()
