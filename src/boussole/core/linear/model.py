"""A linear model: the score of a text is the sum of its terms' weights over the length of its vector.

    score(text, label) = bias[label] + sum(weights[term, label]) / sqrt(SHORT ** 2 + sum(rarity[term] ** 2))

where the sums go over the terms of the text that the model knows. A term's rarity (inverse document
frequency) is folded into its weights. ``SHORT`` keeps a word said alone ("merci") from weighing as much as a
whole message of such words. What each term adds to a score is therefore exact evidence: the
passage shown for a label is made of it, not of an explanation found afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from boussole.core.terms import BUCKETS, Terms

SHORT = 60.0  # the length of a vector of about five words
NOTHING_SAID = -30.0  # the log-odds of any label where no term is known

Floats = NDArray[np.float32]
Places = NDArray[np.int32]


@dataclass(frozen=True)
class Known:
    """The terms of some texts that a model knows: whose, which of its terms, and which of the texts'."""

    row: Places
    term: Places
    which: NDArray[np.intp]
    length: Floats


@dataclass(frozen=True)
class LinearModel:
    """``buckets`` (sorted) are the terms known; ``weights`` and ``rarity`` follow their order.

    ``weights`` is float32 ``[terms, labels]``, ``bias`` float32 ``[labels]``.
    """

    labels: tuple[str, ...]
    buckets: Places
    weights: Floats
    rarity: Floats
    bias: Floats

    @cached_property
    def _place(self) -> Places:
        """Say where each bucket is among those known, -1 when it is not."""
        place = np.full(BUCKETS, -1, dtype=np.int32)
        place[self.buckets] = np.arange(len(self.buckets), dtype=np.int32)
        return place

    @cached_property
    def by_label(self) -> Floats:
        """The weights label by label, ``[labels, terms]``."""
        return np.ascontiguousarray(self.weights.T)

    def known(self, terms: Terms) -> Known:
        """Keep the terms that the model knows."""
        found = self._place.take(terms.bucket)
        which = np.flatnonzero(found >= 0)
        row, term = terms.row.take(which), found.take(which)
        rarity = self.rarity.take(term)
        squares = np.bincount(row, weights=rarity * rarity, minlength=terms.rows)
        length = np.sqrt(squares + SHORT * SHORT).astype(np.float32)
        return Known(row, term, which, length)

    def scores(self, terms: Terms) -> Floats:
        """Return float32 ``[texts, labels]``; a text without known terms carries no label."""
        return self.scores_of(self.known(terms))

    def scores_of(self, known: Known) -> Floats:
        """Return the scores from terms already looked up."""
        ones = np.ones(len(known.row), dtype=np.float32)
        shape = (len(known.length), len(self.buckets))
        sums = sparse.coo_array((ones, (known.row, known.term)), shape=shape) @ self.weights
        scores = np.asarray(sums / known.length[:, None] + self.bias, dtype=np.float32)
        scores[np.bincount(known.row, minlength=len(scores)) == 0] = NOTHING_SAID
        return scores
