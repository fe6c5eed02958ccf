"""Families of words: the same idea in different words, as data, one file per language.

``families/<language>.yaml`` holds, under ``families``, the words of each family (a trailing ``*``
stands for any ending), under ``short``, how words are shortened in messages, and under
``negations``, the words that reverse what follows. What a model learns of "three weeks" then holds
for "ten days", and what it learns of one regulator for all of them. A word belongs to one family:
the first that names it, whole words before beginnings, longer beginnings before shorter ones.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np
import yaml
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from boussole.core.folding import fold
from boussole.core.terms.rolling import Hashes, Rolling, hash_of
from boussole.core.text import LANGUAGES, Language

# The same loader written in C where the library has it: ten thousand words are read in a fiftieth of a second.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FILTER_BITS = 18
_NUMBER = "number"

Flags = NDArray[np.bool_]
Indexes = NDArray[np.intp]


class Words(BaseModel):
    """The content of one file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    families: dict[str, tuple[str, ...]]
    short: dict[str, tuple[str, ...]] = {}
    negations: tuple[str, ...] = ()


class _Table:
    """Hashes and what each stands for; most of what is asked for is not there, which is told fast."""

    def __init__(self, entries: dict[int, int]) -> None:
        keys = np.fromiter(entries, dtype=np.uint64, count=len(entries))
        values = np.fromiter(entries.values(), dtype=np.uint64, count=len(entries))
        order = np.argsort(keys)
        self._keys, self._values = keys[order], values[order]
        self._may_hold = np.zeros(1 << _FILTER_BITS, dtype=np.bool_)
        self._may_hold[self._place(keys)] = True

    @staticmethod
    def _place(hashes: Hashes) -> NDArray[np.int64]:
        return (hashes >> np.uint64(64 - _FILTER_BITS)).astype(np.int64)

    def replace(self, hashes: Hashes, into: Hashes) -> Flags:
        """Put into ``into`` what is known of ``hashes``; say where."""
        likely = np.flatnonzero(self._may_hold[self._place(hashes)])
        at = np.searchsorted(self._keys, hashes[likely])
        at = np.minimum(at, len(self._keys) - 1)
        sure = self._keys[at] == hashes[likely]
        into[likely[sure]] = self._values[at[sure]]
        known = np.zeros(len(hashes), dtype=np.bool_)
        known[likely[sure]] = True
        return known


class Families:
    """The families of both languages, ready to be looked up."""

    def __init__(self, read: dict[Language, Words]) -> None:
        whole: dict[int, int] = {}
        begun: dict[int, dict[int, int]] = {}
        for words in read.values():
            for family, members in words.families.items():
                named = hash_of(f"<{family}>".encode())
                for member in map(fold, members):
                    stem = member.removesuffix("*")
                    hashed = hash_of(stem.encode())
                    kind = begun.setdefault(len(stem.encode()), {}) if stem != member else whole
                    kind.setdefault(hashed, named)
        self._whole = _Table(whole)
        self._begun = {length: _Table(begun[length]) for length in sorted(begun, reverse=True)}
        self._short = _Table(
            {
                hash_of(fold(short).encode()): hash_of(fold(word).encode())
                for words in read.values()
                for word, shorts in words.short.items()
                for short in shorts
            }
        )
        negations = {fold(word) for words in read.values() for word in words.negations}
        self._negations = _Table({hash_of(word.encode()): 1 for word in negations})
        self._number = np.uint64(hash_of(f"<{_NUMBER}>".encode()))

    def spelled_out(self, spelt: Hashes) -> Hashes:
        """Give shortened words as they are written in full."""
        full = spelt.copy()
        self._short.replace(spelt, full)
        return full

    def of(
        self, word: Hashes, rolling: Rolling, start: Indexes, end: Indexes
    ) -> tuple[Hashes, Flags, Flags]:
        """Say of each word its family (itself when it has none), whether it has one, whether it negates."""
        family = word.copy()
        known = self._whole.replace(word, family)
        for length, table in self._begun.items():
            rest = np.flatnonzero(~known & (end - start >= length))
            found = family[rest]
            hit = table.replace(rolling.slices(start[rest], start[rest] + length), found)
            family[rest[hit]] = found[hit]
            known[rest[hit]] = True
        figures = rolling.figures(start) & ~known
        family[figures] = self._number
        negates = self._negations.replace(word, np.zeros_like(word))
        return family, known | figures, negates


def load_words(language: Language) -> Words:
    """Read the shipped families of a language."""
    file = files("boussole.core.terms").joinpath("families", f"{language}.yaml")
    content = yaml.load(file.read_text(encoding="utf-8"), _LOADER)  # noqa: S506 - a safe loader, in C
    return Words.model_validate(content)


@cache
def short_forms(language: Language) -> dict[str, tuple[str, ...]]:
    """Return how words are shortened in messages: *toujours*, tjs, tjrs."""
    return load_words(language).short


@cache
def families() -> Families:
    """Return the shipped families."""
    return Families({language: load_words(language) for language in LANGUAGES})
