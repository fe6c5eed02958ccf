"""Which messages say what a rule looks for, over a whole column at once.

A playbook has hundreds of wordings and few messages hold one. The plain pieces of each wording are looked
for first (``core.cue_index``), and a wording is tried only on the messages that have its pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from boussole.core.cue_index import Cue, CueIndex
from boussole.core.cue_pieces import cue_pieces
from boussole.core.cues import CueError, cue_pattern
from boussole.core.folding import fold, fold_column
from boussole.core.playbook.conditions import Wordings

# Of plain letters, folded text being so.
_EDGE = r"(?a:\b)"


@dataclass(frozen=True)
class Distinct:
    """The texts of a column, folded, each once: row ``i`` says ``texts[place[i]]``."""

    texts: pl.Series
    place: NDArray[np.uint32]


def distinct(texts: pl.Series) -> Distinct:
    """Fold a column and keep each text once: it is searched once however often it is said."""
    folded = fold_column(texts).alias("text").to_frame()
    once = folded.unique(maintain_order=True).with_row_index("place")
    places = folded.join(once, on="text", how="left", maintain_order="left")["place"]
    return Distinct(once["text"], places.to_numpy())


class WordingIndex:
    """Lists of wordings, each list being what one ``says`` looks for."""

    def __init__(self, lists: Sequence[Wordings]) -> None:
        self._lists = len(lists)
        asked = [(at, wording) for at, one in enumerate(lists) for wording in (*one.fr, *one.en)]
        cues = [_cue(at, wording) for at, wording in asked]
        self._cues = [cue for cue in cues if cue.pieces]
        self._anywhere = [cue for cue in cues if not cue.pieces]
        self._index = CueIndex(self._cues)
        self._expressions: dict[str, re.Pattern[str]] = {}

    def said(self, folded: pl.Series) -> NDArray[np.bool_]:
        """Return bool ``[lists, texts]``: whether each folded text holds a wording of each list."""
        texts = folded.to_list()
        said = np.zeros((self._lists, len(texts)), dtype=np.bool_)
        for cue, row in self._index.candidates(folded).iter_rows():
            self._try(self._cues[cue], row, texts, said)
        for one in self._anywhere:
            for row in range(len(texts)):
                self._try(one, row, texts, said)
        return said

    def _try(self, cue: Cue, row: int, texts: list[str], said: NDArray[np.bool_]) -> None:
        if not said[cue.group, row] and self._expression(cue).search(texts[row]):
            said[cue.group, row] = True

    def _expression(self, cue: Cue) -> re.Pattern[str]:
        if cue.pattern not in self._expressions:
            self._expressions[cue.pattern] = re.compile(cue.pattern)
        return self._expressions[cue.pattern]


def wording_pattern(wording: str) -> str:
    """The expression of a wording in folded text, between words; one without a letter is looked for as it is."""
    if not any(character.isalnum() for character in wording):
        return re.escape(fold(wording))
    return f"{_EDGE}(?:{cue_pattern(wording)}){_EDGE}"


def _cue(group: int, wording: str) -> Cue:
    plain = not any(character.isalnum() for character in wording)
    pieces = (frozenset({fold(wording)}),) if plain else _pieces(wording)
    return Cue(group, wording_pattern(wording), pieces)


def _pieces(wording: str) -> tuple[frozenset[str], ...]:
    """What the wording cannot do without; nothing when every word of it is optional."""
    try:
        return cue_pieces(wording)
    except CueError:
        return ()
