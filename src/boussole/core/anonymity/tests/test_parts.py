"""No computation on what is shown speaks of fewer people than promised."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.anonymity import (
    HIGHEST,
    LEAST_ANSWERS,
    LOWEST,
    bracket,
    may_show,
    pooled,
    rounded_mean,
    smallest_part,
)

people = st.frozensets(st.integers(0, 24))


def people_of(*ranges: range) -> frozenset[int]:
    return frozenset(one for span in ranges for one in span)


def shown_among(groups: list[frozenset[int]]) -> list[frozenset[int]]:
    """What is shown of groups that come one after the other."""
    shown: list[frozenset[int]] = []
    for group in groups:
        if may_show(group, shown):
            shown.append(group)
    return shown


@given(st.lists(people, max_size=6), st.lists(st.integers(-3, 3), min_size=6, max_size=6))
def test_adding_and_subtracting_what_is_shown_leaves_nobody_or_enough(
    groups: list[frozenset[int]], weights: list[int]
) -> None:
    shown = shown_among(groups)
    spoken_of = [
        person
        for person in range(25)
        if sum(weight for weight, group in zip(weights, shown, strict=False) if person in group)
    ]
    assert len(spoken_of) == 0 or len(spoken_of) >= LEAST_ANSWERS


def test_groups_that_differ_by_one_person_are_not_both_shown() -> None:
    first = people_of(range(8))
    assert may_show(first, [])
    assert not may_show(first | {8}, [first])
    assert not may_show(first - {0}, [first])
    assert not may_show(first - {0} | {8}, [first])


def test_the_same_people_again_or_five_others_are_shown() -> None:
    first = people_of(range(8))
    assert may_show(first, [first])
    assert may_show(first | people_of(range(8, 13)), [first])
    assert not may_show(first | people_of(range(8, 12)), [first])


def test_three_groups_together_show_nobody_either() -> None:
    left, right = people_of(range(6)), people_of(range(6, 12))
    assert may_show(right, [left])
    assert not may_show(left | right | {12}, [left, right])


def test_four_are_too_few() -> None:
    assert not may_show(people_of(range(4)), [])
    assert may_show(people_of(range(5)), [])


def test_the_smallest_part_of_nobody_is_nobody() -> None:
    assert smallest_part([]) == smallest_part([frozenset()]) == 0


@given(st.lists(st.integers(1, 5), min_size=1, max_size=40))
def test_a_rounded_mean_is_a_half_and_stays_off_the_ends(values: list[int]) -> None:
    mean = rounded_mean(values)
    assert LOWEST <= mean <= HIGHEST
    assert (2 * mean).is_integer()
    assert abs(mean - sum(values) / len(values)) <= 0.5


@pytest.mark.parametrize("values", [[], [0], [6], [3, 7]])
def test_a_mean_needs_answers_on_the_scale(values: list[int]) -> None:
    with pytest.raises(ValueError, match="from 1 to 5"):
        rounded_mean(values)


@pytest.mark.parametrize(("count", "said"), [(4, 0), (5, 5), (9, 5), (10, 10), (31, 20)])
def test_a_count_is_said_as_the_step_it_reaches(count: int, said: int) -> None:
    assert bracket(count, (5, 10, 20)) == said


@given(
    st.dictionaries(st.integers(0, 8), st.integers(0, 25)),
    st.dictionaries(st.integers(9, 12), st.integers(0, 9)),
)
def test_comments_read_together_leave_ten_people_whatever_one_guesses(
    answered: dict[int, int], small: dict[int, int]
) -> None:
    """Whoever guesses that a comment comes from a group read by itself, or from one that is not, is left with ten people."""
    counts = answered | small
    pool = pooled(counts)
    assert (
        all(counts[key] >= 10 for key in pool)
        or sum(counts[key] for key in pool if counts[key] < 10) >= 10
    )
    assert {key for key, count in counts.items() if count >= 10} <= pool
    # Small groups stand or fall together: which of them is read says nothing of what is left.
    left = {key for key, count in counts.items() if count < 10}
    assert left <= pool or not left & pool


def test_a_small_group_alone_is_not_read_with_the_others() -> None:
    assert pooled({"a": 12, "b": 4}) == {"a"}
    assert pooled({"a": 12, "b": 4, "c": 6}) == {"a", "b", "c"}
    assert pooled({"a": 9}) == frozenset()
    assert pooled({}) == frozenset()
