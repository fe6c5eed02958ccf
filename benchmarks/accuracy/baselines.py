"""What plain means reach on the same rows: a lexicon, and words counted with logistic regression.

The lexicons say how negative or positive a text is; their authors take -0.05 and 0.05 of the
compound score as the edges, and give no advice on grades: every grade is asked of the same edge.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.accuracy.scores import Flags
from boussole.core.linear.thresholds import best_threshold, probability
from boussole.core.text import Language

VADER_EDGE = 0.05
LEXICONS: dict[Language, tuple[str, str]] = {
    "en": ("vaderSentiment", "vaderSentiment.vaderSentiment"),
    "fr": ("vaderSentiment-fr", "vaderSentiment_fr.vaderSentiment"),
}
FOLDS = 5
SEED = 20
# Of an error, in the regression: the best of 1, 10 and 100 on sentences held out, for both sides.
COST = 100.0

Floats = NDArray[np.float32]


class ReferenceMissingError(Exception):
    """A package that the figures are compared with is not installed."""


def lexicon(language: Language) -> Callable[[Sequence[str]], NDArray[np.float64]]:
    """Return what gives each text its compound score, -1 to 1. Raises ReferenceMissingError."""
    name, module = LEXICONS[language]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the French one says it could be faster
            analyser = import_module(module).SentimentIntensityAnalyzer()
    except ImportError as missing:
        raise ReferenceMissingError(
            f"{name} is missing: it is one of the references (requirements/reference.txt), which"
            " `make accuracy` installs."
        ) from missing

    def scores(texts: Sequence[str]) -> NDArray[np.float64]:
        return np.array([analyser.polarity_scores(text)["compound"] for text in texts])

    return scores


@dataclass(frozen=True)
class Plain:
    """Words and pairs of words, TF-IDF, one logistic regression for each label.

    ``best`` is the probability that gave the best F1 of each label on lines held out.
    """

    words: Any
    machines: tuple[Any, ...]
    best: NDArray[np.float64]

    def chances(self, texts: Sequence[str]) -> Floats:
        """Return the probability of each label, ``[texts, labels]``."""
        return probability(_log_odds(self.words, self.machines, texts))


def learn_plain(texts: Sequence[str], said: Flags) -> Plain:
    """Learn ``said`` (``[texts, labels]``), and the thresholds from lines held out in turn."""
    held_out = plain_held_out(texts, said)
    words, machines = _fit(texts, said, COST, balanced=False)
    best = [best_threshold(held_out[:, at], said[:, at]) for at in range(said.shape[1])]
    return Plain(words, machines, np.array(best))


def plain_held_out(
    texts: Sequence[str], said: Flags, *, cost: float = COST, balanced: bool = False
) -> Floats:
    """Return the log-odds that each text is given by a model that learnt from the other folds.

    ``balanced`` gives both answers the same weight.
    """
    fold = np.random.default_rng(SEED).permutation(len(texts)) % FOLDS
    held_out = np.zeros(said.shape, dtype=np.float32)
    for which in range(FOLDS):
        learns = np.flatnonzero(fold != which)
        judged = np.flatnonzero(fold == which)
        part = _fit([texts[at] for at in learns.tolist()], said[learns], cost, balanced=balanced)
        held_out[judged] = _log_odds(*part, [texts[at] for at in judged.tolist()])
    return held_out


def _fit(
    texts: Sequence[str], said: Flags, cost: float, *, balanced: bool
) -> tuple[Any, tuple[Any, ...]]:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    words = TfidfVectorizer(
        ngram_range=(1, 2), sublinear_tf=True, min_df=2, strip_accents="unicode"
    )
    rows = words.fit_transform(texts)
    machines = [
        LogisticRegression(
            C=cost,
            solver="liblinear",
            random_state=SEED,
            class_weight="balanced" if balanced else None,
        ).fit(rows, column)
        for column in said.T
    ]
    return words, tuple(machines)


def _log_odds(words: Any, machines: Sequence[Any], texts: Sequence[str]) -> Floats:
    rows = words.transform(texts)
    return np.array([one.decision_function(rows) for one in machines], dtype=np.float32).T
