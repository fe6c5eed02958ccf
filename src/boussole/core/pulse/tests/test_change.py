"""What changed between two waves, and what is only chance."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.anonymity import Figures
from boussole.core.pulse import Focus, compared, lowest


def figures(n: int, favourable: int) -> Figures:
    return Figures(n, 3.0 * n, favourable)


def test_a_large_fall_is_real_and_a_small_one_is_chance() -> None:
    before = {"tools": figures(40, 32), "pace": figures(40, 30)}
    now = {"tools": figures(40, 12), "pace": figures(40, 28), "new": figures(40, 20)}
    tools, pace = compared(before, now)
    assert (tools.real, pace.real) == (True, False)
    assert tools.change == pytest.approx(-0.5)
    assert tools.high < 0 < pace.high


def test_newcombe_published_example() -> None:
    """56 of 70 against 48 of 80: 0.0524 to 0.3339, Newcombe (1998), table II, method 10."""
    (found,) = compared({"a": figures(80, 48)}, {"a": figures(70, 56)})
    assert found.low == pytest.approx(0.0524, abs=1e-4)
    assert found.high == pytest.approx(0.3339, abs=1e-4)


@given(st.integers(5, 60), st.integers(5, 60), st.data())
def test_the_interval_holds_the_change(first: int, second: int, data: st.DataObject) -> None:
    before = figures(first, data.draw(st.integers(1, first - 1)))
    now = figures(second, data.draw(st.integers(1, second - 1)))
    (found,) = compared({"a": before}, {"a": now})
    assert -1 <= found.low <= found.change <= found.high <= 1


def test_nothing_in_common_is_no_change() -> None:
    assert compared({"a": figures(9, 4)}, {"b": figures(9, 4)}) == []


def test_the_focus_is_the_theme_that_is_surely_the_lowest() -> None:
    themes = {"a1": "a", "a2": "a", "b1": "b"}
    now = {
        "a1": figures(30, 6),
        "a2": figures(30, 9),
        "b1": figures(6, 1),
        "promise": figures(9, 1),
    }
    assert lowest(now, themes) == Focus("a", apart=False)
    sure = {"a1": figures(30, 6), "a2": figures(30, 9), "b1": figures(30, 25)}
    assert lowest(sure, themes) == Focus("a", apart=True)
    assert lowest({"a1": figures(30, 6)}, themes) == Focus("a", apart=False)
    assert lowest({}, themes) is None
