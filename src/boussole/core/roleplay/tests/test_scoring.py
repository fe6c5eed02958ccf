"""Looking back on a play: what was seen, with its passages, and one cue."""

from __future__ import annotations

from dataclasses import fields
from itertools import pairwise

import pytest

from boussole.core.facts import Frame
from boussole.core.roleplay import (
    LookBack,
    Play,
    RolePlayError,
    as_conversation,
    begin,
    look_back,
    replay_texts,
    shipped_scenarios,
)
from boussole.core.roleplay.tests.transcripts import TRANSCRIPTS, Manner
from boussole.core.text import Language

SCENARIOS = {one.key: one for one in shipped_scenarios()}


def play(key: str, language: Language, manner: Manner) -> Play:
    return replay_texts(SCENARIOS[key], language, 1, TRANSCRIPTS[key][language, manner])


def test_acts_are_seen_with_the_words_that_show_them(frame: Frame) -> None:
    back = look_back(play("late_parcel", "fr", "good"), frame)
    seen = {one.act: one for one in back.seen}
    assert set(seen) == {"acknowledgement", "open_question", "commitment", "closing_check"}
    assert back.missing == ()
    assert seen["acknowledgement"].message == 1
    assert seen["acknowledgement"].passage in TRANSCRIPTS["late_parcel"]["fr", "good"][0]
    assert all(one.passage for one in back.seen)


def test_a_success_is_named_and_worth_doing_again(frame: Frame) -> None:
    back = look_back(play("late_parcel", "fr", "good"), frame)
    recovery = next(one for one in back.found if one.rule == "recovery")
    assert recovery.success
    assert back.advice.cue == frame.playbook["recovery"].cue


def test_what_the_customer_came_with_is_not_the_trainees_doing(frame: Frame) -> None:
    back = look_back(play("promise_to_repair", "fr", "good"), frame)
    broken = next(one for one in back.found if one.rule == "broken_promise")
    assert broken.given
    assert back.advice.cue != broken.cue


def test_the_cue_is_that_of_the_rule_that_is_worked_on(frame: Frame) -> None:
    back = look_back(play("threat_to_leave", "en", "clumsy"), frame)
    assert back.advice.cue == frame.playbook["intrusive_offer"].cue
    assert [one.act for one in back.misplaced] == ["offer", "offer"]


def test_without_such_a_moment_the_cue_answers_what_made_tension_rise(frame: Frame) -> None:
    back = look_back(play("late_parcel", "fr", "clumsy"), frame)
    assert back.advice.cue.fr == "Nommez d’abord ce que vit le client."
    assert back.advice.because.fr.startswith("Message 2\u00a0: vous avez expliqué avant")


def test_an_act_that_was_not_seen_is_the_next_thing_to_try(frame: Frame) -> None:
    back = look_back(play("refused_refund", "en", "good"), frame)
    assert back.missing == ("reformulation",)
    assert back.advice.cue.en == "Say the request back to check it."
    assert back.advice.because.en == "Not seen yet in this conversation: reformulation."


def test_the_course_of_tension_begins_with_the_start_and_has_a_reason_for_each_move(
    frame: Frame,
) -> None:
    done = play("wrong_bill", "fr", "clumsy")
    back = look_back(done, frame)
    assert back.course[0] == done.scenario.start.tension
    assert len(back.course) == len(done.exchanges) + 1 == len(back.shifts) + 1
    moves = [after - before for before, after in pairwise(back.course)]
    assert any(moves)
    assert all(why for move, why in zip(moves, back.shifts, strict=True) if move)


def test_nothing_in_it_grades_the_person() -> None:
    names = {one.name for one in fields(LookBack)}
    assert names == {
        "ending", "course", "shifts", "seen", "missing", "misplaced", "found", "advice",
    }  # fmt: skip


def test_a_play_that_goes_on_is_not_looked_back_on(frame: Frame) -> None:
    with pytest.raises(RolePlayError, match="not ended"):
        look_back(begin(SCENARIOS["late_parcel"], "fr", 1), frame)


def test_a_play_is_a_conversation_as_any_other() -> None:
    done = play("late_parcel", "fr", "good")
    talk = as_conversation(done, "p-1")
    assert [turn.role for turn in talk.turns][:3] == ["customer", "agent", "customer"]
    assert (talk.id, talk.status, talk.language) == ("p-1", "solved", "fr")
    assert as_conversation(play("late_parcel", "fr", "clumsy")).status == "open"
