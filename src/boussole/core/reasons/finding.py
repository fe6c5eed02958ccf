"""Finding the reason in what a customer said first: cues weighed over columns."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
import polars as pl

from boussole.core.cues import alternation, cue_pattern
from boussole.core.folding import fold_column
from boussole.core.signals.lexicon import manners
from boussole.core.text import Language

LONGEST = 4_000  # characters read: a reason is said early
SURE, HINT, ENOUGH = 4, 1, 2

_Cues = Mapping[Language, tuple[tuple[str, ...], tuple[str, ...]]]


class Finder:
    """The cues of a tree, compiled on first use."""

    def __init__(self, cues: Mapping[str, _Cues]) -> None:
        self._cues = cues
        self._keys = list(cues)

    @cached_property
    def _expressions(self) -> list[tuple[str | None, str | None]]:
        return [(self._joined(own, 0), self._joined(own, 1)) for own in self._cues.values()]

    @staticmethod
    def _joined(own: _Cues, which: int) -> str | None:
        patterns = [
            cue_pattern(cue, manners(language).variants)
            for language, kinds in own.items()
            for cue in kinds[which]
        ]
        return alternation(patterns) if patterns else None

    def find(self, texts: pl.Series) -> pl.Series:
        """Return the key with the most weight, null under ``ENOUGH``; a tie goes to who is named first."""
        folded = fold_column(texts.cast(pl.String).fill_null("").str.slice(0, LONGEST))
        frame = pl.DataFrame({"folded": folded})
        weights = frame.select(
            _weight(sure, hint).alias(key)
            for key, (sure, hint) in zip(self._keys, self._expressions, strict=True)
        ).to_numpy()
        best = weights.argmax(axis=1)
        sure_enough = weights[np.arange(len(best)), best] >= ENOUGH
        keys = pl.Series(self._keys)
        return keys.gather(best).set(~pl.Series(sure_enough), None).alias(texts.name)


def _weight(sure: str | None, hint: str | None) -> pl.Expr:
    """A sure cue is worth four, each hint one, three hints at most."""
    weight = pl.lit(0, pl.Int32)
    if sure:
        weight = weight + pl.col("folded").str.contains(sure).cast(pl.Int32) * SURE
    if hint:
        weight = weight + pl.col("folded").str.count_matches(hint).clip(0, 3).cast(pl.Int32) * HINT
    return weight
