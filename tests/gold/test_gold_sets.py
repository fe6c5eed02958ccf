"""The gold parses, is complete, and shares no line with what the models learn from."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.accuracy.conversations import CARRIED_BY, load
from benchmarks.accuracy.gold import CONVERSATIONS, SETS
from benchmarks.accuracy.leaks import COMMON, LEARNT_CONVERSATIONS, leaks, repeated
from boussole.core.signals.models import columns
from training.lines import flags

COUNTS = {"customer_fr": 500, "customer_en": 250, "agent_fr": 150, "agent_en": 100}


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_messages_are_all_there_and_carry_every_label(name: str, count: int) -> None:
    gold = SETS[name]
    lines = gold.lines()
    assert len(lines) == count
    carried = flags(lines, gold.side).sum(axis=0)
    assert {
        label: n for label, n in zip(columns(gold.side), carried.tolist(), strict=True) if n < 10
    } == {}


def test_conversations_are_all_there_and_well_formed() -> None:
    """Loading checks that each situation and promise stands on a turn of the right side."""
    found = load(CONVERSATIONS)
    assert Counter(one.language for one in found) == {"fr": 55, "en": 25}
    assert len({one.conversation.id for one in found}) == 80
    assert set(CARRIED_BY) == {kind for one in found for kind in one.kinds}


def test_training_conversations_are_well_formed_too() -> None:
    ids = Counter(one.conversation.id for one in load(LEARNT_CONVERSATIONS))
    assert [name for name, times in ids.items() if times > 1] == []


def test_nothing_of_the_gold_is_learnt_from() -> None:
    """What leaks is taken out of training: ``python -m benchmarks.accuracy.leaks`` names it."""
    assert leaks() == []


def test_what_counts_as_the_same_text() -> None:
    learnt = [
        ("a", "Très déçu de votre service !"),
        ("b", "Ça fait trois semaines que j’attends mon colis, c’est long."),
        ("c", "ok merci beaucoup"),
        ("d", "Oui."),
        ("e", "👍"),
    ]
    gold = [
        ("1", "TRES DECU, de votre service"),
        ("2", "Ca fait trois semaines que j'attends mon colis et c'est trop long"),
        ("3", "Ça fait deux mois que je patiente pour un colis qui n’arrive pas."),
        ("4", "ok merci bien"),
        ("5", "oui"),
        ("6", "…"),
    ]
    assert repeated(gold, learnt) == [("1", "a"), ("2", "b"), ("5", "d")]
    assert repeated(gold, learnt, common=COMMON) == [("1", "a"), ("2", "b")]


def test_shingles_in_common_are_counted_by_hand() -> None:
    """Two texts of 32 letters have 28 shingles each; a change in the middle letter spoils five."""
    text = "abcdefghijklmnopqrstuvwxyz012345"
    changed = text.replace("p", "9")
    # 23 in common of 33 in all: 0.70. With a second change, 18 of 38: 0.47.
    assert repeated([("gold", changed)], [("learnt", text)]) == [("gold", "learnt")]
    assert repeated([("gold", changed.replace("h", "8"))], [("learnt", text)]) == []
