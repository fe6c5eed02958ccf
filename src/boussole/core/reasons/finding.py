"""Finding the reason in what a customer said first: cues weighed over columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from boussole.core.cue_index import CueIndex, compile_cues
from boussole.core.folding import fold_column
from boussole.core.terms.families import short_forms
from boussole.core.text import Language
from boussole.core.unread import without_unread

LONGEST = 4_000  # characters read: a reason is said early
SURE, HINT = 0, 1
WEIGHT_OF_SURE, MOST_HINTS, ENOUGH = 4, 3, 2

_Cues = Mapping[Language, tuple[tuple[str, ...], tuple[str, ...]]]


class Finder:
    """The cues of a tree, compiled on first use. Raises CueError on one that is ill formed."""

    def __init__(self, cues: Mapping[str, _Cues]) -> None:
        self._cues = cues
        self._keys = list(cues)

    @cached_property
    def _index(self) -> CueIndex:
        """Group 2k holds the sure cues of reason k, group 2k + 1 its hints."""
        return CueIndex(
            cue
            for place, own in enumerate(self._cues.values())
            for which in (SURE, HINT)
            for language, kinds in own.items()
            for cue in compile_cues(2 * place + which, kinds[which], short_forms(language))
        )

    @property
    def keys(self) -> tuple[str, ...]:
        """The reasons looked for, in the order of the tree."""
        return tuple(self._keys)

    def find(self, texts: pl.Series) -> pl.Series:
        """Return the key with the most weight, null under ``ENOUGH``; of equals, the first of the tree."""
        weights = self.weights(texts)
        best = weights.argmax(axis=1)
        enough = weights[np.arange(len(best)), best] >= ENOUGH
        keys = [
            self._keys[place] if sure else None for place, sure in zip(best, enough, strict=True)
        ]
        return pl.Series(texts.name, keys, dtype=pl.String)

    def weights(self, texts: pl.Series) -> NDArray[np.int16]:
        """Weigh the cues of each reason in each text: int16 ``[texts, keys]``."""
        said = texts.cast(pl.String).fill_null("").str.slice(0, LONGEST)
        folded = without_unread(fold_column(said))
        weights = np.zeros((len(folded), len(self._keys)), dtype=np.int16)
        for (group, row), times in Counter(
            (hit.group, hit.row) for hit in self._index.hits(folded)
        ).items():
            place, which = divmod(group, 2)
            weights[row, place] += WEIGHT_OF_SURE if which == SURE else min(times, MOST_HINTS)
        return weights
