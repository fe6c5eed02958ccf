"""The time axis: order is kept, marks can be reached, what is cut is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from boussole.core.playbook.chain import Message
from boussole.features.coaching.dissection.axis import APART, CUT, LEFT, RIGHT, axis

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def talk(*minutes: float | None) -> list[Message]:
    """Customer and agent in turn, at these minutes."""
    return [
        Message(
            turn,
            "agent" if turn % 2 else "customer",
            "Bonjour.",
            tension=float(turn % 4),
            at=None if at is None else START + timedelta(minutes=at),
        )
        for turn, at in enumerate(minutes)
    ]


GAPS = st.lists(st.one_of(st.none(), st.floats(-5, 20_000)), min_size=0, max_size=70)


@given(GAPS)
def test_marks_stand_in_order_apart_and_inside(gaps: list[float | None]) -> None:
    at, minutes = 0.0, [0.0]
    for gap in gaps:
        at += gap or 0.0
        minutes.append(at)
    undated = [None if gaps and gaps[n - 1] is None else one for n, one in enumerate(minutes)]
    drawn = axis(talk(*undated))
    xs = [mark.x for mark in drawn.marks]
    assert all(after - before >= APART for before, after in pairwise(xs))
    assert xs[0] >= LEFT
    assert xs[-1] <= drawn.width - RIGHT
    assert all(one.x >= LEFT and one.x + one.width <= drawn.right for one in drawn.course)
    assert drawn.dated == all(one is not None for one in undated)


def test_distances_follow_time() -> None:
    xs = [mark.x for mark in axis(talk(0, 10, 40)).marks]
    assert abs((xs[2] - xs[1]) / (xs[1] - xs[0]) - 3) < 0.05


def test_a_long_silence_is_cut_and_its_length_written() -> None:
    drawn = axis(talk(0, 5, 10, 15, 3015, 3020))
    xs = [mark.x for mark in drawn.marks]
    assert xs[4] - xs[3] == CUT
    assert [one.said.fr for one in drawn.cuts] == ["2\u00a0j 2\u00a0h"]
    assert drawn.several_days


def test_a_usual_silence_is_not_cut() -> None:
    assert axis(talk(0, 1400, 2900, 4200)).cuts == ()


def test_a_wait_runs_from_the_first_message_without_an_answer() -> None:
    messages = [
        *talk(0),
        Message(1, "customer", "Alors ?", at=START + timedelta(minutes=50)),
        Message(2, "agent", "Note.", at=START + timedelta(minutes=55), public=False),
        Message(3, "agent", "Oui.", at=START + timedelta(minutes=70)),
    ]
    drawn = axis(messages)
    (wait,) = drawn.waits
    assert (wait.x, wait.x + wait.width) == (drawn.marks[0].x, drawn.marks[3].x)
    assert axis(talk(0, 30)).waits == ()


def test_the_moment_and_the_point_are_marked() -> None:
    drawn = axis(talk(0, 1, 2, 3), carrying=2, turning=3, moments={2: "Escalade tardive"})
    assert [(mark.moment, mark.carries, mark.turning) for mark in drawn.marks[2:]] == [
        ("Escalade tardive", True, False),
        ("", False, True),
    ]
