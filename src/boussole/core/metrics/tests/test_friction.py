"""Friction: many who surely struggle come before a few who may."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from boussole.core.metrics import FrictionCounts, rank_frictions


def counts(key: str | None, customers: int, struggling: int) -> FrictionCounts:
    return FrictionCounts(key, customers, customers, struggling, struggling, struggling, 0, 0, 0)


def test_a_frequent_trouble_passes_before_a_rare_and_dreadful_one() -> None:
    found = rank_frictions([counts("rare", 2, 2), counts("frequent", 200, 60)])
    assert [one.counts.key for one in found] == ["frequent", "rare"]


def test_the_unknown_comes_last_and_the_calm_is_left_out() -> None:
    found = rank_frictions([counts(None, 500, 400), counts("calm", 300, 0), counts("pay", 9, 3)])
    assert [one.counts.key for one in found] == ["pay", None]


def test_growing_and_easing_need_intervals_apart() -> None:
    (grew,) = rank_frictions([counts("pay", 200, 90)], [counts("pay", 900, 180)])
    (eased,) = rank_frictions([counts("pay", 200, 20)], [counts("pay", 900, 270)])
    (same,) = rank_frictions([counts("pay", 20, 6)], [counts("pay", 90, 18)])
    assert [(one.grew, one.eased) for one in (grew, eased, same)] == [
        (True, False),
        (False, True),
        (False, False),
    ]


def test_a_new_friction_has_no_past() -> None:
    (new,) = rank_frictions([counts("pay", 20, 6)])
    assert new.before_counts is None
    assert new.before.value is None
    assert not new.grew


@given(st.integers(1, 400), st.data())
@settings(max_examples=40)
def test_what_is_sure_never_exceeds_what_is_counted(customers: int, data: st.DataObject) -> None:
    struggling = data.draw(st.integers(1, customers))
    (found,) = rank_frictions([counts("pay", customers, struggling)])
    assert 0 <= found.at_least <= struggling
