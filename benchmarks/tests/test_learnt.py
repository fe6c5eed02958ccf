"""The learnt baseline learns what can be learnt, and nothing from the rows it judges."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.accuracy.learnt import cross_fitted, hashed

TEXTS = [f"{said} number {n}" for n in range(60) for said in ("terrible service", "kind reply")]
LABEL = np.array([True, False] * 60)


def test_words_that_tell_are_learnt() -> None:
    assert (cross_fitted(TEXTS, LABEL, seed=1) == LABEL).all()


def test_noise_is_not_learnt_from_the_rows_judged() -> None:
    rng = np.random.default_rng(2)
    texts = [f"word{n % 40} other{n % 31}" for n in range(200)]
    label = rng.random(200) < 0.5
    assert np.mean(cross_fitted(texts, label, seed=1) == label) == pytest.approx(0.5, abs=0.12)


def test_words_and_pairs_are_counted() -> None:
    row = hashed(["Again and again"]).toarray()[0]
    assert sorted(row[row > 0]) == pytest.approx([1, 1, 1, 1 + np.log(2)])
