"""What is known of a word: whether it is a name, a plain word, a place or a company's.

The lists beside this file are one word a line or a paragraph, folded; docs/models/masking.md says where
each comes from and under which licence, ``scripts/masking_words.py`` builds those that are built.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

FIRST, FAMILY, COMMON, PLACE, BRAND = 1, 2, 4, 8, 16
OURS = 32  # listed by hand as a first name
ALSO = 64  # a plain word too, when it has no capital
_LISTS = {
    "first_names": FIRST,
    "family_names": FAMILY,
    "own_first_names": FIRST | OURS,
    "own_family_names": FAMILY,
    "common_words": COMMON,
    "regions": PLACE,
    "places": PLACE,
    "brands": BRAND,
    "also_words": ALSO,
    "own_also_words": ALSO,
}
_HERE = Path(__file__).parent


@cache
def known_words() -> dict[str, int]:
    """Return, for each folded word, what it is known as: the sum of the flags above.

    A town or a brand that some country also uses as a name is a town or a brand, unless the lists
    written by hand have it as a name (Florence, Lorraine).
    """
    found: dict[str, int] = {}
    for name, flag in _LISTS.items():
        for line in (_HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                for word in line.split():
                    found[word] = found.get(word, 0) | flag
    return {word: _settled(known) for word, known in found.items()}


def _settled(known: int) -> int:
    if known & (PLACE | BRAND) and not known & OURS:
        return known & ~(FIRST | FAMILY)
    return known
