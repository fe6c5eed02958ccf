"""Names of persons that the record knows: the customer, the agents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from boussole.core.folding import fold
from boussole.core.privacy.finding import Found
from boussole.core.privacy.words import ALSO, known_words


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Parts of a known name that are also plain words: they need their capital to count as a name.
_ALSO_WORDS = _words(
    "rose pierre olive violette marguerite prune cerise clement constant parfait blanche aime desire fleur "
    "marin prudence victoire france paris may will mark grace hope faith joy sunny rich bill jack art june "
    "april august summer christian blanc noir petit grand roux bon roy rue page "
    "king young white black brown green long short bell cook baker smith price day love case best moulin mas "
    "service client support team equipe agent compte boutique shop store admin"
)
_PARTICLES = _words("de du des la le les van von der den el al ben da di do dos bin st")
_SHORTEST = 3
# What may stand between two parts of one name: spaces, hyphens, particles, initials.
_BETWEEN = re.compile(rf"(?:[\s\-]+(?:{'|'.join(sorted(_PARTICLES))}|[a-z]\.?))*[\s\-]+")


def known_names(folded: str, text: str, names: tuple[str, ...]) -> Iterator[Found]:
    """Find the names of the record, whole words, whatever the case and the accents.

    Parts that follow one another are one name. A part that is also a plain word needs its capital,
    unless another part stands beside it. No pattern is compiled: names differ with each conversation.
    """
    for start, end, parts in _joined(folded, sorted(_said_parts(folded, _parts_of(names)))):
        if parts > 1 or text[start].isupper() or not _also_a_word(folded[start:end]):
            yield Found(start, end, "NAME")


def _also_a_word(part: str) -> bool:
    return part in _ALSO_WORDS or bool(known_words().get(part, 0) & ALSO)


def may_hold_name(folded: str, names: tuple[str, ...]) -> bool:
    """Say at little cost whether a folded text may hold a known name: some part of one is in it."""
    return any(part in folded for part in _parts_of(names))


@lru_cache(maxsize=8192)
def _parts_of(names: tuple[str, ...]) -> tuple[str, ...]:
    parts = {part for name in names for part in re.split(r"[\s,]+", fold(name))}
    return tuple(sorted(filter(_counts, parts), key=lambda part: (-len(part), part)))


def _counts(part: str) -> bool:
    """Whether a part of a name is enough to recognise it by."""
    return len(part) >= _SHORTEST and part not in _PARTICLES and any(map(str.isalpha, part))


def _said_parts(folded: str, parts: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    for part in parts:
        start = folded.find(part)
        while start >= 0:
            end = start + len(part)
            if not (
                _goes_on(folded[start - 1 : start], "[") or _goes_on(folded[end : end + 1], "]")
            ):
                yield start, end
            start = folded.find(part, end)


def _goes_on(character: str, bracket: str) -> bool:
    """Whether a word, or a token, goes on at this character."""
    return character.isalnum() or character in {"_", bracket}


def _joined(folded: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Join parts that only spaces, hyphens and particles separate; give the number of parts too."""
    current: tuple[int, int, int] | None = None
    for start, end in spans:
        if current is None:
            current = start, end, 1
        elif start < current[1]:
            current = current[0], max(end, current[1]), current[2]
        elif _BETWEEN.fullmatch(folded, current[1], start):
            current = current[0], end, current[2] + 1
        else:
            yield current
            current = start, end, 1
    if current is not None:
        yield current
