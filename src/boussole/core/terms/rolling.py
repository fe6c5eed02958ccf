"""The hash of any slice of a buffer, for all slices at once.

Polynomial rolling hash modulo 2**64 (Karp and Rabin, 1987): sums of ``byte * BASE**place`` are taken
once, and a slice is a difference of two sums brought back to place 0 by the inverse of ``BASE``.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
_MODULO = 1 << 64
_MIX_1, _MIX_2 = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)  # MurmurHash3
_HALF = np.uint64(32)


@lru_cache(maxsize=8)
def _powers(size: int) -> tuple[Hashes, Hashes]:
    steps = np.full(size, BASE, dtype=np.uint64)
    back = np.full(size, pow(BASE, -1, _MODULO), dtype=np.uint64)
    steps[0] = back[0] = 1
    return np.cumprod(steps, dtype=np.uint64), np.cumprod(back, dtype=np.uint64)


class Rolling:
    """The sums of one buffer."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        size = 1 << max(12, len(data).bit_length())
        forth, self._back = _powers(size)
        terms = (data.astype(np.uint64) + np.uint64(1)) * forth[: len(data)]
        self._sums = np.concatenate([np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)])
        figure = (data >= ord("0")) & (data <= ord("9"))
        self._figures = np.concatenate([[0], np.cumsum(figure)])

    def slices(self, start: NDArray[np.intp], end: NDArray[np.intp]) -> Hashes:
        """Hash ``data[start:end]`` for each pair."""
        return np.asarray((self._sums[end] - self._sums[start]) * self._back[start])

    def figures(self, start: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Say of each place whether it holds a figure."""
        return np.asarray(self._figures[start + 1] > self._figures[start])


def hash_of(text: bytes) -> int:
    """Hash one text as :class:`Rolling` does a slice that holds it."""
    total, power = 0, 1
    for byte in text:
        total += (byte + 1) * power
        power = power * BASE % _MODULO
    return total % _MODULO


def chained(first: Hashes, *others: Hashes) -> Hashes:
    """Hash things in a row, from the hash of each."""
    found = first
    for other in others:
        found = found * np.uint64(BASE) + other
    return found


def buckets(hashes: Hashes, salt: int, bits: int) -> NDArray[np.int32]:
    """Spread hashes over ``2**bits`` buckets; ``salt`` keeps kinds of terms apart."""
    mixed = (hashes ^ np.uint64((salt * BASE) % _MODULO)) * _MIX_1
    mixed ^= mixed >> _HALF
    mixed *= _MIX_2
    return (mixed >> np.uint64(64 - bits)).astype(np.int32)
