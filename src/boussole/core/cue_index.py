"""Looking for thousands of cues in a column at once.

Every cue has a few rare pieces of text without which it cannot be there. One pass finds the pieces
(Aho-Corasick), which leaves a handful of cues to try on a handful of rows; these are tried together,
in expressions small enough for the engine to stay linear and quick.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import polars as pl

from boussole.core.cues import alternation, anchors, cue_pattern

CHUNK = 3_000  # characters of an expression beyond which the engine slows down


class Cue(NamedTuple):
    """A compiled cue of a ``group`` (a signal's level, a reason): its expression and rare pieces."""

    group: int
    pattern: str
    pieces: frozenset[str]


class Chunk(NamedTuple):
    """Cues of one group tried together."""

    group: int
    expression: str


class Hit(NamedTuple):
    """Passages of a group's cues in one text, in order, as the chunk found them."""

    group: int
    row: int
    folded: str
    said: list[str]


def compile_cues(
    group: int, cues: Iterable[str], variants: Mapping[str, Iterable[str]]
) -> Iterator[Cue]:
    """Compile the cues of a group. Raises CueError on one that is ill formed."""
    for cue in cues:
        yield Cue(group, cue_pattern(cue, variants), anchors(cue, variants))


class CueIndex:
    """Many cues, ready to be looked for."""

    def __init__(self, cues: Iterable[Cue]) -> None:
        chunks = list(_chunks(cues))
        self._chunks = [
            Chunk(own[0].group, alternation(cue.pattern for cue in own)) for own in chunks
        ]
        pairs = [(piece, at) for at, own in enumerate(chunks) for piece in _pieces(own)]
        self._where = pl.DataFrame(
            {"piece": [piece for piece, _ in pairs], "chunk": [at for _, at in pairs]},
            schema={"piece": pl.String, "chunk": pl.Int32},
        )
        self._pieces = sorted({piece for piece, _ in pairs})

    def hits(self, folded: pl.Series) -> Iterator[Hit]:
        """Go through the passages found, group by group in the order they were given."""
        if not self._pieces:
            return
        for chunk, rows, texts in self._candidates(folded):
            group, expression = self._chunks[chunk]
            said = texts.str.extract_all(expression)
            found = pl.DataFrame({"row": rows, "folded": texts, "said": said}).filter(
                pl.col("said").list.len() > 0
            )
            for row, text, passages in found.iter_rows():
                yield Hit(group, row, text, passages)

    def _candidates(self, folded: pl.Series) -> Iterator[tuple[int, pl.Series, pl.Series]]:
        frame = pl.DataFrame({"folded": folded}).with_row_index("row")
        pieces = (
            frame.select(
                "row",
                pl.col("folded").str.extract_many(self._pieces, overlapping=True).alias("piece"),
            )
            .explode("piece", empty_as_null=False, keep_nulls=False)
            .join(self._where, on="piece")
            .select("chunk", "row")
            .unique()
            .sort("chunk", "row")
        )
        for (chunk,), rows in pieces.group_by("chunk", maintain_order=True):
            yield int(str(chunk)), rows["row"], folded.gather(rows["row"])


def _pieces(cues: list[Cue]) -> set[str]:
    return {piece for cue in cues for piece in cue.pieces}


def _chunks(cues: Iterable[Cue]) -> Iterator[list[Cue]]:
    """Cut into runs of one group, each of at most ``CHUNK`` characters where a cue allows it."""
    run: list[Cue] = []
    length = 0
    for cue in cues:
        if run and (cue.group != run[0].group or length + len(cue.pattern) > CHUNK):
            yield run
            run, length = [], 0
        run.append(cue)
        length += len(cue.pattern)
    if run:
        yield run
