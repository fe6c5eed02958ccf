"""What customers do with the survey's letter: drawn from the seed, and worse in Lille once its means are lacking."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from boussole.adapters import demo
from boussole.adapters.demo.asked import CALLED_BACK, Reply
from boussole.adapters.demo.people import RELATION
from boussole.adapters.demo.stories import LET_DOWN_FROM

SUNDAY = date(2026, 11, 15)


def replied(*, stories: bool) -> dict[tuple[bool, bool], list[Reply]]:
    """The replies, by whether the contact is Lille's and late enough for its customers to be let down."""
    company = demo.company(7, SUNDAY, stories=stories)
    since = company.weeks[LET_DOWN_FROM - 1]
    found: dict[tuple[bool, bool], list[Reply]] = defaultdict(list)
    for one in company.conversations():
        reply = company.reply(one.id)
        if reply is not None and one.started_at is not None:
            year, week, _day = one.started_at.isocalendar()
            found[one.team == RELATION, f"{year}-W{week:02d}" >= since].append(reply)
    return found


def satisfied(some: list[Reply]) -> float:
    marks = [one.mark for one in some if not one.stops]
    return sum(mark >= 4 for mark in marks) / len(marks)


@pytest.fixture(scope="module")
def replies() -> dict[tuple[bool, bool], list[Reply]]:
    return replied(stories=True)


def test_about_half_answer_some_stop_and_all_do_so_later(
    replies: dict[tuple[bool, bool], list[Reply]],
) -> None:
    every = [one for some in replies.values() for one in some]
    answers = [one for one in every if not one.stops]
    assert 1_200 < len(answers) < 1_700
    assert 0 < len(every) - len(answers) < 80
    assert {one.mark for one in answers} == {1, 2, 3, 4, 5}
    assert all(one.after.total_seconds() > 0 for one in every)
    assert all((one.mark, one.words) == (0, "") for one in every if one.stops)


def test_marks_fall_in_lille_alone(replies: dict[tuple[bool, bool], list[Reply]]) -> None:
    share = {key: satisfied(some) for key, some in replies.items()}
    assert share[True, False] - share[True, True] > 0.15
    assert abs(share[False, False] - share[False, True]) < 0.1


def test_in_the_control_copy_nobody_is_let_down() -> None:
    share = {key: satisfied(some) for key, some in replied(stories=False).items()}
    assert max(share.values()) - min(share.values()) < 0.1


def test_every_team_has_words_for_a_call_back() -> None:
    assert set(CALLED_BACK) == {team.key for team in demo.company(7, SUNDAY).teams}
    assert all(len(said) > 1 for said in CALLED_BACK.values())
