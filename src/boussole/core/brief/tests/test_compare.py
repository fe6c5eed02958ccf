"""A difference is said when it is real and large enough to matter, never because many were looked at."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.brief.compare import Comparison, real_differences, share

LADY_TASTING_TEA = Comparison(("tea",), 3, 4, 1, 4)


def test_p_is_fishers() -> None:
    # Fisher, The Design of Experiments (1935): 3 or more cups right of 4, p = 17/70.
    assert abs(LADY_TASTING_TEA.p - 17 / 70) < 1e-9


def test_a_clear_difference_is_kept() -> None:
    clear = Comparison(("late", "Lille"), 40, 90, 20, 180)
    assert real_differences([clear]) == [clear]


def test_a_difference_that_is_only_significant_is_not_notable() -> None:
    slight = Comparison(("late", "Lille"), 5_300, 10_000, 5_000, 10_000)
    assert slight.p < 0.001
    assert real_differences([slight]) == []


def test_a_handful_is_never_told() -> None:
    assert real_differences([Comparison(("late", "Lille"), 4, 4, 0, 400)]) == []


def test_one_in_many_needs_more_to_stand_out() -> None:
    borderline = Comparison(("late", "Lille"), 9, 60, 5, 100)
    assert real_differences([borderline]) == [borderline]
    crowd = [Comparison((str(n),), 10, 100, 20, 200) for n in range(60)]
    assert real_differences([borderline, *crowd]) == []


@settings(max_examples=50)
@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_what_is_kept_is_more_frequent_here(k: int, rest: int, other_k: int, other: int) -> None:
    one = Comparison(("x",), k, k + rest, other_k, other_k + other)
    for found in real_differences([one]):
        assert found.k / found.n > found.other_k / found.other_n


def test_nothing_of_nothing_has_no_share() -> None:
    assert share(0, 0).value is None
