"""From rules to moments: which turn, which passage, why, and whose cause."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from boussole.core.playbook import Playbook, default_playbook, evaluate
from boussole.core.schemas import MOMENTS
from boussole.core.signals import ACT_NAMES, BY_NAME, CUSTOMER_NAMES

Build = Callable[..., pl.DataFrame]
C, A = "customer", "agent"
MANAGER: tuple[str, dict[str, Any]] = (C, {"manager_request": 1, "text": "Un responsable. Vite."})
LATE: list[tuple[str, dict[str, Any]]] = [(C, {}), (A, {}), MANAGER, (A, {}), (C, {}), (A, {})]


def found(moments: pl.DataFrame, rule: str) -> list[dict[str, Any]]:
    return moments.filter(pl.col("rule") == rule).to_dicts()


def test_moments_have_their_schema(talk: Build, outcomes: Build) -> None:
    moments = evaluate(default_playbook(), talk(a=LATE), outcomes(a={}))
    assert moments.schema == pl.DataFrame(MOMENTS.empty_table()).schema
    nothing = evaluate(default_playbook(), talk(), outcomes())
    assert nothing.schema == moments.schema
    assert nothing.is_empty()


def test_a_late_escalation_names_its_turn_and_the_replies_that_went_by(
    talk: Build, outcomes: Build
) -> None:
    (late,) = found(evaluate(default_playbook(), talk(a=LATE), outcomes(a={})), "late_escalation")
    assert late["turn"] == 2
    assert late["because"] == [3, 5]
    assert late["passage"] == "Un responsable. Vite."
    assert not late["success"]
    assert not late["upstream"]


def test_the_passage_is_the_sentence_around_the_label(talk: Build, outcomes: Build) -> None:
    text = "Bonjour. Je veux un responsable tout de suite ! Merci."
    at = text.index("un responsable")
    asked = {"manager_request": 1, "text": text, "span": (at, at + 14)}
    turns = talk(a=[*LATE[:2], (C, asked), *LATE[3:]])
    (late,) = found(evaluate(default_playbook(), turns, outcomes(a={})), "late_escalation")
    assert late["passage"] == "Je veux un responsable tout de suite !"
    assert text[late["start"] : late["end"]] == late["passage"]


@pytest.mark.parametrize(
    ("known", "reply", "upstream"),
    [
        ({"origin": "billing", "demand": "failure"}, {"acknowledgement": 1}, True),
        ({"origin": "billing", "demand": "failure"}, {}, False),
        ({"origin": "billing", "demand": "value"}, {"acknowledgement": 1}, False),
        ({"origin": "service", "demand": "failure"}, {"acknowledgement": 1}, False),
        ({}, {"acknowledgement": 1}, False),
    ],
)
def test_upstream_is_a_failure_elsewhere_with_the_agent_s_part_done(
    talk: Build, outcomes: Build, known: dict[str, Any], reply: dict[str, Any], upstream: bool
) -> None:
    turns = talk(a=[*LATE[:3], (A, reply), *LATE[4:]])
    moments = evaluate(default_playbook(), turns, outcomes(a=known))
    (late,) = found(moments, "late_escalation")
    assert late["upstream"] is upstream


def test_conversations_may_be_missing_or_shuffled(talk: Build, outcomes: Build) -> None:
    turns = talk(a=LATE, b=LATE[:2], c=LATE)
    expected = evaluate(default_playbook(), turns, outcomes(a={}, b={}, c={}))
    shuffled = turns.sample(fraction=1.0, shuffle=True, seed=3)
    assert evaluate(default_playbook(), shuffled, outcomes()).equals(expected)
    bare = outcomes(a={}, b={}, c={}).select("conversation_id", "channel")
    assert evaluate(default_playbook(), turns, bare).equals(expected)


def single(playbook: Playbook, key: str) -> Playbook:
    return playbook.model_copy(update={"rules": (playbook[key],)})


def test_a_rule_finds_the_same_alone_and_among_others(talk: Build, outcomes: Build) -> None:
    playbook = default_playbook()
    turns = talk(a=LATE, b=LATE)
    alone = evaluate(single(playbook, "late_escalation"), turns, outcomes())
    among = evaluate(playbook, turns, outcomes())
    assert alone.equals(among.filter(pl.col("rule") == "late_escalation"))


strengths = st.one_of(
    st.tuples(
        st.just("customer"),
        st.dictionaries(st.sampled_from(CUSTOMER_NAMES), st.sampled_from([1.0]), max_size=3),
    ),
    st.tuples(
        st.just("agent"),
        st.dictionaries(st.sampled_from(ACT_NAMES), st.sampled_from([1.0]), max_size=3),
    ),
)


@given(st.lists(st.lists(strengths, min_size=1, max_size=8), min_size=1, max_size=4))
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_moment_depends_on_its_own_conversation_only(
    talk: Build, outcomes: Build, talks: list[list[tuple[str, dict[str, float]]]]
) -> None:
    marked = [
        [(role, {name: BY_NAME[name].maximum for name in said}) for role, said in turns]
        for turns in talks
    ]
    named = {f"c{index}": turns for index, turns in enumerate(marked)}
    together = evaluate(default_playbook(), talk(**named), outcomes())
    apart = [
        evaluate(default_playbook(), talk(**{name: turns}), outcomes())
        for name, turns in named.items()
    ]
    assert together.equals(pl.concat(apart))
    for moment in together.iter_rows(named=True):
        assert 0 <= moment["strength"] <= 1
        assert moment["turn"] not in moment["because"]
        assert set(moment["because"]) <= set(range(len(named[moment["conversation_id"]])))
