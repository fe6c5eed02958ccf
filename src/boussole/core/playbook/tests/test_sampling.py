"""Situations to be judged together: some sure, some at the edge, some without; drawn by lot, fairly."""

from __future__ import annotations

from collections import Counter
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.playbook import Playbook, default_playbook
from boussole.core.playbook.conditions import SignalIs
from boussole.core.playbook.sampling import draw, gauge, shares
from boussole.core.playbook.tests.conftest import Talk

RULE = "late_escalation"


@pytest.fixture
def asked() -> Playbook:
    """One rule that asks for a manager request, as sure as one half."""
    playbook = default_playbook()
    rule = playbook[RULE].model_copy(update={"when": SignalIs(signal="manager_request")})
    return playbook.model_copy(update={"rules": (rule,)})


def wish(strength: float) -> list[tuple[str, dict[str, Any]]]:
    return [("customer", {"manager_request": strength}), ("agent", {})]


def test_the_edge_is_what_another_threshold_would_change(
    asked: Playbook, talk: Talk, outcomes: Talk
) -> None:
    strengths = {"clear": 0.95, "just": 0.55, "nearly": 0.4, "far": 0.2, "none": 0.0}
    turns = talk(**{name: wish(strength) for name, strength in strengths.items()})
    found = gauge(asked, [RULE], turns, outcomes(**{name: {} for name in strengths}))
    nearness = dict(found.select("conversation_id", "nearness").iter_rows())
    assert nearness == {
        "clear": "sure",
        "just": "borderline",
        "nearly": "borderline",
        "far": "without",
        "none": "without",
    }
    held = dict(found.select("conversation_id", "found").iter_rows())
    assert held == {name: strength >= 0.5 for name, strength in strengths.items()}


def test_a_moment_that_one_weak_sign_carries_is_at_the_edge(
    asked: Playbook, talk: Talk, outcomes: Talk
) -> None:
    # 0.7 holds at every threshold tried, yet 0.6 of it alone stays under one half.
    found = gauge(asked, [RULE], talk(a=wish(0.7)), outcomes(a={}))
    assert found["nearness"].to_list() == ["borderline"]


def test_the_moment_is_the_strongest_one(asked: Playbook, talk: Talk, outcomes: Talk) -> None:
    each = asked.rules[0].model_copy(update={"take": "each"})
    turns = talk(a=[*wish(0.9), *wish(1.0)])
    found = gauge(asked.model_copy(update={"rules": (each,)}), [RULE], turns, outcomes(a={}))
    assert found.select("turn", "found").rows() == [(2, True)]


def gauged(**nearness: str) -> pl.DataFrame:
    rows = [(name.partition("_on_")[0], name.partition("_on_")[2] or "r") for name in nearness]
    frame = pl.DataFrame(rows, schema=["conversation_id", "rule"], orient="row")
    return frame.with_columns(nearness=pl.Series(list(nearness.values()), dtype=pl.String))


def test_each_sort_has_its_share() -> None:
    found = gauged(
        **{f"{sort[0]}{n}": sort for sort in ("sure", "borderline", "without") for n in range(20)}
    )
    drawn = draw(found, {}, count=10, seed=1)
    assert Counter(one[0] for one in drawn) == {"b": 4, "s": 3, "w": 3}
    assert draw(found, {}, count=10, seed=1) == drawn
    assert draw(found, {}, count=10, seed=2) != drawn


def test_what_lacks_is_made_up_from_the_edge_first() -> None:
    found = gauged(s0="sure", **{f"b{n}": "borderline" for n in range(4)}, w0="without")
    assert sorted(draw(found, {}, count=6, seed=3)) == ["b0", "b1", "b2", "b3", "s0", "w0"]
    assert Counter(one[0] for one in draw(found, {}, count=4, seed=3)) == {"b": 2, "s": 1, "w": 1}


def test_rules_take_turns_and_without_means_without_any() -> None:
    found = gauged(
        **{f"a{n}_on_r1": "sure" for n in range(9)},
        **{f"a{n}_on_r2": "without" for n in range(9)},
        **{f"b{n}_on_r2": "sure" for n in range(9)},
        **{f"b{n}_on_r1": "without" for n in range(9)},
        **{f"w{n}_on_{rule}": "without" for n in range(9) for rule in ("r1", "r2")},
    )
    drawn = Counter(one[0] for one in draw(found, {}, count=12, seed=5))
    assert drawn["a"] == drawn["b"] == 4
    assert drawn["w"] == 4


def test_no_agent_has_most_of_it_while_others_have_some() -> None:
    found = gauged(**{f"b{n}": "borderline" for n in range(30)})
    agents = {f"b{n}": "one" if n < 27 else f"other {n}" for n in range(30)}
    drawn = draw(found, agents, count=6, seed=1)
    assert Counter(agents[one] for one in drawn)["one"] == 3
    alone = dict.fromkeys(agents, "one")
    assert len(draw(found, alone, count=6, seed=1)) == 6


@given(
    st.dictionaries(
        st.text("abcdef", min_size=1, max_size=3),
        st.sampled_from(["sure", "borderline", "without"]),
        max_size=30,
    ),
    st.integers(1, 12),
    st.integers(0, 99),
)
def test_nothing_is_drawn_twice_and_all_that_can_be_is(
    nearness: dict[str, str], count: int, seed: int
) -> None:
    frame = pl.DataFrame(
        {
            "conversation_id": list(nearness),
            "rule": ["r"] * len(nearness),
            "nearness": list(nearness.values()),
        },
        schema={"conversation_id": pl.String, "rule": pl.String, "nearness": pl.String},
    )
    drawn = draw(frame, {one: one[0] for one in nearness}, count=count, seed=seed)
    assert len(set(drawn)) == len(drawn) == min(count, len(nearness))
    assert set(drawn) <= set(nearness)


@given(st.integers(0, 40))
def test_shares_add_up(count: int) -> None:
    assert sum(shares(count).values()) == count
