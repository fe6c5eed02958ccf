"""How annotated conversations are read, and how what is found in them is matched."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from benchmarks.accuracy.conversations import (
    BEGAN,
    Annotated,
    ConversationFileError,
    annotated,
    delay,
    load,
)
from benchmarks.accuracy.gold import CONVERSATIONS
from benchmarks.accuracy.situations import Moment, lead, score_kind, score_situations


def entry(**changes: Any) -> dict[str, Any]:
    """Write an entry as a file has it."""
    told = {
        "id": "one",
        "lang": "en",
        "channel": "email",
        "resolved": False,
        "demand": "failure",
        "repeat": True,
        "promises": [{"turn": 1, "outcome": "broken"}],
        "situations": [{"kind": "broken_promise", "turn": 2, "because": [1]}],
        "turns": [
            {"customer": "My parcel is late."},
            {"agent": "You will have it tomorrow.", "by": "Ada"},
            {"customer": "Nothing came.", "after": "2d"},
            {"agent": "I am looking.", "after": "30m"},
            {"customer": "Well?"},
        ],
    }
    return told | changes


def test_an_entry_becomes_a_conversation_with_times() -> None:
    one = annotated(entry())
    turns = one.conversation.turns
    assert [turn.role for turn in turns] == ["customer", "agent", "customer", "agent", "customer"]
    assert [turn.author for turn in turns] == [None, "Ada", None, None, None]
    assert turns[0].at == BEGAN
    assert turns[2].at == BEGAN + timedelta(days=2, minutes=4)
    assert turns[4].at == BEGAN + timedelta(days=2, minutes=38)
    assert one.conversation.status == "open"
    assert annotated(entry(resolved=None)).conversation.status is None
    assert (one.promises, one.kinds) == ({1: "broken"}, {"broken_promise"})


@pytest.mark.parametrize(
    ("said", "meant"),
    [("20m", timedelta(minutes=20)), ("1.5h", timedelta(hours=1.5)), ("1w", timedelta(weeks=1))],
)
def test_delays(said: str, meant: timedelta) -> None:
    assert delay(said) == meant


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"situations": [{"kind": "broken_promise", "turn": 1}]}, "turn 1 is no turn"),
        ({"situations": [{"kind": "derailment", "turn": 9}]}, "turn 9 is no turn"),
        ({"situations": [{"kind": "recovery", "turn": 2, "because": [7]}]}, "not there"),
        ({"situations": [{"kind": "miracle", "turn": 2}]}, "miracle"),
        ({"promises": [{"turn": 0, "outcome": "kept"}]}, "turn 0 is no turn"),
        ({"promises": [{"turn": 1, "outcome": "maybe"}]}, "maybe"),
        ({"demand": "perhaps"}, "demand"),
        ({"turns": [{"stranger": "hello"}]}, "is expected"),
        ({"turns": [{"customer": "a"}, {"agent": "b", "after": "soon"}]}, "no delay"),
    ],
)
def test_what_is_ill_formed_is_refused_with_its_place(
    tmp_path: Path, changes: dict[str, Any], said: str
) -> None:
    import yaml

    (tmp_path / "bad.yaml").write_text(yaml.safe_dump([entry(**changes)]), encoding="utf-8")
    with pytest.raises(ConversationFileError, match=said) as refused:
        load(tmp_path)
    assert "bad.yaml, one" in str(refused.value)


def three() -> list[Annotated]:
    """Two conversations with a broken promise, one without."""
    bare = {"situations": []}
    return [annotated(entry(id=name, **({} if name != "c" else bare))) for name in "abc"]


def test_a_situation_is_found_when_its_kind_is_in_the_same_conversation() -> None:
    found = {
        "a": [Moment("broken_promise", 4, frozenset({1, 2}))],
        "b": [Moment("derailment", 2, frozenset())],
        "c": [Moment("broken_promise", 2, frozenset())],
    }
    one = score_kind("broken_promise", three(), found)
    assert one.scores.positives == 2
    assert (one.scores.precision.value, one.scores.recall.value) == (0.5, 0.5)
    assert (one.exact.value, one.near.value) == (0, 1)


def test_the_turn_is_exact_or_among_the_reasons_or_neither() -> None:
    exact = {"a": [Moment("broken_promise", 2, frozenset())]}
    apart = {"a": [Moment("broken_promise", 4, frozenset({3}))]}
    assert score_kind("broken_promise", three(), exact).exact.value == 1
    assert score_kind("broken_promise", three(), apart).near.value == 0


def test_lead_time_runs_to_the_last_turn() -> None:
    found = {
        "a": [Moment("broken_promise", 2, frozenset())],
        "c": [Moment("broken_promise", 0, frozenset())],  # not there: no lead
    }
    one = lead("broken_promise", three(), found, {"a": {"broken_promise": 3}})
    assert one.n == 1
    assert (one.turns, one.minutes) == (2, 34)
    assert (one.live_turns, one.live_minutes) == (1, 4)
    assert one.in_time.value == 1


def test_an_alert_at_the_last_turn_or_never_is_not_in_time() -> None:
    found = {name: [Moment("broken_promise", 2, frozenset())] for name in "ab"}
    one = lead("broken_promise", three(), found, {"a": {"broken_promise": 4}})
    assert (one.n, one.in_time.value) == (2, 0)
    assert np.isnan(lead("derailment", three(), found, {}).turns)


def test_real_conversations_are_read_whole_and_as_they_unfold() -> None:
    some = load(CONVERSATIONS)[:8]
    one = score_situations(some)
    assert one.n == 8
    assert one.situations == sum(len(each.situations) for each in some)
    assert one.without == sum(not each.situations for each in some)
    agents = sum(turn.role == "agent" for each in some for turn in each.conversation.turns)
    assert one.readings.promises.n == agents
    assert one.readings.promises.positives == sum(len(each.promises) for each in some)
    assert all(each.live_turns <= each.turns for each in one.leads if each.n)
