"""The dialogues: every file loads, none repeats another, and a bad file is told with its mend."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from boussole.adapters.demo.dialogues import Dialogue, load, parse, seconds, tree_reasons
from boussole.adapters.demo.errors import DialogueError
from boussole.adapters.demo.wording import without_accents
from boussole.core.reasons import default_tree

ENOUGH = 150
# Two dialogues that share more than this part of their five-word phrases are one dialogue told twice.
TOO_ALIKE = 0.12
PHRASE = 5

GOOD = """
id: une-question
lang: fr
channel: chat
reason: billing.amount_disputed
turns:
  - customer: "bonjour"
  - wait: 4m
  - agent: "Bonjour {customer.name}."
"""


def _phrases(dialogue: Dialogue) -> set[tuple[str, ...]]:
    said = " ".join(line.text for line in dialogue.turns)
    words = re.findall(r"[a-z0-9]+", without_accents(said.lower()))
    return {tuple(words[at : at + PHRASE]) for at in range(len(words) - PHRASE + 1)}


def test_there_are_enough_of_both_languages_and_all_channels() -> None:
    dialogues = load()
    languages = Counter(dialogue.lang for dialogue in dialogues)
    assert len(dialogues) >= ENOUGH
    assert languages["fr"] >= 100
    assert languages["en"] >= 20
    assert {dialogue.channel for dialogue in dialogues} == {"chat", "email", "phone"}


def test_no_two_dialogues_are_nearly_the_same() -> None:
    known = [(dialogue.id, _phrases(dialogue)) for dialogue in load()]
    alike = [
        (one, other, round(share, 2))
        for at, (one, phrases) in enumerate(known)
        for other, others in known[:at]
        if (share := len(phrases & others) / min(len(phrases), len(others))) > TOO_ALIKE
    ]
    assert alike == []


def test_no_customer_message_opens_two_dialogues() -> None:
    openings = Counter(
        next(line.text for line in dialogue.turns if line.speaker == "customer").lower()
        for dialogue in load()
    )
    assert [text for text, times in openings.items() if times > 1] == []


def test_every_reason_is_one_of_the_starter_tree() -> None:
    tree = default_tree()
    assert {key for key in tree_reasons().values() if key not in tree} == set()


def test_every_dialogue_is_a_conversation() -> None:
    alone = [
        dialogue.id
        for dialogue in load()
        if not {"customer", "agent"} <= {line.speaker for line in dialogue.turns}
    ]
    assert alone == []


def test_mails_have_a_subject() -> None:
    bare = [one.id for one in load() if one.channel == "email" and not one.subject]
    assert bare == []


def test_a_pause_belongs_to_the_turn_that_follows_it() -> None:
    dialogue = parse("good.yaml", GOOD)
    assert [line.wait for line in dialogue.turns] == [None, 240]


@pytest.mark.parametrize(
    ("written", "field", "mend"),
    [
        (GOOD.replace("- agent:", "- agnet:"), "turns", "none of customer, agent"),
        (GOOD.replace("4m", "four minutes"), "turns", "as 4m"),
        (GOOD.replace("{customer.name}", "{name}"), "turns", "unknown placeholder {name}"),
        (GOOD.replace("fr", "de", 1), "lang", "'fr' or 'en'"),
        (GOOD.replace("channel: chat", "channel: fax"), "channel", "'chat', 'email' or 'phone'"),
        (GOOD + "tags: [furious]\n", "tags", "'calm'"),
        (GOOD.replace('"bonjour"', "12"), "turns", "put it in quotes"),
        (GOOD.replace('"bonjour"', '"bonjour'), "YAML", "line"),
    ],
)
def test_a_bad_file_says_where_and_how_to_mend_it(written: str, field: str, mend: str) -> None:
    with pytest.raises(DialogueError) as raised:
        parse("bad.yaml", written)
    assert raised.value.file == "bad.yaml"
    assert raised.value.field.startswith(field)
    assert mend in raised.value.mend


@pytest.mark.parametrize(
    ("written", "value"), [("40s", 40), ("4m", 240), ("3h", 10800), ("2d", 172800)]
)
def test_pauses_are_read_in_seconds(written: str, value: int) -> None:
    assert seconds(written) == value
