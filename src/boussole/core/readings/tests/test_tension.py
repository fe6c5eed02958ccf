"""Tension rises at once, falls gradually, and starts anew when the customer is satisfied."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.readings.tension import FADING, with_tension
from boussole.core.readings.tests.conftest import MakeTurns, make_turns

strengths = st.lists(st.sampled_from([0.0, 1.0, 2.0, 3.0]), min_size=1, max_size=60)


def course(*dissatisfaction: float) -> list[float]:
    frame = make_turns(*({"dissatisfaction": d} for d in dissatisfaction))
    return with_tension(frame)["tension"].to_list()


@settings(max_examples=50)
@given(strengths)
def test_it_is_the_recursion_it_claims_to_be(expressed: list[float]) -> None:
    level, expected = 0.0, []
    for value in expressed:
        level = max(value, FADING * level)
        expected.append(level)
    assert all(abs(a - b) < 2e-3 for a, b in zip(course(*expressed), expected, strict=True))


def test_a_very_long_conversation_does_not_overflow() -> None:
    assert course(3.0, *[0.0] * 5000, 2.0)[-1] == 2.0


def test_an_agent_meets_the_tension_the_customer_left(turns: MakeTurns) -> None:
    frame = turns({"dissatisfaction": 2.0}, {"role": "agent"}, {"dissatisfaction": 0.0})
    assert with_tension(frame)["tension"].to_list() == [
        2.0,
        2.0,
        pl.Series([1.2]).cast(pl.Float32)[0],
    ]


def test_satisfaction_starts_a_new_course(turns: MakeTurns) -> None:
    frame = turns({"dissatisfaction": 3.0}, {"role": "agent"}, {"praise": 0.9})
    assert with_tension(frame)["tension"].to_list()[-1] == 0.0


def test_conversations_do_not_share_their_course() -> None:
    both = pl.concat(
        [
            make_turns({"dissatisfaction": 3.0}, conversation_id="a"),
            make_turns({"dissatisfaction": 0.0}, conversation_id="b"),
        ]
    )
    assert with_tension(both)["tension"].to_list() == [3.0, 0.0]


def test_a_doubt_raises_no_tension() -> None:
    """Under one, dissatisfaction is in doubt: the course, like labels, leaves it out."""
    assert course(0.9, 0.4) == [0.0, 0.0]
    assert course(1.4, 0.9) == pytest.approx([1.4, 0.84])
