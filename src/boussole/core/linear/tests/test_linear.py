"""Linear models: what is learnt is found again, kept, explained, and the same every time."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from boussole.core.linear import LinearModel, ModelFileError, load, save
from boussole.core.linear.evidence import passages
from boussole.core.linear.learning import Learnt, Recipe, counted, learn
from boussole.core.linear.thresholds import best_threshold, probability
from boussole.core.terms import find_terms

ANGRY = [
    "this is outrageous",
    "what a disgrace",
    "outrageous service, a disgrace",
    "disgraceful and outrageous",
]
ASKING = [
    "where is my parcel",
    "when does my parcel arrive",
    "my parcel number please",
    "a parcel for my neighbour",
]
CALM = ["hello there", "good morning", "it is blue", "the lamp is green"]
TEXTS = [f"{text} {n}" for n in range(4) for text in ANGRY + ASKING + CALM]
SAID = np.array([[text[:-2] in ANGRY, text[:-2] in ASKING] for text in TEXTS])
LABELS = ("angry", "asking")


@pytest.fixture(scope="module")
def learnt() -> Learnt:
    """A small model."""
    return learn(counted(pl.Series(TEXTS)), SAID, LABELS, Recipe())


def _scores(model: LinearModel, texts: list[str]) -> np.ndarray:
    return model.scores(find_terms(pl.Series(texts)))


def test_what_was_taught_is_read(learnt: Learnt) -> None:
    scores = _scores(learnt.model, ["outrageous, a disgrace", "where is a parcel", "good day"])
    assert (scores[0, 0] > 0, scores[1, 1] > 0) == (True, True)
    assert (scores[2] < 0).all()
    assert scores[0, 1] < 0


def test_a_text_without_known_terms_carries_nothing(learnt: Learnt) -> None:
    assert (probability(_scores(learnt.model, ["", "ж"])) < 1e-6).all()


def test_learning_again_gives_the_same_model(learnt: Learnt) -> None:
    again = learn(counted(pl.Series(TEXTS)), SAID, LABELS, Recipe())
    assert np.array_equal(again.model.weights, learnt.model.weights)
    assert save(again.model, {}) == save(learnt.model, {})


def test_a_kept_model_reads_the_same(learnt: Learnt) -> None:
    kept, about = load(save(learnt.model, {"version": "1"}))
    assert about == {"version": "1"}
    assert kept.labels == LABELS
    assert np.abs(_scores(kept, TEXTS) - _scores(learnt.model, TEXTS)).max() < 0.1
    assert save(kept, about) == save(load(save(kept, about))[0], about)


@pytest.mark.parametrize("data", [b"", b"nonsense", b"PK\x03\x04broken"])
def test_a_file_without_a_model_says_so(data: bytes) -> None:
    with pytest.raises(ModelFileError):
        load(data)


def test_the_passage_is_what_speaks_for_the_label(learnt: Learnt) -> None:
    text = "Good morning. It is blue. What an outrageous disgrace! The lamp is green."
    terms = find_terms(pl.Series([text]))
    found = passages(learnt.model, terms, learnt.model.known(terms), np.array([0]), np.array([0]))
    passage = text[found.start[0] : found.end[0]]
    assert "outrageous disgrace" in passage
    assert "blue" not in passage
    assert "lamp" not in passage


def test_held_out_scores_are_probabilities_that_can_be_trusted(learnt: Learnt) -> None:
    chances = probability(learnt.held_out)
    assert abs(chances[:, 0].mean() - SAID[:, 0].mean()) < 0.1


def test_the_threshold_is_where_f1_is_best() -> None:
    odds = np.array([-4, -3, -2, -1, 1, 2], dtype=np.float32)
    said = np.array([False, False, False, True, True, True])
    threshold = best_threshold(odds, said)
    assert (probability(odds) >= threshold).tolist() == said.tolist()
    assert best_threshold(odds, np.zeros(6, dtype=bool)) == 0.5
