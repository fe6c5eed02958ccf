"""AUC, calibration, thresholds and macro F1 by hand, and intervals by resampling."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.accuracy.ranking import (
    at_precision,
    auc,
    calibration_error,
    centred,
    clustered,
    interval,
    macro_f1,
    resampled,
)

ONCE = np.ones((1, 5))
LABEL = np.array([True, False, True, False, False])
SCORE = np.array([0.9, 0.8, 0.6, 0.6, 0.1])


def test_auc_counts_pairs_and_halves_ties() -> None:
    # Pairs (yes, no): .9 wins its three; .6 loses to .8, ties with .6, wins over .1.
    assert auc(LABEL, SCORE, ONCE)[0] == pytest.approx((3 + 1.5) / 6)


def test_auc_counts_a_row_as_often_as_it_is_drawn() -> None:
    weights = np.array([[1.0, 2.0, 0.0, 1.0, 1.0]])  # .9 against .8 twice, .6 and .1
    assert auc(LABEL, SCORE, weights)[0] == 1
    weights = np.array([[0.0, 2.0, 1.0, 0.0, 1.0]])  # .6 against .8 twice and .1
    assert auc(LABEL, SCORE, weights)[0] == pytest.approx(1 / 3)


def test_auc_is_a_half_when_nothing_tells_and_nothing_without_both() -> None:
    assert auc(LABEL, np.zeros(5), ONCE)[0] == 0.5
    assert np.isnan(auc(np.zeros(5, dtype=bool), SCORE, ONCE)[0])


def test_the_threshold_finds_most_at_the_precision_asked() -> None:
    # From the top: 1/1, 1/2, then the tie at .6 together: 2/4, and 2/5.
    reached = at_precision(LABEL, SCORE, ONCE, 0.7)
    assert (reached.threshold[0], reached.precision[0], reached.recall[0]) == (0.9, 1, 0.5)
    reached = at_precision(LABEL, SCORE, ONCE, 0.5)
    assert (reached.threshold[0], reached.precision[0], reached.recall[0]) == (0.6, 0.5, 1)


def test_a_precision_out_of_reach_finds_nothing() -> None:
    reached = at_precision(~LABEL, np.where(LABEL, 0.9, 0.1), ONCE, 0.7)
    assert np.isnan(reached.threshold[0])
    assert reached.recall[0] == 0


def test_calibration_error_is_the_distance_bin_by_bin() -> None:
    chance = np.array([0.92, 0.98, 0.15, 0.12, 1.0])
    label = np.array([True, False, False, True, True])
    # Bin of .9 and above: 2 of 3 are there, 2.9 announced; bin of .1: 1 of 2, .27 announced.
    expected = (abs(2 - 2.90) + abs(1 - 0.27)) / 5
    assert calibration_error(label, chance, ONCE)[0] == pytest.approx(expected)


def test_what_happens_as_announced_has_no_calibration_error() -> None:
    label = np.array([True, False, False, False] * 10)
    assert calibration_error(label, np.full(40, 0.25), np.ones((1, 40)))[0] == 0


def test_macro_f1_is_the_mean_over_labels_that_someone_carries() -> None:
    label = np.array([[1, 0, 0], [1, 0, 0], [0, 1, 0], [0, 1, 0]], dtype=bool)
    found = np.array([[1, 0, 1], [0, 0, 0], [0, 1, 0], [0, 1, 0]], dtype=bool)
    assert macro_f1(label, found, np.ones((1, 4)))[0] == pytest.approx((2 / 3 + 1) / 2)


def test_the_first_draw_is_the_rows_themselves() -> None:
    weights = resampled(7, seed=1, draws=20)
    assert weights.shape == (21, 7)
    assert (weights[0] == 1).all()
    assert (weights.sum(axis=1) == 7).all()
    assert (weights == resampled(7, seed=1, draws=20)).all()


def test_an_interval_is_the_value_and_the_percentiles_of_the_draws() -> None:
    found = interval(np.array([0.5, *np.linspace(0, 1, 201), np.nan]))
    assert (found.value, found.low, found.high) == pytest.approx((0.5, 0.025, 0.975))
    assert interval(np.array([np.nan, 0.1])).value is None


def test_draws_are_brought_back_around_the_value_and_stay_above_nothing() -> None:
    assert centred(np.array([0.2, 0.3, 0.5, 0.7])).tolist() == pytest.approx([0.2, 0, 0.2, 0.4])


def test_groups_are_resampled_whole() -> None:
    counts = np.array([[2, 0, 0, 0], [0, 2, 2, 0]] * 10)
    found = clustered(counts, seed=1)
    assert (found.n, found.positives) == (60, 40)
    assert (found.precision.value, found.recall.value) == (0.5, 0.5)
    rows = clustered(np.repeat([[1, 0, 0, 0], [0, 1, 1, 0]], 20, axis=0), seed=1)
    assert found.precision.low is not None
    assert rows.precision.low is not None
    assert found.precision.low < rows.precision.low  # whole groups: fewer independent pieces
