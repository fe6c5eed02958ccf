"""Contacts before and after a fix: whole weeks, against the other reasons, and silence when little is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.irritants import AFTER_WEEKS, BEFORE_WEEKS, ContactSaving, contacts_saved

FIXED = date(2026, 9, 16)
FIRST = date(2026, 7, 13)
WEEK = timedelta(weeks=1)
WEEKS = [FIRST + at * WEEK for at in range(16)]
Count = Callable[[int, bool], int]


def _weekly(linked: Count, others: Count) -> pl.DataFrame:
    rows = [
        (week, reason, count(at, week > FIXED))
        for at, week in enumerate(WEEKS)
        for reason, count in (("billing.wrong", linked), ("other", others))
    ]
    return pl.DataFrame(rows, schema=["week", "reason", "contacts"], orient="row")


def _saved(weekly: pl.DataFrame, **more: object) -> ContactSaving:
    asked = {"fixed_on": FIXED, "first": FIRST, "until": WEEKS[-1] + WEEK, "seed": 1} | more
    return contacts_saved(weekly, ["billing.wrong"], **asked)  # type: ignore[arg-type]  # one of them is changed


def test_fewer_contacts_than_the_others_is_a_saving_with_its_interval() -> None:
    found = _saved(
        _weekly(lambda at, later: (20 if later else 40) + at % 3, lambda at, _later: 100 + at % 5)
    )
    assert (found.verdict, found.why, found.compared) == ("fewer", "judged", True)
    assert (found.before.weeks, found.after.weeks) == (BEFORE_WEEKS, AFTER_WEEKS)
    low, value, high = found.avoided.low, found.avoided.value, found.avoided.high
    assert low is not None
    assert value is not None
    assert high is not None
    assert 0 < low <= value <= high
    assert value == pytest.approx(20, abs=2)


def test_a_fall_that_all_reasons_share_is_no_saving() -> None:
    found = _saved(
        _weekly(
            lambda at, later: (20 if later else 40) + at % 3,
            lambda at, later: (100 if later else 200) + at % 5,
        )
    )
    assert found.verdict in {"too_small", "unclear"}
    assert found.compared


def test_without_other_reasons_it_is_a_change_and_not_an_effect() -> None:
    alone = _weekly(lambda at, later: (20 if later else 40) + at % 3, lambda _at, _later: 0)
    found = _saved(alone)
    assert (found.verdict, found.compared) == ("fewer", False)
    touched = _saved(
        _weekly(lambda at, later: (20 if later else 40) + at % 3, lambda at, _later: 100 + at % 5),
        left_out=["other"],
    )
    assert not touched.compared


def test_the_week_of_the_fix_is_on_neither_side() -> None:
    huge = _saved(
        _weekly(
            lambda at, _later: 10_000 if WEEKS[at] <= FIXED < WEEKS[at] + WEEK else 40,
            lambda _at, _later: 100,
        )
    )
    assert huge.before.contacts == 40 * BEFORE_WEEKS
    assert huge.after.contacts == 40 * AFTER_WEEKS


def test_nothing_is_judged_before_the_weeks_are_there() -> None:
    weekly = _weekly(
        lambda at, later: (20 if later else 40) + at % 3, lambda at, _later: 100 + at % 5
    )
    slight = _weekly(
        lambda at, later: (34 if later else 40) + at % 3, lambda at, _later: 100 + at % 5
    )
    early = _saved(slight, until=date(2026, 10, 12))
    assert (early.verdict, early.why, early.after.weeks) == ("not_enough", "running", 3)
    assert early.ends == date(2026, 11, 2)
    assert _saved(weekly, first=date(2026, 8, 24)).why == "few_weeks_before"
    rare = _weekly(lambda at, _later: int(at == 2), lambda _at, _later: 100)
    assert _saved(rare).why == "few_contacts"
    still = _weekly(lambda _at, _later: 40, lambda _at, _later: 100)
    assert _saved(still).why == "nothing_to_tell"
    nothing = contacts_saved(weekly, [], fixed_on=FIXED, first=FIRST, until=WEEKS[-1], seed=1)
    assert nothing.why == "no_reason"


@given(
    st.lists(st.integers(0, 60), min_size=16, max_size=16),
    st.lists(st.integers(0, 60), min_size=16, max_size=16),
    st.integers(0, 16),
)
def test_counts_are_whole_and_intervals_hold_their_value(
    linked: list[int], others: list[int], known: int
) -> None:
    weekly = _weekly(lambda at, _later: linked[at], lambda at, _later: others[at])
    found = _saved(weekly, until=FIRST + known * WEEK)
    assert found.before.weeks <= BEFORE_WEEKS
    assert found.after.weeks <= AFTER_WEEKS
    assert found.before.contacts <= sum(linked)
    if found.verdict == "not_enough":
        assert found.avoided.value is None
        return
    assert found.avoided.low is not None
    assert found.avoided.value is not None
    assert found.avoided.high is not None
    assert found.avoided.low <= found.avoided.value <= found.avoided.high
    hours = found.hours_avoided(30).value
    assert hours is not None
    assert hours == pytest.approx(found.avoided.value / 2)


def test_chance_alone_is_seldom_taken_for_a_saving() -> None:
    """Five in a hundred would be by design; with few weeks, intervals are widened."""
    rng = np.random.default_rng(20_261_125)
    verdicts = []
    for seed in range(200):
        linked, others = rng.poisson(40, 16).tolist(), rng.poisson(300, 16).tolist()
        verdicts.append(_saved(_weekly(_in_order(linked), _in_order(others)), seed=seed).verdict)
    assert sum(one in {"fewer", "more"} for one in verdicts) <= 0.05 * len(verdicts)


def test_a_collapse_is_told_after_two_weeks_and_not_before() -> None:
    weekly = _weekly(
        lambda at, later: (4 if later else 40) + at % 3, lambda at, _later: 100 + at % 5
    )
    assert _saved(weekly, until=date(2026, 9, 28)).why == "running"
    early = _saved(weekly, until=date(2026, 10, 5))
    assert (early.verdict, early.why) == ("fewer", "early")
    assert early.avoided.low is not None
    assert early.avoided.low > 20
    # The look is at the same two weeks until the six have gone by.
    assert _saved(weekly, until=date(2026, 10, 19)).change == early.change
    alone = _saved(weekly, until=date(2026, 10, 5), left_out=["other"])
    assert (alone.verdict, alone.why, alone.compared) == ("fewer", "early", False)


def test_the_first_reading_hardly_ever_takes_chance_for_a_change() -> None:
    """One in a hundred by design, for weeks as even as Poisson's and for weeks twice as uneven."""
    rng = np.random.default_rng(20_261_126)
    for spread in (1.0, 4.0):
        told = 0
        for _ in range(400):
            linked, others = (
                (rng.gamma(mean / spread, spread, 16) if spread > 1 else np.full(16, mean))
                for mean in (40, 300)
            )
            counts = rng.poisson(linked).tolist(), rng.poisson(others).tolist()
            weekly = _weekly(_in_order(counts[0]), _in_order(counts[1]))
            told += _saved(weekly, until=date(2026, 10, 5)).why == "early"
        assert told <= 10


def _in_order(counts: list[int]) -> Count:
    return lambda at, _later: counts[at]
