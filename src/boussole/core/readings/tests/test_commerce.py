"""A need heard and an offer made too early are two sides of one thing."""

from __future__ import annotations

from boussole.core.readings.commerce import commerce
from boussole.core.readings.tension import with_tension
from boussole.core.readings.tests.conftest import MakeTurns


def test_a_calm_need_followed_by_a_question_is_explored(turns: MakeTurns) -> None:
    frame = turns({"need_expressed": 0.8}, {"role": "agent", "open_question": 0.9})
    row = commerce(with_tension(frame)).row(0, named=True)
    assert (row["need_calm"], row["need_explored"], row["offer_made"]) == (True, True, False)
    assert row["offer_early"] is None


def test_a_question_before_the_need_does_not_explore_it(turns: MakeTurns) -> None:
    frame = turns({}, {"role": "agent", "open_question": 0.9}, {"need_expressed": 0.8})
    assert commerce(with_tension(frame)).row(0, named=True)["need_explored"] is False


def test_an_offer_to_an_angry_customer_is_early(turns: MakeTurns) -> None:
    frame = turns({"dissatisfaction": 3.0, "need_expressed": 0.9}, {"role": "agent", "offer": 0.9})
    row = commerce(with_tension(frame)).row(0, named=True)
    assert row["offer_early"] is True
    assert row["need_calm"] is False
    assert row["need_explored"] is None


def test_no_need_is_not_a_missed_need(turns: MakeTurns) -> None:
    row = commerce(with_tension(turns({}, {"role": "agent"}))).row(0, named=True)
    assert row["need_calm"] is None
