"""The plain pieces without which a cue cannot be in a text: what to look for first.

A cue is read as a sequence of elements. Each compulsory one gives a set of pieces of which a text
that holds the cue holds at least one; the rarest sets are kept. A piece that is a whole word in
every reading of the cue carries a blank on that side, and is looked for between words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from boussole.core.cues import FEW_WORDS, CueError, cue_tokens

MOST_SETS = 2  # how many sets a cue asks for at once
COMMON_ENOUGH = 1500  # a second set that lets this much through is not worth asking for

_OPEN, _OR, _PERHAPS = "(", "|", "?"

_COMMON = frozenset(
    re.findall(
        r"\S+",
        "pas plus est que qui les des une pour dans sur avec vous votre vos nous mon mes ai suis tout tous bien "
        "fait merci bonjour encore avez etre sont aucun sans rien meme depuis faire quoi comment avoir service ce c "
        "cest ete etait nos ses ces aux ont par mais moi je j n de la le l a et en un il on me ne se d y g qu elle "
        "ils si ou au ca sa ma tres va dit peut toujours jamais client compte quand alors the you your and are was "
        "were this that have has not for with what can but just get got all now out from please still how why when "
        "will would could should been don very really more account help need want know work make time app back "
        "thank thanks love great good like even after again i to of in it is s t m on my be do at so if an or no as "
        "up by we us u they there had did does any some about problem issue",
    )
)
_WHOLE_WORD = {1: 150, 2: 60, 3: 12, 4: 5}
_PART_OF_WORD = {1: 3000, 2: 600, 3: 60, 4: 15, 5: 5}
_COMMON_COST = 300


class _Element(NamedTuple):
    """One element of a cue: a word, a mark, a blank or a bracket with its sides."""

    token: str
    sides: tuple[tuple[_Element, ...], ...] = ()
    optional: bool = False


def cue_pieces(
    cue: str, variants: Mapping[str, Iterable[str]] | None = None
) -> tuple[frozenset[str], ...]:
    """Return one or two sets of pieces; a text that holds the cue holds a piece of each.

    Raises CueError when the cue has no compulsory word or mark at all.
    """
    sides, _ = _parsed(cue_tokens(cue, variants), 0)
    sets = sorted(_sets_of_sides(sides, left=True, right=True), key=_cost)
    if not sets:
        raise CueError(f"cue {cue!r} has no compulsory word to look for: add one")
    return sets[0], *(found for found in sets[1:MOST_SETS] if _cost(found) < COMMON_ENOUGH)


def _parsed(tokens: list[str], at: int) -> tuple[tuple[tuple[_Element, ...], ...], int]:
    """Read the sides of a bracket up to its end; return them and where it ends."""
    sides: list[tuple[_Element, ...]] = []
    side: list[_Element] = []
    while at < len(tokens) and not tokens[at].startswith(")"):
        token = tokens[at]
        if token == _OPEN:
            inner, at = _parsed(tokens, at + 1)
            optional = tokens[at : at + 1] == [")*"] or tokens[at + 1 : at + 2] == ["?"]
            side.append(_Element("", inner, optional))
        elif token == _OR:
            sides.append(tuple(side))
            side = []
        elif token == _PERHAPS and side and not side[-1].sides:
            side[-1] = side[-1]._replace(optional=True)
        elif token != _PERHAPS:
            side.append(_Element(token))
        at += 1
    return (*sides, tuple(side)), at


def _sets_of_sides(
    sides: tuple[tuple[_Element, ...], ...], *, left: bool, right: bool
) -> list[frozenset[str]]:
    """One side: every set it gives. Several: the union of the rarest of each."""
    found = [list(_sets(side, left=left, right=right)) for side in sides]
    if len(found) == 1:
        return found[0]
    if not all(found):
        return []
    return [frozenset[str]().union(*(min(sets, key=_cost) for sets in found))]


def _sets(side: tuple[_Element, ...], *, left: bool, right: bool) -> Iterator[frozenset[str]]:
    for at, element in enumerate(side):
        starts = _blank_before(side, at, left)
        ends = _blank_after(side, at, right)
        if element.sides:
            if not element.optional:
                yield from _sets_of_sides(element.sides, left=starts, right=ends)
        elif piece := _piece(element, starts=starts, ends=ends):
            yield frozenset({piece})


def _blank_before(side: tuple[_Element, ...], at: int, left: bool) -> bool:
    if at == 0:
        return left
    before = side[at - 1]
    if before.sides:
        within = all(sub and sub[-1].token.isspace() for sub in before.sides)
        return within and (not before.optional or _blank_before(side, at - 1, left))
    return before.token.isspace() or before.token == FEW_WORDS


def _blank_after(side: tuple[_Element, ...], at: int, right: bool) -> bool:
    if at == len(side) - 1:
        return right
    after = side[at + 1]
    if after.sides:
        within = all(sub and sub[0].token.isspace() for sub in after.sides)
        return within and (not after.optional or _blank_after(side, at + 1, right))
    return after.token.isspace() or after.token == FEW_WORDS


def _piece(element: _Element, *, starts: bool, ends: bool) -> str | None:
    token = element.token
    if token.isalnum() and token.isascii():
        if not element.optional:
            return f"{' ' * starts}{token}{' ' * ends}"
        return f"{' ' * starts}{token[:-1]}" if len(token) > 1 else None
    if (
        element.optional
        or token.startswith("[")
        or (token.isascii() and not token.startswith("\\"))
        or token == FEW_WORDS
    ):
        return None
    return None if token[-1].isalnum() and token.isascii() else token[-1]


def _cost(pieces: frozenset[str]) -> int:
    """How much text a set of pieces lets through, roughly."""
    return sum(map(_cost_of_one, pieces))


def _cost_of_one(piece: str) -> int:
    word = piece.strip()
    if not word.isascii():
        return 1
    costs = _WHOLE_WORD if len(piece) - len(word) > 1 else _PART_OF_WORD
    return max(costs.get(len(word), 1), _COMMON_COST if word in _COMMON else 0)
