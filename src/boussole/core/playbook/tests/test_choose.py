"""Choosing the situations of a week: few, fair, and the same every time."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.playbook import SUCCESSES, choose, default_playbook, why
from boussole.core.schemas import CONVERSATIONS, MOMENTS

MONDAY = datetime(2024, 3, 4, tzinfo=UTC)


def moment(name: str, rule: str, **said: Any) -> dict[str, Any]:
    return {
        "conversation_id": name,
        "rule": rule,
        "kind": rule,
        "success": rule in SUCCESSES,
        "turn": 2,
        "start": 0,
        "end": 4,
        "passage": "Non.",
        "because": [3, 5],
        "strength": 0.6,
        "upstream": False,
        **said,
    }


def frames(
    rows: list[dict[str, Any]], **known: dict[str, Any]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    names = dict.fromkeys(row["conversation_id"] for row in rows)
    conversations = [
        {"conversation_id": name, "started_at": MONDAY, **known.get(name, {})} for name in names
    ]
    return (
        pl.DataFrame(rows, schema=pl.DataFrame(MOMENTS.empty_table()).schema),
        pl.DataFrame(conversations, schema=pl.DataFrame(CONVERSATIONS.empty_table()).schema),
    )


def test_nothing_gives_nothing() -> None:
    choice = choose(*frames([]))
    assert choice.situations == ()
    assert choice.upstream == {}


def test_a_success_is_offered_for_each_failure() -> None:
    failures = [moment(f"f{i}", "late_escalation", strength=0.9) for i in range(6)]
    successes = [moment(f"s{i}", "recovery", strength=0.3) for i in range(3)]
    chosen = choose(*frames(failures + successes), limit=6).situations
    assert Counter(situation.success for situation in chosen) == {True: 3, False: 3}


def test_failures_can_be_bounded_where_there_are_no_successes() -> None:
    rows = [moment(f"f{i}", "late_escalation") for i in range(6)]
    assert len(choose(*frames(rows), limit=8, failures=3).situations) == 3


def test_an_agent_s_two_places_tell_both_sides() -> None:
    rows = [
        moment("a", "late_escalation", strength=0.9),
        moment("b", "derailment", strength=0.9),
        moment("c", "recovery", strength=0.6),
    ]
    known = {name: {"agent_id": "lea", "customer_id": name} for name in "abc"}
    chosen = choose(*frames(rows, **known)).situations
    assert {one.success for one in chosen} == {True, False}


def test_no_more_than_two_for_one_agent() -> None:
    rows = [moment(f"c{i}", "derailment") for i in range(5)]
    known = {f"c{i}": {"agent_id": "lea"} for i in range(4)}
    chosen = choose(*frames(rows, **known)).situations
    agents = Counter(known.get(one.conversation_id, {}).get("agent_id") for one in chosen)
    assert agents == {"lea": 2, None: 1}


def test_upstream_comes_apart_by_origin() -> None:
    rows = [
        moment("a", "broken_promise", upstream=True),
        moment("b", "broken_promise", upstream=True),
        moment("c", "derailment"),
    ]
    known = {"a": {"origin": "billing"}, "b": {"origin": "logistics"}}
    choice = choose(*frames(rows, **known))
    assert [situation.conversation_id for situation in choice.situations] == ["c"]
    assert sorted(choice.upstream) == ["billing", "logistics"]
    assert choice.upstream["billing"][0].upstream


def test_recent_and_widespread_come_first() -> None:
    rows = [moment(name, "derailment") for name in ("old", "new", "wide1", "wide2")]
    known: dict[str, dict[str, Any]] = {
        "old": {"started_at": MONDAY - timedelta(days=20), "customer_id": "1", "reason": "x"},
        "new": {"customer_id": "2", "reason": "y"},
        "wide1": {"customer_id": "3", "reason": "z"},
        "wide2": {"customer_id": "4", "reason": "z"},
    }
    chosen = [one.conversation_id for one in choose(*frames(rows, **known)).situations]
    assert chosen[0] == "wide1"
    assert chosen.index("new") < chosen.index("old")


def test_variety_before_more_of_the_same() -> None:
    rows = [moment(f"l{i}", "late_escalation") for i in range(3)]
    rows.append(moment("m", "missed_opportunity", strength=0.55))
    chosen = [one.rule for one in choose(*frames(rows), limit=3).situations]
    assert "missed_opportunity" in chosen


def test_a_situation_tells_why_and_what_to_do() -> None:
    (situation,) = choose(*frames([moment("a", "late_escalation")])).situations
    assert situation.cue == default_playbook()["late_escalation"].cue
    assert "4 et 6" in situation.why.fr
    assert "4 and 6" in situation.why.en
    assert "message 3" in situation.why.en


def test_every_why_can_be_filled() -> None:
    playbook = default_playbook()
    for rule in playbook.rules:
        said = why(playbook, rule.key, 2, [0, 4])
        assert "{" not in said.fr + said.en


row = st.builds(
    lambda name, rule, strength: moment(f"c{name}", rule, strength=strength),
    st.integers(0, 12),
    st.sampled_from([rule.key for rule in default_playbook().rules]),
    st.sampled_from([0.3, 0.6, 0.9]),
)


@given(st.lists(row, max_size=25), st.integers(1, 3), st.integers(1, 8))
@settings(max_examples=50, deadline=None)
def test_the_promises_hold_whatever_the_week(
    rows: list[dict[str, Any]], per_agent: int, limit: int
) -> None:
    agents = {f"c{i}": {"agent_id": f"agent{i % 4}"} for i in range(13)}
    moments, conversations = frames(rows, **agents)
    chosen = choose(moments, conversations, per_agent=per_agent, limit=limit).situations
    again = choose(
        moments.reverse(), conversations.reverse(), per_agent=per_agent, limit=limit
    ).situations
    assert chosen == again
    assert len(chosen) <= limit
    names = [situation.conversation_id for situation in chosen]
    assert len(set(names)) == len(names)
    per = Counter(agents[name]["agent_id"] for name in names)
    assert max(per.values(), default=0) <= per_agent
