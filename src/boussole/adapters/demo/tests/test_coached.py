"""Restating the request: the words that are added, where they are, and where they would ring false."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest

from boussole.adapters import demo
from boussole.adapters.demo.chance import stream
from boussole.adapters.demo.coached import COACHED, RESTATE, restated, takes_up
from boussole.adapters.demo.dialogues import DemoChannel, Dialogue, Line, load
from boussole.adapters.demo.wording import choose
from boussole.core.coaching import CUES

MONDAY = date(2026, 8, 31)
LAST_SUNDAY = date(2026, 11, 22)


def dialogue(answer: str, **fields: object) -> Dialogue:
    given = {"id": "x", "lang": "fr", "channel": "chat", "reason": "technical.outage"} | fields
    turns = [{"customer": "plus rien ne marche"}, {"agent": answer}, {"customer": "merci"}]
    return Dialogue.model_validate({**given, "turns": turns})


def said(one: Dialogue) -> list[tuple[str, str]]:
    chance = stream("test")
    return [(line.speaker, choose(line.text, chance)) for line in restated(one.turns, one)]


def test_the_greeting_stays_first_and_the_answer_follows_what_the_customer_confirms() -> None:
    lines = said(dialogue("Bonjour {customer.name}, je regarde votre ligne."))
    assert [speaker for speaker, _ in lines] == [
        "customer",
        "agent",
        "customer",
        "agent",
        "customer",
    ]
    assert lines[1][1].startswith("Bonjour {customer.name}. Si je ")
    assert "quand elle reviendra" in lines[1][1]
    assert lines[3][1] == "Je regarde votre ligne."


def test_a_letter_restates_in_its_own_paragraph() -> None:
    (_, (_, letter), _) = said(dialogue("Bonjour,\n\nC’est la rue.", channel="email"))
    assert letter.startswith("Bonjour,\n\nSi je comprends bien, vous n'avez plus")
    assert letter.endswith("\n\nC’est la rue.")


@pytest.mark.parametrize(
    "one",
    [
        dialogue("Bonjour.", tags=["derailment"]),
        dialogue("Bonjour.", reason="feedback.praise"),
        dialogue("Bonjour. Si je comprends bien, plus rien ne marche."),
        dialogue("Bonjour.", channel="email"),
    ],
)
def test_where_it_would_ring_false_nothing_changes(one: Dialogue) -> None:
    assert restated(one.turns, one) == one.turns


def test_every_technical_dialogue_still_reads_as_one() -> None:
    changed = 0
    for one in load():
        lines = restated(one.turns, one)
        changed += lines != one.turns
        assert [line for line in lines if "{what}" in line.text or not line.text.strip()] == []
        assert {line.speaker for line in lines} == {line.speaker for line in one.turns}
        before, after = waits(one.turns), waits(lines)
        assert before == after
    assert changed > 80


def waits(lines: tuple[Line, ...]) -> list[int]:
    return [line.wait for line in lines if line.wait is not None]


def test_nobody_changes_before_the_day_after_their_session() -> None:
    one = COACHED[0]
    held = one.held_on(MONDAY)
    every = range(300)

    def share(on: date) -> float:
        return sum(takes_up(one, on, MONDAY, stream(n)) for n in every) / len(every)

    assert share(held) == 0
    assert abs(share(held + timedelta(days=1)) - one.taken) < 0.1


def test_cues_and_people_exist_and_days_are_within_the_twelve_weeks() -> None:
    company = demo.company(1, LAST_SUNDAY)
    agents = {one.name for one in company.people if one.job == "agent"}
    assert {one.person for one in COACHED} <= agents
    assert {one.cue for one in COACHED} <= set(CUES)
    assert all(MONDAY < one.held_on(MONDAY) < LAST_SUNDAY for one in COACHED)
    assert all(one.cue == RESTATE for one in COACHED if one.taken)
    assert {one.channel for one in load() if one.family == "technical"} == set(
        get_args(DemoChannel)
    )


def test_without_stories_nobody_is_coached() -> None:
    assert demo.company(1, LAST_SUNDAY, stories=False).coached == ()
