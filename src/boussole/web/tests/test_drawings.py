"""Small drawings: what they say must be what the values say."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.web import drawings

COURSES = st.lists(st.floats(0, 3), max_size=40)


def _corners(points: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in points.split())]


@given(COURSES)
@settings(max_examples=50)
def test_a_ribbon_has_one_piece_per_turn_and_stays_in_its_box(values: list[float]) -> None:
    pieces = drawings.row_ribbon(values, 96, 16)
    assert len(pieces) == len(values)
    for piece in pieces:
        for x, y in _corners(piece.points):
            assert 0 <= x <= 96.01
            assert 0 <= y <= 16


@given(COURSES.filter(len))
@settings(max_examples=50)
def test_pieces_of_a_ribbon_join(values: list[float]) -> None:
    pieces = [_corners(piece.points) for piece in drawings.row_ribbon(values, 96, 16)]
    for left, right in pairwise(pieces):
        assert left[2] == right[1]


def test_levels() -> None:
    assert [drawings.level(tension) for tension in (0, 0.4, 0.5, 1.4, 1.5, 2.5, 3)] == [
        0, 0, 1, 1, 2, 3, 3,
    ]  # fmt: skip


def test_more_tension_is_wider() -> None:
    calm, tense = (_corners(drawings.thread_piece(0, end).points)[2][0] for end in (0.2, 3))
    assert calm < tense == 16


def test_marks_outside_the_course_are_left_out() -> None:
    assert len(drawings.row_marks([(0, True), (5, False), (-1, False)], 3, 90, 16)) == 1


def test_a_whisker_stays_on_its_axis() -> None:
    drawn = drawings.whisker(0.5, -0.2, 1.4, minimum=0, maximum=1, usual=(0.4, 0.6))
    assert (drawn.low, drawn.at, drawn.high) == (0, 90, 180)
    assert drawn.usual == (72, 36)
