"""Looking for thousands of cues in a column at once.

Every cue has a few rare pieces of text without which it cannot be there. One pass finds the pieces
in the whole column (Aho-Corasick), which leaves a few cues to try on each row; only those are tried.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import polars as pl

from boussole.core.cue_pieces import cue_pieces
from boussole.core.cues import cue_pattern

FEW = 10  # up to so many texts, each is searched alone


class Cue(NamedTuple):
    """A compiled cue of a ``group`` (a signal's level, a reason), and the pieces it cannot do without."""

    group: int
    pattern: str
    pieces: tuple[frozenset[str], ...]


class Hit(NamedTuple):
    """A cue of ``group`` found in row ``row``, from ``start`` to ``end``."""

    group: int
    row: int
    start: int
    end: int


def compile_cues(
    group: int, cues: Iterable[str], variants: Mapping[str, Iterable[str]]
) -> Iterator[Cue]:
    """Compile the cues of a group. Raises CueError on one that is ill formed."""
    for cue in cues:
        yield Cue(group, cue_pattern(cue, variants), cue_pieces(cue, variants))


def expression(pattern: str) -> re.Pattern[str]:
    """Compile a cue to be found as whole words."""
    if not re.search("[a-z0-9]", pattern.replace(r"\s", "")):
        return re.compile(pattern)  # emoji and the like have no word boundary around them
    return re.compile(rf"(?<![a-z0-9_])(?:{pattern})(?![a-z0-9_])")


class CueIndex:
    """Many cues, ready to be looked for in folded texts."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._cues = list(cues)
        self._expressions: dict[int, re.Pattern[str]] = {}
        slots = [
            (piece, cue, slot)
            for cue, own in enumerate(self._cues)
            for slot, pieces in enumerate(own.pieces)
            for piece in pieces
        ]
        self._slots_of: dict[str, list[tuple[int, int]]] = {}
        for piece, cue, slot in slots:
            self._slots_of.setdefault(piece, []).append((cue, slot))
        self._slots = pl.DataFrame(
            slots, schema={"piece": pl.String, "cue": pl.Int32, "slot": pl.Int8}, orient="row"
        )
        self._asked = pl.DataFrame(
            [(cue, len(own.pieces)) for cue, own in enumerate(self._cues)],
            schema={"cue": pl.Int32, "asked": pl.UInt32},
            orient="row",
        )
        pieces = sorted({piece for piece, _, _ in slots})
        self._words = [piece for piece in pieces if piece.isascii() and piece.strip().isalnum()]
        self._plain = frozenset(self._words)
        self._marks = sorted(set(pieces) - self._plain)

    def hits(self, folded: pl.Series) -> Iterator[Hit]:
        """Go through what is found, cue by cue in the order they were given."""
        texts = folded.to_list()
        for cue, row in self.candidates(folded).iter_rows():
            group = self._cues[cue].group
            for found in self._expression(cue).finditer(texts[row]):
                yield Hit(group, row, found.start(), found.end())

    def _expression(self, cue: int) -> re.Pattern[str]:
        if cue not in self._expressions:
            self._expressions[cue] = expression(self._cues[cue].pattern)
        return self._expressions[cue]

    def candidates(self, folded: pl.Series) -> pl.DataFrame:
        """Return the pairs ``cue, row`` worth trying, sorted."""
        if len(folded) <= FEW:
            return self._candidates_of_few(folded)
        found = pl.concat(
            [self._found(_between_words(folded), self._words), self._found(folded, self._marks)]
        )
        return (
            found.join(self._slots, on="piece")
            .group_by("cue", "row")
            .agg(pl.col("slot").n_unique().alias("met"))
            .join(self._asked, on="cue")
            .filter(pl.col("met") == pl.col("asked"))
            .select("cue", "row")
            .sort("cue", "row")
        )

    def _candidates_of_few(self, folded: pl.Series) -> pl.DataFrame:
        """The same for a few texts, piece by piece: an automaton takes longer to build than they to read."""
        pairs = []
        for row, (text, words) in enumerate(zip(folded, _between_words(folded), strict=True)):
            met: defaultdict[int, set[int]] = defaultdict(set)
            for piece, slots in self._slots_of.items():
                if piece in (words if piece in self._plain else text):
                    for cue, slot in slots:
                        met[cue].add(slot)
            pairs += [
                (cue, row) for cue, own in met.items() if len(own) == len(self._cues[cue].pieces)
            ]
        return pl.DataFrame(sorted(pairs), schema={"cue": pl.Int32, "row": pl.UInt32}, orient="row")

    @staticmethod
    def _found(texts: pl.Series, pieces: list[str]) -> pl.DataFrame:
        frame = pl.DataFrame({"text": texts}).with_row_index("row")
        if not pieces:
            return frame.clear().select("row", pl.col("text").alias("piece"))
        return (
            frame.select(
                "row", pl.col("text").str.extract_many(pieces, overlapping=True).alias("piece")
            )
            .explode("piece", empty_as_null=False, keep_nulls=False)
            .unique()
        )


def _between_words(folded: pl.Series) -> pl.Series:
    """Leave only words, each between two blanks."""
    words = (
        pl.col("text").str.replace_all("œ", "oe", literal=True).str.replace_all("[^a-z0-9]+", " ")
    )
    return pl.DataFrame({"text": folded}).select(
        pl.concat_str(pl.lit(" "), words, pl.lit(" ")).alias("text")
    )["text"]
