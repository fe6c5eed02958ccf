"""Postal addresses: runs of tokens that numbers, street words, names, units and postcodes may make up.

A run goes on as long as each token can follow the one before; what it holds adds up to a score, and
``ENOUGH`` makes it an address. It reads French, Belgian, Swiss, Québec and English shapes, and foreign
ones as far as a number, a name and a number tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from boussole.core.folding import fold
from boussole.core.privacy.finding import Finder, Found
from boussole.core.privacy.people import known_as
from boussole.core.privacy.places import (
    CAPITAL_STREET_ENDS,
    CUE,
    CUE_WORDS,
    LINKS,
    MILITARY,
    NAMED,
    REGIONS,
    STOPS,
    STREET_ENDS,
    STREETS,
    TOWN_OPENINGS,
    UNITS,
    WEAK_STREETS,
)
from boussole.core.privacy.words import COMMON, FIRST, PLACE

ENOUGH = 3.0
_LONGEST = 40  # tokens; an address is shorter
_POSTAL_LENGTHS = (4, 5)


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


_TOKEN = re.compile(
    r"(?P<postcode>\b(?:[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[A-Z]{2}|[A-Z]\d[A-Z][ ]?\d[A-Z]\d)\b)"
    r"|(?P<number>(?:\b(?:F|FR|B|BE|CH|L)-)?(?<![\w.,€$£])#?\d{1,6}(?:[-/]\d{1,4})?(?:[ ]?(?:bis|ter|quater)\b|[A-Za-z](?!\w))?(?![\w%€$£]|[.,:/]\d|[ ]?(?:€|\$|%)))"
    r"|(?P<ordinal>\b\d{1,3}(?:er|[eè]re|[eè]me|e|nd|rd|st|th)\b\.?)"
    r"|(?P<word>(?:(?i:lieu[ -]dit|p\.?[ ]?o\.?[ ]?box)\b|[^\W\d_]+(?:[’'][^\W\d_]+)?(?:-[^\W\d_]+)*)\.?)"
    r"|(?P<gap>[,\n()\-–]|:(?=\n)|(?<=\d)\.(?=[ ](?i:apt|app|suite|ste|unit|flat|bte|box)\b))"
    r"|(?P<other>[^\s])"
)
_BRACKETED = re.compile(r"\[[A-Z]+\]")


_PLACE_NAME = r"(?:[^\W_][\w'’./]*[ ]){1,5}?"
# A crossing, as English gives it; what stands before "and" may hold figures.
_CORNER = re.compile(
    rf"\b(?:the )?(?i:corner) (?:of|de) {_PLACE_NAME}(?:and|et|&) (?:[A-ZÀ-Þ\d][\w'’.]*|ul\.)(?:[ ][A-ZÀ-ɏ\d][\w'’.]*){{0,3}}"
)


def addresses(text: str) -> Iterator[Found]:
    """Find postal addresses, lone towns left out."""
    for corner in _CORNER.finditer(text):
        yield Found(corner.start(), corner.end(), "ADDRESS")
    tokens = list(_tokens(text))
    at = 0
    while at < len(tokens):
        if _opens(tokens, at):
            run = _run(tokens, at, text)
            if run.score() >= ENOUGH:
                kept = run.kept()
                yield Found(_with_article(text, kept[0].start), kept[-1].end, "ADDRESS")
                at = max(at + 1, run.end)
                continue
        at += 1


_ARTICLE = re.compile(r"\b(?:Le|La|Les)[ ]$")


def _with_article(text: str, start: int) -> int:
    """ "Le Clos des Vignes": the article is of the name."""
    article = _ARTICLE.search(text, max(0, start - 5), start)
    return article.start() if article else start


def _opens(tokens: list[Token], at: int) -> bool:
    """Whether an address can begin here: a capital needs a number or a street word soon after."""
    sort = tokens[at].sort
    if sort is not Sort.CAPITAL:
        return sort in _OPENING
    for token in tokens[at + 1 : at + 5]:
        if token.sort in _OPENING:
            return True
        if token.folded == "\n":  # whoever signed above their address
            return False
    return False


_OPENING = frozenset({Sort.NUMBER, Sort.STREET, Sort.UNIT})


def _tokens(text: str) -> Iterator[Token]:
    hidden = {match.start() + 1 for match in _BRACKETED.finditer(text)} if "[" in text else ()
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup or "other"
        folded = fold(match[0]).rstrip(".")
        if kind == "word":
            sort = Sort.STOP if start in hidden else _sort(match[0], folded)
        else:
            sort = _SORTS[kind]
        if (
            sort is not Sort.STOP
            and match[0].endswith(".")
            and kind == "word"
            and sort is not Sort.STREET
            and sort is not Sort.UNIT
            and len(folded) > 4
        ):
            yield Token(start, end - 1, sort, folded)
            yield Token(end - 1, end, Sort.STOP, ".")
        else:
            yield Token(start, end, sort, folded)


_SORTS = {
    "postcode": Sort.POSTCODE,
    "number": Sort.NUMBER,
    "ordinal": Sort.UNIT,
    "gap": Sort.GAP,
    "other": Sort.STOP,
}


_INITIALS = frozenset({"U", "U."})  # "u." is a street in Hungary
_COMPASS = frozenset({"Est", "Ouest", "Nord", "Sud"})


def _sort(word: str, folded: str) -> str:
    capital = word[0].isupper()
    if (word.isupper() and folded in REGIONS) or word in _COMPASS:
        return Sort.CAPITAL
    if (folded in STREETS and word not in _INITIALS) or STREET_ENDS.fullmatch(folded):
        return Sort.STREET
    if word == "r." or (capital and CAPITAL_STREET_ENDS.fullmatch(folded)):
        return Sort.STREET
    if folded in UNITS or folded in NAMED:
        return Sort.UNIT
    if folded in LINKS or (folded[:2] in {"l'", "d'"} and not word[2:3].isupper()):
        return Sort.LINK if folded in LINKS else Sort.LOWER
    if folded in STOPS:
        return Sort.STOP
    return Sort.CAPITAL if capital or word[2:3].isupper() else Sort.LOWER


@dataclass(slots=True)
class Run:
    """Tokens that may be an address, from ``begin`` to ``end``."""

    tokens: list[Token]
    begin: int
    end: int
    text: str

    def kept(self) -> list[Token]:
        """Return the tokens less what cannot close an address."""
        kept = self.tokens[self.begin : self.end]
        while kept and kept[-1].sort in {Sort.GAP, Sort.LINK}:
            kept = kept[:-1]
        return kept

    def score(self) -> float:
        """Add up what the run holds; 0 when nothing in it is a number."""
        kept = self.kept()
        if not any(token.sort in {Sort.NUMBER, Sort.POSTCODE} for token in kept):
            return 0.0
        total = _of_streets(kept) + _of_units(kept) + _of_postcodes(kept) + _of_shape(kept)
        return total + (_of_cue(self.text, kept[0].start) if total >= 0.8 else 0.0)


def _run(tokens: list[Token], begin: int, text: str) -> Run:
    end = begin + 1
    while end < len(tokens) and end - begin < _LONGEST and _goes_on(tokens, begin, end):
        end += 1
    return Run(tokens, begin, end, text)


def _goes_on(tokens: list[Token], begin: int, at: int) -> bool:
    """Whether the token ``at`` can belong to the run that began at ``begin``."""
    token, before = tokens[at], tokens[at - 1]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.sort is Sort.GAP:
        return before.sort is not Sort.GAP or before.folded != token.folded or token.folded == "\n"
    if token.sort is Sort.LINK:
        return following is not None and _may_follow_link(token, before, following)
    if token.sort is Sort.LOWER:
        return _lower_goes_on(tokens, begin, at)
    if token.sort is Sort.CAPITAL:
        return _capital_goes_on(tokens, at)
    return token.sort is not Sort.STOP


def _may_follow_link(token: Token, before: Token, following: Token) -> bool:
    if token.folded in {"a", "in"}:  # "à Lyon", never "à côté de" nor "in 2001"
        return (
            following.sort is Sort.CAPITAL or (_is_postal(following) and len(following.folded) > 4)
        ) or bool(known_as(following.folded) & PLACE)
    if before.sort is Sort.NUMBER:  # "17000 La Rochelle"
        return _is_postal(before) and following.sort is Sort.CAPITAL
    return following.sort in {
        Sort.CAPITAL, Sort.LOWER, Sort.LINK, Sort.STREET, Sort.UNIT,
    }  # fmt: skip


def _capital_goes_on(tokens: list[Token], at: int) -> bool:
    """A capital after a comma is a town, unless it is somebody or opens a sentence."""
    token, before = tokens[at], tokens[at - 1]
    known = known_as(token.folded)
    if before.sort is not Sort.GAP:
        return True
    if known & PLACE or token.folded in REGIONS or token.folded in TOWN_OPENINGS:
        return True
    return not known & (FIRST | COMMON) or _postcode_near(tokens, at)


def _postcode_near(tokens: list[Token], at: int) -> bool:
    near = tokens[at + 1 : at + 5]
    return any(_is_postal(token) or token.sort is Sort.POSTCODE for token in near)


def _lower_goes_on(tokens: list[Token], begin: int, at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    earlier = tokens[max(begin, at - 5) : at]
    if before.sort is Sort.GAP:
        return (
            bool(known_as(token.folded) & PLACE)
            or (len(token.folded) <= 3 and _postcode_near(tokens, at))
            or (not known_as(token.folded)
            and _postcode_near(tokens, at))
        )
    if any(one.sort is Sort.STREET or one.folded in NAMED for one in earlier) and not any(
        one.sort in {Sort.NUMBER, Sort.GAP}
        for one in tokens[_last_street(tokens, begin, at) + 1 : at]
    ):
        return True
    if _is_postal(before) or (
        before.sort in {Sort.LOWER, Sort.LINK} and any(map(_is_postal, earlier))
    ):
        return not known_as(token.folded) & COMMON
    if before.sort is Sort.NUMBER or (before.sort is Sort.LOWER and len(earlier) < 4):
        near = tokens[at + 1 : at + 3]
        return any(
            one.sort is Sort.STREET or (one.sort is Sort.NUMBER and not known_as(token.folded))
            for one in near
        )
    return False


def _last_street(tokens: list[Token], begin: int, at: int) -> int:
    return max(
        (
            place
            for place in range(begin, at)
            if tokens[place].sort is Sort.STREET or tokens[place].folded in NAMED
        ),
        default=begin,
    )


def _is_postal(token: Token) -> bool:
    figures = token.folded.rpartition("-")[2]
    return token.sort is Sort.NUMBER and figures.isdigit() and len(figures) in _POSTAL_LENGTHS


def _of_streets(kept: list[Token]) -> float:
    """A street word counts with a name beside it, more with its number."""
    best = 0.0
    for at, token in enumerate(kept):
        if token.sort is Sort.STREET and (named := _named(kept, at)):
            worth = 1.0 if token.folded in WEAK_STREETS and named is not Sort.CAPITAL else 2.0
            best = max(best, worth + (1.0 if _numbered(kept, at) else 0.0))
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
    if STREET_ENDS.fullmatch(kept[at].folded) or kept[at].folded in MILITARY:
        return Sort.CAPITAL
    if after and after[0].sort in {Sort.STREET, Sort.UNIT}:
        return Sort.LOWER
    return None


def _numbered(kept: list[Token], at: int) -> bool:
    near = kept[max(0, at - 4) : at] + kept[at + 1 : at + 7]
    return any(token.sort is Sort.NUMBER for token in near)


def _of_units(kept: list[Token]) -> float:
    total = 0.0
    for token, following in zip(kept, kept[1:], strict=False):
        if token.sort is Sort.UNIT and (
            following.sort in {Sort.NUMBER, Sort.CAPITAL}
            or (following.sort in {Sort.LOWER, Sort.LINK} and token.folded in NAMED)
        ):
            total += 1.5
    return min(total, 3.0)


def _of_postcodes(kept: list[Token]) -> float:
    if any(token.sort is Sort.POSTCODE for token in kept):
        return 1.5
    for at, token in enumerate(kept[1:], 1):
        if _is_postal(token):
            named = [one for one in kept[at + 1 : at + 3] if one.sort in {Sort.CAPITAL, Sort.LOWER}]
            return 1.5 if named or kept[at - 1].sort in {Sort.CAPITAL, Sort.GAP} else 0.5
    return 0.0


def _of_shape(kept: list[Token]) -> float:
    """A number, a name and a number: a house abroad, or a flat."""
    total = 0.0
    sorts = [token.sort for token in kept if token.sort is not Sort.LINK]
    if sorts[0] is Sort.NUMBER and Sort.CAPITAL in sorts[1:3]:
        total += 1.0
    first = sorts.index(Sort.CAPITAL) if Sort.CAPITAL in sorts else -1
    if first >= 0 and Sort.NUMBER in sorts[first + 1 : first + 5]:
        total += 1.0
    if any(token.folded in REGIONS or known_as(token.folded) & PLACE for token in kept):
        total += 0.7
    return total


def _of_cue(text: str, start: int) -> float:
    return 1.8 if CUE.search(fold(text[max(0, start - 60) : start])) else 0.0


_ADDRESS_WORDS = "|".join(
    sorted(re.escape(word) for word in STREETS | UNITS | NAMED if len(word) > 1)
)
ADDRESSES = Finder(
    addresses,
    figures=1,
    mark=(
        rf"\b(?:{_ADDRESS_WORDS})\b|(?:{STREET_ENDS.pattern})\b|\b[ru]\.? [^\W\d_]{{3}}"
        rf"|\b(?:{CUE_WORDS})\b[^.;!?\d]{{0,40}}\d|\bcorner of\b"
    ),
    folded=True,
)
