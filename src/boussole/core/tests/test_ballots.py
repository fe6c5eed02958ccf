"""The count of a vote depends on the ballots alone, and is silent when they are few."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.ballots import LEAST_BALLOTS, tally

PROPOSALS = st.lists(st.integers(1, 12), unique=True, max_size=8)
BALLOTS = st.lists(st.sets(st.integers(1, 15)), max_size=30)
ENOUGH = st.lists(st.sets(st.integers(1, 15)), min_size=LEAST_BALLOTS, max_size=30)


def test_more_than_half_adopts() -> None:
    found = tally([1, 2, 3], [{1, 2}, {1, 2}, {1}, {3}, {1, 2}, set()])
    assert found is not None
    assert (found.ballots, dict(found.approvals), found.adopted) == (6, {1: 4, 2: 3, 3: 1}, (1,))


@given(PROPOSALS, st.lists(st.sets(st.integers(1, 15)), max_size=LEAST_BALLOTS - 1))
def test_few_ballots_say_nothing(proposals: list[int], ballots: list[set[int]]) -> None:
    assert tally(proposals, ballots) is None


@given(PROPOSALS, ENOUGH, st.randoms(use_true_random=False))
def test_the_order_of_ballots_changes_nothing(
    proposals: list[int], ballots: list[set[int]], chance: random.Random
) -> None:
    mixed = list(ballots)
    chance.shuffle(mixed)
    assert tally(proposals, mixed) == tally(proposals, ballots)


@given(PROPOSALS, ENOUGH)
def test_each_ballot_counts_once_and_only_for_what_it_holds(
    proposals: list[int], ballots: list[set[int]]
) -> None:
    found = tally(proposals, ballots)
    assert found is not None
    assert found.ballots == len(ballots)
    assert list(found.approvals) == proposals
    for one in proposals:
        assert found.approvals[one] == sum(one in ballot for ballot in ballots)
    assert sum(found.approvals.values()) == sum(len(ballot & set(proposals)) for ballot in ballots)
    assert all(found.approvals[one] * 2 > len(ballots) for one in found.adopted)
    assert all(
        found.approvals[one] * 2 <= len(ballots) for one in proposals if one not in found.adopted
    )


@given(PROPOSALS, ENOUGH)
def test_one_more_supporter_never_takes_a_proposal_away(
    proposals: list[int], ballots: list[set[int]]
) -> None:
    before, after = tally(proposals, ballots), tally(proposals, [*ballots, set(proposals)])
    assert before is not None
    assert after is not None
    assert set(before.adopted) <= set(after.adopted)


@given(st.lists(st.integers(1, 12), unique=True, min_size=1, max_size=8), ENOUGH)
def test_supporting_one_takes_nothing_from_another(
    proposals: list[int], ballots: list[set[int]]
) -> None:
    first, *others = proposals
    before = tally(others, ballots)
    after = tally(others, [ballot | {first} for ballot in ballots])
    assert before == after


def test_what_was_said_twice_in_a_ballot_counts_once() -> None:
    found = tally([1, 1], [[1, 1, 1]] * 5)
    assert found is not None
    assert dict(found.approvals) == {1: 5}


@pytest.mark.parametrize(("share", "adopted"), [(0.5, (1, 2)), (0.75, (1,)), (1.0, ())])
def test_the_share_to_pass_is_an_argument(share: float, adopted: tuple[int, ...]) -> None:
    ballots = [{1, 2}, {1, 2}, {1, 2}, {1}, {1}]
    found = tally([1, 2, 3], ballots, share=share)
    assert found is not None
    assert found.adopted == adopted
