"""Each kind of condition, on turns whose signals are given."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from pydantic import TypeAdapter

from boussole.core.playbook.columns import prepared
from boussole.core.playbook.compile import Plan
from boussole.core.playbook.conditions import CONVERSATION_COLUMNS, Condition

C, A, B = "customer", "agent", "bot"
ANGRY: dict[str, Any] = {"dissatisfaction": 2}
RELAY: dict[str, Any] = {"handover": 1}
CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
Build = Callable[..., pl.DataFrame]
Holds = Callable[..., list[int]]


@pytest.fixture
def holds(talk: Build, outcomes: Build) -> Holds:
    """Say at which turns of one conversation a condition is true, neighbours around it."""

    def run(condition: dict[str, Any], turns: list[Any], **known: Any) -> list[int]:
        noise = [(C, {"dissatisfaction": 3, "minutes": 0}), (A, {"handover": 1, "minutes": 1})]
        said = talk(before=noise, it=turns, then=noise)
        frame = prepared(said, outcomes(it=known), CONVERSATION_COLUMNS)
        plan = Plan()
        name = plan.column(CONDITION.validate_python(condition))
        read = plan.run(frame).filter(pl.col("conversation_id") == "it")
        return [place for place, true in enumerate(read[name]) if true]

    return run


def test_signal_bounds(holds: Holds) -> None:
    turns = [(C, {}), (C, {"dissatisfaction": 1}), (C, ANGRY), (A, ANGRY)]
    assert holds({"signal": "dissatisfaction", "at_least": 2}, turns) == [2]
    assert holds({"signal": "dissatisfaction", "below": 1}, turns) == [0]
    assert holds({"signal": "dissatisfaction"}, turns) == [1, 2]


def test_act_and_role(holds: Holds) -> None:
    turns = [(B, {}), (A, {"refusal": 0.4}), (A, {"refusal": 0.5})]
    assert holds({"act": "refusal"}, turns) == [2]
    assert holds({"role": "bot"}, turns) == [0]


def test_new_author(holds: Holds) -> None:
    lea, tom = {"author": "Léa"}, {"author": "Tom"}
    turns = [(A, lea), (C, {}), (A, lea), (C, tom), (A, tom), (A, {}), (A, lea)]
    assert holds({"new_author": "agent"}, turns) == [4]


def test_all_any_not(holds: Holds) -> None:
    turns = [(C, ANGRY), (A, RELAY), (A, {})]
    angry, relay = {"signal": "dissatisfaction", "at_least": 2}, {"act": "handover"}
    assert holds({"any": [angry, relay]}, turns) == [0, 1]
    assert holds({"all": [{"role": "agent"}, {"not": relay}]}, turns) == [2]


def test_says_folds_case_accents_and_apostrophes(holds: Holds) -> None:
    turns = [(C, {"text": "On M’AVAIT promis."}), (C, {"text": "compromis ?"}), (C, {"text": "ok"})]

    def says(wording: str) -> dict[str, Any]:
        return {"says": {"fr": [wording]}, "named": {"fr": "dit", "en": "says"}}

    assert holds(says("on m'avait promis"), turns) == [0]
    assert holds(says("promis"), turns) == [0]
    assert holds(says("?"), turns) == [1]


def test_followed_by_counts_answers_not_messages(holds: Holds) -> None:
    condition = {"followed_by": {"act": "handover"}, "within": {"turns": 2, "of": "agent"}}
    two_messages_each = [(C, ANGRY), (A, {}), (A, {}), (C, {}), (A, {}), (A, RELAY)]
    third_answer = [(C, ANGRY), (A, {}), (C, {}), (A, {}), (C, {}), (A, RELAY)]
    assert 0 in holds(condition, two_messages_each)
    assert 0 not in holds(condition, third_answer)
    assert holds({"followed_by": {"act": "handover"}}, third_answer) == [0, 1, 2, 3, 4]


def test_a_search_stays_in_its_conversation(holds: Holds) -> None:
    turns: list[Any] = [(C, {}), (A, {})]
    assert holds({"followed_by": {"signal": "dissatisfaction"}}, turns) == []
    assert holds({"preceded_by": {"act": "handover"}}, turns) == []
    assert holds({"followed_by": {"role": "agent"}, "after": {"turns": 2}}, turns) == []
    assert holds({"preceded_by": {"role": "customer"}, "after": {"turns": 1}}, turns) == []
    assert holds({"rises": "dissatisfaction"}, turns) == []


def test_after_skips_answers(holds: Holds) -> None:
    turns = [(C, ANGRY), (A, {}), (C, ANGRY), (A, {}), (C, {}), (A, {})]
    condition = {
        "followed_by": {"signal": "dissatisfaction", "at_least": 2},
        "after": {"turns": 2, "of": "agent"},
    }
    assert holds(condition, turns) == []
    assert holds(condition, [*turns, (C, ANGRY)]) == [0, 1, 2]


def test_preceded_by_mirrors_followed_by(holds: Holds) -> None:
    angry = {"signal": "dissatisfaction", "at_least": 2}
    turns = [(C, ANGRY), (A, {}), (C, {}), (A, {}), (C, {}), (A, RELAY)]
    near = {"preceded_by": angry, "within": {"turns": 1, "of": "customer"}}
    assert holds(near, turns) == [1, 2]
    far = {"preceded_by": angry, "after": {"turns": 2, "of": "agent"}}
    assert holds(far, turns) == [4, 5]


def test_minutes(holds: Holds) -> None:
    turns = [(C, {"minutes": 0}), (A, {"minutes": 90, **RELAY})]
    hour = {"followed_by": {"act": "handover"}, "within": {"minutes": 60}}
    assert holds(hour, turns) == []
    assert holds({**hour, "within": {"minutes": 90}}, turns) == [0]
    assert holds({"wait_for": "agent", "at_least": 90}, turns) == [0]
    assert holds({"wait_for": "agent", "at_least": 91}, turns) == []


def test_an_unknown_time_is_not_true(holds: Holds) -> None:
    turns = [(C, {}), (A, RELAY)]
    assert holds({"followed_by": {"act": "handover"}, "within": {"minutes": 60}}, turns) == []
    assert holds({"wait_for": "agent", "at_least": 0}, turns) == []


def test_in_answer_reads_messages_typed_in_a_row(holds: Holds) -> None:
    turns: list[Any] = [(A, {"apology": 1}), (A, {"refusal": 1}), (C, {}), (A, {"refusal": 1})]
    condition = {"all": [{"act": "refusal"}, {"in_answer": {"act": "apology"}}]}
    assert holds(condition, turns) == [1]


def test_notes_are_nobody_s_turn_but_what_is_done_in_them_counts(holds: Holds) -> None:
    note = (A, {"public": False, **RELAY})
    turns: list[Any] = [(C, ANGRY), (A, {}), note, (A, {}), (C, {})]
    within_one = {"followed_by": {"act": "handover"}, "within": {"turns": 1, "of": "agent"}}
    assert 0 in holds(within_one, turns)
    assert 2 not in holds({"role": "agent"}, turns)
    assert holds({"followed_by": {"role": "agent"}, "after": {"turns": 2}}, turns) == []


def test_count(holds: Holds) -> None:
    turns = [(C, ANGRY), (A, {}), (C, ANGRY), (A, {})]
    angry = {"signal": "dissatisfaction", "at_least": 2}
    assert holds({"count": angry, "at_least": 2}, turns) == [0, 1, 2, 3]
    assert holds({"count": angry, "at_most": 1}, turns) == []
    assert holds({"count": angry, "where": "before", "at_least": 1, "at_most": 1}, turns) == [1, 2]
    assert holds({"count": angry, "where": "after", "at_least": 1}, turns) == [0, 1]


def test_rises_compares_whole_answers(holds: Holds) -> None:
    turns = [
        (C, {"dissatisfaction": 1}),
        (C, {}),
        (A, {}),
        (C, {}),
        (C, ANGRY),
        (A, {}),
        (C, ANGRY),
    ]
    assert holds({"rises": "dissatisfaction", "by": 1}, turns) == [0, 1, 2]


def test_tension_is_the_course_so_far(holds: Holds) -> None:
    turns = [(C, {"dissatisfaction": 3}), (A, {}), (C, {}), (A, {}), (C, {"praise": 1}), (A, {})]
    assert holds({"tension": "at_least", "level": 1.5}, turns) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("condition", "known", "true"),
    [
        ({"conversation": "resolved", "is": True}, {"resolved": True}, True),
        ({"conversation": "resolved", "is": True}, {}, False),
        ({"conversation": "resolved", "is": False}, {}, False),
        ({"not": {"conversation": "resolved", "is": True}}, {}, True),
        ({"conversation": "origin", "none_of": ["service"]}, {"origin": "billing"}, True),
        ({"conversation": "origin", "none_of": ["service"]}, {"origin": "service"}, False),
        ({"conversation": "origin", "none_of": ["service"]}, {}, False),
        ({"conversation": "channel", "one_of": ["chat", "email"]}, {"channel": "chat"}, True),
        ({"conversation": "transfers", "at_least": 2}, {"transfers": 2}, True),
        ({"conversation": "transfers", "at_most": 1}, {"transfers": 2}, False),
    ],
)
def test_conversation(
    holds: Holds, condition: dict[str, Any], known: dict[str, Any], true: bool
) -> None:
    assert holds(condition, [(C, {})], **known) == ([0] if true else [])


def test_the_same_condition_is_computed_once() -> None:
    plan = Plan()
    angry = CONDITION.validate_python({"signal": "dissatisfaction", "at_least": 2})
    both = CONDITION.validate_python({"all": [{"signal": "dissatisfaction", "at_least": 2}] * 2})
    name = plan.column(angry)
    plan.column(both)
    assert [len(layer) for layer in plan.layers] == [1, 1]
    assert name in plan.layers[0]
