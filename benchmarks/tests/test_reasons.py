"""How reasons are drawn, guessed and counted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.accuracy.reasons import balanced, few_of_each, guessed
from boussole.core.reasons.learning import learn_reasons

WORDS = {
    "card": "my card was swallowed",
    "rate": "what is the exchange rate",
    "pin": "I forgot my pin code",
}
ROWS = [(f"{said}, question {n}", key) for key, said in WORDS.items() for n in range(12)]


def test_as_many_of_each_reason_are_drawn_alike_with_the_same_seed() -> None:
    rows = [*ROWS, ("alone", "rare")]
    drawn = few_of_each(rows, 5, seed=1)
    assert sorted(key for _, key in drawn) == ["card"] * 5 + ["pin"] * 5 + ["rare"] + ["rate"] * 5
    assert drawn == few_of_each(rows, 5, seed=1)
    assert drawn != few_of_each(rows, 5, seed=2)


def test_the_mean_over_reasons_counts_a_rare_one_fully() -> None:
    right = np.array([True, True, True, False])
    assert balanced(right, ["often", "often", "often", "rare"]) == 0.5


def test_an_unknown_counts_as_wrong_and_is_told_apart() -> None:
    model = learn_reasons([text for text, _ in ROWS], [key for _, key in ROWS])
    model = replace(model, least=0.0)
    tested = [
        ("my card was swallowed, question 3", "card"),
        ("zzz qqq", "rate"),
        ("I forgot my pin code, question 4", "rate"),
    ]
    found = guessed(model, len(ROWS), tested)
    assert (found.learnt_from, found.reasons, found.tested) == (36, 3, 3)
    # Found right, found wrong, and words nobody taught.
    assert found.free.value == pytest.approx(1 / 3)
    assert found.unknown.value == pytest.approx(1 / 3)
