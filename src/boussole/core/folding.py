"""Folding: lower case, no accents, one character for one character.

A folded text has exactly the length of the original, so a passage found in one is the same passage
in the other. Patterns are written once and meet capitals, missing accents and typographic
apostrophes alike.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import polars as pl

# Letters a decomposition does not reach, and the marks that stand for a plainer one.
_PLAIN = {
    "ø": "o", "đ": "d", "ł": "l", "ı": "i", "’": "'", "‘": "'", "ʼ": "'", "´": "'", "`": "'",
    "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-", "‐": "-",
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": " ", "\ufeff": " ", "\t": " ", "\r": "\n", "\u2028": "\n", "\u2029": "\n",
}  # fmt: skip
_LETTERS = range(0x00C0, 0x0250)


def _folded_letter(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0].lower()
    return _PLAIN.get(base, base) if len(base) == 1 else letter


@cache
def folding_table() -> dict[str, str]:
    """Every character that folding changes, with the one character it becomes."""
    letters = {chr(code): _folded_letter(chr(code)) for code in _LETTERS}
    capitals = {chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)}
    table = {**letters, **capitals, **_PLAIN, "Œ": "œ", "Æ": "æ"}
    return {before: after for before, after in table.items() if before != after}


@cache
def _translation() -> dict[int, int]:
    return {ord(before): ord(after) for before, after in folding_table().items()}


def fold(text: str) -> str:
    """Fold one text; ``len(fold(text)) == len(text)``."""
    return text.translate(_translation())


def fold_column(texts: pl.Series) -> pl.Series:
    """Fold a column; row for row the same as :func:`fold`."""
    table = folding_table()
    return texts.to_frame("text").select(
        pl.col("text").str.replace_many(list(table), list(table.values()))
    )["text"]
