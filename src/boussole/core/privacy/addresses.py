"""Postal addresses: runs of tokens that numbers, street words, names, units and postcodes may make up.

A run goes on as long as each token can follow the one before; what it holds adds up to a score, and
``ENOUGH`` makes it an address. It reads French, Belgian, Swiss, Québec and English shapes, and foreign
ones as far as a number, a name and a number tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from boussole.core.folding import fold
from boussole.core.privacy.address_score import ENOUGH, Sort, Token, is_postal, score
from boussole.core.privacy.finding import Finder, Found
from boussole.core.privacy.people import known_as
from boussole.core.privacy.places import (
    ANY_STREET_ENDS,
    CUE_WORDS,
    LINKS,
    NAMED,
    REGIONS,
    STOPS,
    STREET_ENDS,
    STREETS,
    TOWN_OPENINGS,
    UNITS,
)
from boussole.core.privacy.words import COMMON, FIRST, PLACE

_LONGEST = 40  # tokens; an address is shorter
_SHORTEST_POSTCODE = 4
_SHORT = 3  # letters of a region
_FEW = 4


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
            end = _run_end(tokens, at)
            kept = _kept(tokens[at:end])
            if score(kept, text) >= ENOUGH:
                yield Found(_with_article(text, kept[0].start), kept[-1].end, "ADDRESS")
                at = end
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
        if kind == "word":
            sort, folded = _word(match[0])
            sort = Sort.STOP if start in hidden else sort
        else:
            sort, folded = _SORTS[kind], fold(match[0]).rstrip(".")
        if match[0].endswith(".") and _ends_sentence(text, end, sort, folded):
            yield Token(start, end - 1, sort, folded)
            yield Token(end - 1, end, Sort.STOP, ".")
        else:
            yield Token(start, end, sort, folded)


def _ends_sentence(text: str, end: int, sort: str, folded: str) -> bool:
    """Whether the full stop of a word closes a sentence rather than shortens it."""
    if sort is Sort.UNIT:
        return re.match(r" ?#?\d", text[end : end + 3]) is None
    return sort in _NAMES and len(folded) > _ABBREVIATED


_NAMES = frozenset({Sort.CAPITAL, Sort.LOWER, Sort.LINK})
_ABBREVIATED = 4  # letters: a full stop after more ends a sentence
_SORTS = {
    "postcode": Sort.POSTCODE,
    "number": Sort.NUMBER,
    "ordinal": Sort.UNIT,
    "gap": Sort.GAP,
    "other": Sort.STOP,
}


# "u." is a street in Hungary, "Via" in Italy, "Mail" in France.
_NO_STREETS = frozenset({"U", "U.", "via", "mail"})
_COMPASS = frozenset({"Est", "Ouest", "Nord", "Sud"})


@lru_cache(maxsize=65536)
def _word(word: str) -> tuple[str, str]:
    """What a word is in an address, and the word folded: the same few thousand words come again."""
    folded = fold(word).rstrip(".")
    return _sort(word, folded), folded


def _sort(word: str, folded: str) -> str:
    capital = word[0].isupper() or word[2:3].isupper()  # "d'Alsace" too
    if (word.isupper() and folded in REGIONS) or word in _COMPASS:
        return Sort.CAPITAL
    if _is_street(word, folded):
        return Sort.STREET
    if folded in UNITS or folded in NAMED:
        return Sort.UNIT
    if folded in LINKS:
        return Sort.LINK
    if folded in STOPS or folded.startswith("xxx"):
        return Sort.STOP
    return Sort.CAPITAL if capital else Sort.LOWER


def _is_street(word: str, folded: str) -> bool:
    if word in _NO_STREETS:
        return False
    ends = STREET_ENDS if word[0].islower() else ANY_STREET_ENDS
    return folded in STREETS or word == "r." or ends.fullmatch(folded) is not None


def _run_end(tokens: list[Token], begin: int) -> int:
    end = begin + 1
    while end < len(tokens) and end - begin < _LONGEST and _goes_on(tokens, begin, end):
        end += 1
    return end


def _kept(run: list[Token]) -> list[Token]:
    """Return a run less what cannot close an address."""
    while run[-1].sort in {Sort.GAP, Sort.LINK}:
        run = run[:-1]
    return run


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
    if token.sort is Sort.NUMBER and before.sort is Sort.GAP and not is_postal(token):
        return not _counts(following)
    return token.sort is not Sort.STOP


def _counts(following: Token | None) -> bool:
    """ "14 habitants": a number before a plain word is a count."""
    return (
        following is not None
        and following.sort is Sort.LOWER
        and bool(known_as(following.folded) & COMMON)
    )


def _may_follow_link(token: Token, before: Token, following: Token) -> bool:
    if token.folded in {"a", "in"}:  # "à Lyon", never "à côté de" nor "in 2001"
        return (
            following.sort is Sort.CAPITAL
            or (is_postal(following) and len(following.folded) > _SHORTEST_POSTCODE)
        ) or bool(known_as(following.folded) & PLACE)
    if before.sort is Sort.NUMBER:  # "17000 La Rochelle"
        return is_postal(before) and following.sort is Sort.CAPITAL
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
    return any(is_postal(token) or token.sort is Sort.POSTCODE for token in near)


def _lower_goes_on(tokens: list[Token], begin: int, at: int) -> bool:
    token, before = tokens[at], tokens[at - 1]
    known = known_as(token.folded)
    if before.sort is Sort.GAP:
        short = len(token.folded) <= _SHORT or not known
        return bool(known & PLACE) or (short and _postcode_near(tokens, at))
    earlier = tokens[max(begin, at - 5) : at]
    if _in_street_name(tokens, begin, at):
        return True
    if _is_town(before, earlier):
        return not known & COMMON
    if before.sort is Sort.NUMBER or (before.sort is Sort.LOWER and len(earlier) < _FEW):
        return any(
            one.sort is Sort.STREET or (one.sort is Sort.NUMBER and not known)
            for one in tokens[at + 1 : at + 3]
        )
    return False


def _in_street_name(tokens: list[Token], begin: int, at: int) -> bool:
    """Whether only names part the token from the street word before it."""
    for token in reversed(tokens[max(begin, at - 5) : at]):
        if token.sort is Sort.STREET or token.folded in NAMED:
            return True
        if token.sort in {Sort.NUMBER, Sort.GAP}:
            return False
    return False


def _is_town(before: Token, earlier: list[Token]) -> bool:
    if before.sort in {Sort.LOWER, Sort.LINK}:
        return any(map(is_postal, earlier))
    return is_postal(before)


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
