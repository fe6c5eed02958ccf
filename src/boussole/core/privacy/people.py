"""Names of persons that nobody announces: a small scorer over capitalised words.

A run of capitalised words is a name when what its words are known as, what stands before and after it
and where it stands add up to ``ENOUGH``. The weights were set by hand on texts named in
docs/models/masking.md; nothing is drawn by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from boussole.core.folding import fold
from boussole.core.privacy.context import COMPANY, FUNCTION_WORDS, NOT_PEOPLE
from boussole.core.privacy.finding import Finder, Found, WordTest
from boussole.core.privacy.people_score import ENOUGH, Word, next_in_list, score, sure_first
from boussole.core.privacy.words import BRAND, COMMON, FAMILY, FIRST, PLACE, known_words

_UPPER = "[A-ZÀ-ÖØ-Þ" + "".join(filter(str.isupper, map(chr, range(0x100, 0x250)))) + "]"
_LETTERS = r"[^\W\d_]"
CAPITALISED = rf"(?:[OD]['’](?={_UPPER}))?{_UPPER}{_LETTERS}+(?:-{_LETTERS}+)*"
_PARTICLE = (
    r"(?:d[eu]s?|del|della|di|da|dos|das|la|le|van|von|der|den|ter|el|al|ben|bin|ten|zu|st\.?)"
)
_INITIAL = rf"{_UPPER}\.(?![^\W_])"
_START = r"(?<![\w@#/\[.’'&+\-])"
# Capitalised words that only blanks, particles and initials part.
_RUN = re.compile(
    rf"{_START}(?:{_INITIAL}[ ]?){{0,2}}{CAPITALISED}"
    rf"(?:(?:[ ]{_PARTICLE}){{0,2}}[ ]{{1,2}}(?:{_UPPER}(?:\.[ ]?|[ ])){{0,2}}{CAPITALISED}|[ ]{_UPPER}\.(?!\w))*"
    r"(?![\w@\]]|['’]\w{3})"
)
_WORD = re.compile(rf"{CAPITALISED}|{_UPPER}\.?|{_LETTERS}+")
_CAMEL = re.compile(
    r"(?<!^[MLD]a)(?<!^[MD]c)(?<!^[LD][ei])(?<!^Mac)(?<!^Van)(?<!['’-])(?<=[a-zà-ÿ])[A-ZÀ-Þ]|^[A-Z]{2,}[a-z]$|^[A-Z]{2,}s$"
)


_STANDS_ALONE = 4  # letters of a part by which a person is known further on
_FEW_CAPITALS = 12
_NO_INITIALS = frozenset("aiy")  # words of one letter, unless a full stop follows


@lru_cache(maxsize=65536)
def known_as(word: str) -> int:
    """Return what a capitalised word is known as; a double first name is one, like its first half."""
    folded = fold(word)
    if _CAMEL.search(word) or folded.startswith("xxx") or folded == "xx":
        return BRAND  # "MoneyGram", or what a hand has already blotted out
    known = known_words().get(folded)
    if known is None and "-" in folded:
        halves = [known_words().get(half, 0) for half in folded.split("-")]
        known = FIRST if halves[0] & FIRST and not halves[-1] & PLACE else 0
        known |= FAMILY if all(half & FAMILY for half in halves) else 0
        known |= COMMON if any(half & COMMON and not half & FIRST for half in halves) else 0
    if known is None and len(folded) > _STANDS_ALONE and folded[-1] in "sxe":
        known = known_words().get(folded[:-1], 0) & COMMON  # a plural, a feminine
    return known or 0


@lru_cache(maxsize=65536)
def may_be_name(word: str) -> bool:
    """Say whether a capitalised word alone makes a text worth reading for names."""
    known = known_as(word)
    if known & FIRST:
        return True
    if known & (COMMON | PLACE | BRAND) or fold(word) in FUNCTION_WORDS:
        return False
    return bool(known & FAMILY) or not word.isupper()


def unannounced(text: str) -> Iterator[Found]:
    """Find the names that the words themselves and their surroundings give away."""
    runs = list(_candidates(text))
    if not runs:
        return
    loud = shouted(text)
    taken: set[str] = set()
    left: list[list[Word]] = []
    last = refused = -1
    for name in runs:
        listed = next_in_list(text, last, refused, name[0].start)
        if score(name, text, loud=loud) + listed >= ENOUGH:
            last = name[-1].end
            taken.update(word.folded for word in name if _stands_alone(word))
            yield Found(name[0].start, last, "NAME")
        else:
            left.append(name)
            refused = name[-1].end
    for name in left:  # who was named once is the same person further on
        if taken and any(word.folded in taken for word in name):
            yield Found(name[0].start, name[-1].end, "NAME")


def _candidates(text: str) -> Iterator[list[Word]]:
    for run in _RUN.finditer(text):
        if any(map(may_be_name, _WORD.findall(run[0]))):
            yield from _names_in(list(_words_of(run)))


def _stands_alone(word: Word) -> bool:
    return len(word.folded) >= _STANDS_ALONE and not word.known & (COMMON | PLACE | BRAND)


def shouted(text: str) -> bool:
    """Whether capitals say nothing here: most words of the text are all capitals."""
    upper = sum(map(str.isupper, text))
    return upper > _FEW_CAPITALS and upper > 2 * sum(map(str.islower, text))


def _words_of(run: re.Match[str]) -> Iterator[Word]:
    for word in _WORD.finditer(run[0]):
        said = word[0]
        start, end = run.start() + word.start(), run.start() + word.end()
        shout = len(said) > 1 and said.isupper()
        yield Word(start, end, fold(said).rstrip("."), known_as(said), shout)


def _names_in(words: list[Word]) -> Iterator[list[Word]]:
    """Cut a run at the words no name holds, and leave out plain words that open it."""
    name: list[Word] = []
    for word in [*words, None]:
        if word is None or _parts_names(word):
            yield from _trimmed(name)
            name = []
        else:
            name.append(word)


def _parts_names(word: Word) -> bool:
    if len(word.folded) == 1:
        return word.folded in _NO_INITIALS and word.end - word.start == 1
    return word.folded in FUNCTION_WORDS or (
        bool(word.known & BRAND) and not word.known & (FIRST | FAMILY)
    )


def _trimmed(name: list[Word]) -> Iterator[list[Word]]:
    while name and (_plain(name[0]) or not name[0].folded[1:]) and not _initial(name):
        opening, name = name[0], name[1:]
        if opening.known & PLACE and not name[1:]:
            return  # "Puerto Rico"
    if any(word.folded in COMPANY for word in name):
        return
    while name and not _can_close(name):
        name = name[:-1]
    said = " ".join(word.folded for word in name)
    if name and not any(said.endswith(known) for known in NOT_PEOPLE):
        yield name


def _initial(name: list[Word]) -> bool:
    """Whether the run opens with the initial of a first name ("A. Moreau")."""
    return len(name) > 1 and len(name[0].folded) == 1 and not _plain(name[1])


def _plain(word: Word) -> bool:
    return bool(word.known & (COMMON | PLACE)) and not word.known & FIRST


def _can_close(name: list[Word]) -> bool:
    """A plain word closes a name only after a first name ("Olivier Blanc")."""
    return not _plain(name[-1]) or any(sure_first(word) for word in name[-3:-1])


_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
ANY_WORD = rf"[{_LATIN}]+(?:-[{_LATIN}]+)*"
UNANNOUNCED = Finder(
    unannounced, word=WordTest(rf"{_UPPER}[{_LATIN}]+(?:-[{_LATIN}]+)*", may_be_name)
)
