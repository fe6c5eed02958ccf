"""Precision, recall and F1 by hand, and intervals that hold them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.accuracy.scores import confusion, f1_gain, scores, share

LABEL = np.array([True] * 6 + [False] * 14)
FOUND = np.array([True] * 4 + [False] * 2 + [True] * 1 + [False] * 13)


def test_a_case_computed_by_hand() -> None:
    assert confusion(LABEL, FOUND).tolist() == [4, 1, 2, 13]
    found = scores(LABEL, FOUND, seed=1)
    assert (found.n, found.positives) == (20, 6)
    assert found.precision.value == pytest.approx(4 / 5)
    assert found.recall.value == pytest.approx(4 / 6)
    assert found.f1.value == pytest.approx(8 / 11)


def test_nothing_found_has_no_precision_and_no_recall() -> None:
    found = scores(LABEL, np.zeros(20, dtype=bool), seed=1)
    assert found.precision.value is None
    assert found.recall.value == 0
    assert found.f1.value == 0


def test_nothing_labelled_has_no_recall() -> None:
    assert scores(np.zeros(20, dtype=bool), FOUND, seed=1).recall.value is None


def test_where_all_or_none_are_right_the_share_has_wilsons_interval() -> None:
    found = scores(np.array([True] * 10), np.array([True] * 10), seed=1)
    assert (found.recall.value, found.recall.high) == (1, 1)
    assert found.recall.low == pytest.approx(0.7225, abs=1e-4)
    none = scores(np.array([True] * 10), np.zeros(10, dtype=bool), seed=1)
    assert (none.recall.value, none.recall.low) == (0, 0)
    assert none.recall.high == pytest.approx(0.2775, abs=1e-4)


def test_the_same_seed_gives_the_same_interval() -> None:
    assert scores(LABEL, FOUND, seed=3) == scores(LABEL, FOUND, seed=3)
    label, found = np.tile(LABEL, 20), np.tile(FOUND, 20)
    assert scores(label, found, seed=3).f1 != scores(label, found, seed=4).f1


def test_drawing_counts_is_resampling_rows() -> None:
    rng = np.random.default_rng(5)
    drawn = []
    for _ in range(2000):
        rows = rng.integers(0, 20, 20)
        part = confusion(LABEL[rows], FOUND[rows])
        drawn.append(part[0] / max(1, part[0] + part[2]))
    recall = scores(LABEL, FOUND, seed=5).recall
    assert [recall.low, recall.high] == pytest.approx(np.quantile(drawn, [0.025, 0.975]), abs=0.06)


def test_more_rows_narrow_the_interval() -> None:
    few = scores(LABEL, FOUND, seed=1).f1
    many = scores(np.tile(LABEL, 50), np.tile(FOUND, 50), seed=1).f1
    assert few.low is not None
    assert few.high is not None
    assert many.low is not None
    assert many.high is not None
    assert many.high - many.low < (few.high - few.low) / 4


def test_the_gain_over_oneself_is_nothing() -> None:
    gain = f1_gain(LABEL, FOUND, FOUND, seed=1)
    assert (gain.value, gain.low, gain.high) == (0, 0, 0)


def test_the_gain_is_the_difference_of_both() -> None:
    other = np.ones(20, dtype=bool)
    gain = f1_gain(LABEL, FOUND, other, seed=1)
    assert gain.value == pytest.approx(8 / 11 - 12 / 26)


def test_a_share_has_wilsons_interval() -> None:
    found = share(FOUND)
    assert found.value == 0.25
    assert (found.low, found.high) == pytest.approx((0.1119, 0.4687), abs=1e-4)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_every_figure_is_a_share_within_its_bounds(rows: list[tuple[bool, bool]]) -> None:
    label, found = (np.array(column, dtype=bool) for column in zip(*rows, strict=True))
    result = scores(label, found, seed=1)
    for interval in (result.precision, result.recall, result.f1):
        if interval.value is not None:
            assert interval.low is not None
            assert interval.high is not None
            assert 0 <= interval.low <= interval.high <= 1
