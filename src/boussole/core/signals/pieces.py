"""A long message is read whole and in pieces, so that one sentence in a long letter is heard."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

LONG = 220  # characters from which a message is also read in pieces
PIECE = 140  # characters a piece reaches before the next one begins
MOST = 60  # pieces of one message: beyond, mails are attachments and history

_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…\n]*\s*")


class Pieces(NamedTuple):
    """Pieces of texts: ``text[i]`` begins at character ``offset[i]`` of text ``owner[i]``."""

    text: pl.Series
    owner: NDArray[np.intp]
    offset: NDArray[np.int32]


def pieces(texts: pl.Series) -> Pieces:
    """Cut the long texts of a column into pieces of whole sentences; short ones give none."""
    parts: list[str] = []
    owners: list[int] = []
    offsets: list[int] = []
    for owner in (texts.str.len_bytes() >= LONG).arg_true().to_list():
        for start, end in _cuts(texts[owner]):
            parts.append(texts[owner][start:end])
            owners.append(owner)
            offsets.append(start)
    return Pieces(
        pl.Series("text", parts, dtype=pl.String),
        np.array(owners, dtype=np.intp),
        np.array(offsets, dtype=np.int32),
    )


def _cuts(text: str) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    start = 0
    for sentence in _SENTENCE.finditer(text):
        if sentence.end() - start >= PIECE:
            cuts.append((start, sentence.end()))
            start = sentence.end()
    if start < len(text):
        cuts.append((start, len(text)))
    return cuts[:MOST] if len(cuts) > 1 else []
