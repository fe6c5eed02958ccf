"""How much a run of tokens weighs as a postal address. The weights were set by hand and are all here."""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from boussole.core.folding import fold
from boussole.core.privacy.people import known_as
from boussole.core.privacy.places import (
    ANY_STREET_ENDS,
    CUE,
    MILITARY,
    NAMED,
    REGIONS,
    WEAK_STREETS,
)
from boussole.core.privacy.words import PLACE

ENOUGH: Final = 3.0
WORTH_A_CUE: Final = 0.8  # less than this, and what announces an address does not make one

STREET: Final = 2.0
WEAK_STREET: Final = 1.0  # "place assise": the street word is a plain word, its name too
NUMBERED: Final = 1.0
UNIT: Final = 1.5  # a building, a floor, a box, a place with a name
POSTCODE: Final = 1.5
LONE_POSTCODE: Final = 0.5
SHAPE: Final = 1.0  # a number then a name, a name then a number
PLACE_SAID: Final = 0.7
ANNOUNCED: Final = 1.8

_POSTAL_LENGTHS = (4, 5)
_LOOK_BACK = 60


class Sort:
    """What a token can be in an address. Plain strings: they are compared a great deal."""

    NUMBER = "number"
    POSTCODE = "postcode"  # letters and figures, as in Canada and Great Britain
    STREET = "street"
    UNIT = "unit"
    CAPITAL = "capital"
    LOWER = "lower"
    LINK = "link"
    GAP = "gap"
    STOP = "stop"


class Token(NamedTuple):
    """A piece of text, what it can be, and its folded form without its full stop."""

    start: int
    end: int
    sort: str
    folded: str


def is_postal(token: Token) -> bool:
    """Whether a number has the length of a postcode."""
    figures = token.folded.rpartition("-")[2]
    return token.sort is Sort.NUMBER and figures.isdigit() and len(figures) in _POSTAL_LENGTHS


def score(kept: list[Token], text: str) -> float:
    """Add up what a run of tokens of ``text`` holds; 0 when nothing in it is a number."""
    if not any(token.sort in {Sort.NUMBER, Sort.POSTCODE} for token in kept):
        return 0.0
    total = _of_streets(kept) + _of_units(kept) + _of_postcodes(kept) + _of_shape(kept)
    return total + (_of_cue(text, kept[0].start) if total >= WORTH_A_CUE else 0.0)


def _of_streets(kept: list[Token]) -> float:
    """A street word counts with a name beside it, more with its number."""
    best = 0.0
    for at, token in enumerate(kept):
        if token.sort is Sort.STREET and (named := _named(kept, at)):
            weak = token.folded in WEAK_STREETS and named is not Sort.CAPITAL
            worth = WEAK_STREET if weak else STREET
            best = max(best, worth + (NUMBERED if _numbered(kept, at) else 0.0))
    return best


def _named(kept: list[Token], at: int) -> str | None:
    """Return how the name beside the street word at ``at`` is written, if there is one."""
    after = [token for token in kept[at + 1 : at + 5] if token.sort is not Sort.LINK]
    if after and after[0].sort in {Sort.CAPITAL, Sort.LOWER}:
        return after[0].sort
    before = [
        token for token in kept[max(0, at - 3) : at] if token.sort in {Sort.CAPITAL, Sort.LOWER}
    ]
    if before and kept[at - 1].sort in {Sort.CAPITAL, Sort.LOWER}:
        return before[-1].sort
    if at and kept[at - 1].sort is Sort.STREET:  # "20 ridge avenue"
        return Sort.LOWER
    if ANY_STREET_ENDS.fullmatch(kept[at].folded) or kept[at].folded in MILITARY:
        return Sort.CAPITAL
    if after and after[0].sort in {Sort.STREET, Sort.UNIT}:
        return Sort.LOWER
    return None


def _numbered(kept: list[Token], at: int) -> bool:
    near = kept[max(0, at - 4) : at] + kept[at + 1 : at + 7]
    return any(token.sort is Sort.NUMBER for token in near)


def _of_units(kept: list[Token]) -> float:
    total = 0.0
    for token, following in pairwise(kept):
        if token.sort is Sort.UNIT and (
            following.sort in {Sort.NUMBER, Sort.CAPITAL}
            or (following.sort in {Sort.LOWER, Sort.LINK} and token.folded in NAMED)
        ):
            total += UNIT
    return min(total, 2 * UNIT)


def _of_postcodes(kept: list[Token]) -> float:
    if any(token.sort is Sort.POSTCODE for token in kept):
        return POSTCODE
    for at, token in enumerate(kept[1:], 1):
        if is_postal(token):
            named = [one for one in kept[at + 1 : at + 3] if one.sort in {Sort.CAPITAL, Sort.LOWER}]
            beside = named or kept[at - 1].sort in {Sort.CAPITAL, Sort.GAP}
            return POSTCODE if beside else LONE_POSTCODE
    return 0.0


def _of_shape(kept: list[Token]) -> float:
    """A number, a name and a number: a house abroad, or a flat."""
    total = 0.0
    sorts = [token.sort for token in kept if token.sort is not Sort.LINK]
    if sorts[0] is Sort.NUMBER and Sort.CAPITAL in sorts[1:3]:
        total += SHAPE
    first = sorts.index(Sort.CAPITAL) if Sort.CAPITAL in sorts else -1
    if first >= 0 and Sort.NUMBER in sorts[first + 1 : first + 5]:
        total += SHAPE
    if any(token.folded in REGIONS or known_as(token.folded) & PLACE for token in kept):
        total += PLACE_SAID
    return total


def _of_cue(text: str, start: int) -> float:
    return ANNOUNCED if CUE.search(fold(text[max(0, start - _LOOK_BACK) : start])) else 0.0
