"""Names of persons that nobody announces: a small scorer over capitalised words.

A run of capitalised words is a name when what its words are known as, what stands before and after it
and where it stands add up to ``ENOUGH``. The weights were set by hand on texts named in
docs/models/masking.md; nothing is drawn by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from boussole.core.folding import fold
from boussole.core.privacy.context import (
    AFTER_NAME,
    AFTER_PLACE,
    BEFORE_PLACE,
    COMPANY,
    DETERMINERS,
    FUNCTION_WORDS,
    LABELS,
    LIVES,
    LOOSE_PREPOSITIONS,
    NOT_PEOPLE,
    OF_A_TEAM,
    PERSON_VERBS,
    PREPOSITIONS,
    ROLES,
    STREETS,
    TEAMS,
    VERBS,
)
from boussole.core.privacy.finding import Finder, Found, WordTest
from boussole.core.privacy.words import BRAND, COMMON, FAMILY, FIRST, OURS, PLACE, known_words

ENOUGH = 2.0

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
_BEFORE = re.compile(r"[^\W\d_]+['’]?|[.!?;:,\n()«»\"“”\-]|\d+")
_AFTER = re.compile(r"[ ]{0,2}(['’]s\b|[^\W\d_]+['’]?|\d|[^\w\s]|\n|$)[ ]?([^\W\d_]*)")


_CAMEL = re.compile(
    r"(?<!^[MLD]a)(?<!^[MD]c)(?<!^[LD][ei])(?<!^Mac)(?<!^Van)(?<!['’-])(?<=[a-zà-ÿ])[A-ZÀ-Þ]|^[A-Z]{2,}[a-z]$|^[A-Z]{2,}s$"
)


_NO_INITIALS = frozenset("aijy")  # words of one letter, unless a full stop follows


class Word(NamedTuple):
    """A word of a run: where it stands, its folded form, and what it is known as."""

    start: int
    end: int
    folded: str
    known: int
    shout: bool


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
        listed = _of_list(text, last, refused, name[0].start)
        if _score(name, text, loud=loud) + listed >= ENOUGH:
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
    return len(word.folded) > 3 and not word.known & (COMMON | PLACE | BRAND)


_LIST = re.compile(r"(?:,|,? (?:et|and|ou|or|puis|&|/))[ ]?")


def _of_list(text: str, last: int, refused: int, start: int) -> float:
    """What comes after a name, but for a comma or "and", is one more; after what was none, none."""
    if last >= 0 and _LIST.fullmatch(text, last, start):
        return 0.9
    return -0.9 if refused >= 0 and _LIST.fullmatch(text, refused, start) else 0.0


def shouted(text: str) -> bool:
    """Whether capitals say nothing here: most words of the text are all capitals."""
    upper = sum(map(str.isupper, text))
    return upper > 12 and upper > 2 * sum(map(str.islower, text))


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
        if name[0].known & PLACE and len(name) == 2:
            return  # "Puerto Rico"
        name = name[1:]
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
    return not _plain(name[-1]) or any(_sure_first(word) for word in name[-3:-1])


def _sure_first(word: Word) -> bool:
    return bool(word.known & FIRST) and not word.known & (COMMON | PLACE | BRAND)


def _score(name: list[Word], text: str, *, loud: bool) -> float:
    score = _of_words(name)
    if score < 0.3:  # nothing around would make up for it
        return 0.0
    if loud and not _first_and_family(name):
        return 0.0
    return score + _of_before(name, text) + _of_after(name, text)


def _first_and_family(name: list[Word]) -> bool:
    return len(name) > 1 and any(word.known & FIRST for word in name)


def _of_words(name: list[Word]) -> float:
    score = sum(_of_word(word, opens=place == 0) for place, word in enumerate(name[:4]))
    if len(name) > 1:
        named = any(_sure_first(word) for word in name)
        score += 1.0 if named else 0.8
    return score


def _of_word(word: Word, *, opens: bool) -> float:
    if len(word.folded) == 1:
        return 0.3
    if word.shout and len(word.folded) < 4:
        return 0.5
    if word.known & FIRST and (opens or word.shout or not word.known & FAMILY):
        return 0.9 if word.known & (COMMON | PLACE | BRAND) else 2.0
    if word.known & (COMMON | PLACE | BRAND):
        return -0.3
    if word.known & FAMILY:
        return 1.6
    if word.shout:
        return 0.1
    return 1.0 if shaped_like_a_name(word.folded) else 0.8


_SHAPES = re.compile(
    r"(?:mc|mac|fitz|o'|d'|le(?:b|c|d|f|g|m|r|v)|ker|du(?:b|c|m|p|r|v)|de(?:b|c|l|m|s)).{3,}|"
    r".{2,}(?:ski|ska|sky|icz|ovic|ov|ova|ev|eva|enko|sen|sson|dottir|ez|ini|elli|etti|oglu|yan|ian|stein|berg|mann|man|"
    r"aud|ault|eau|eaux|ier|iere|ard|art|ert|et|ot|in|ain|oux|ois|ez|ec|ou|ji|dze|shvili|as|is|os|opoulos|akis|ulis|"
    r"quist|strom|lund|huis|stra|sma|aert|ens|inck|aro|ara|oto|mura|yama|moto|awa|son|ton|ley|well)"
)


def shaped_like_a_name(folded: str) -> bool:
    return _SHAPES.fullmatch(folded) is not None


def _of_before(name: list[Word], text: str) -> float:
    start = name[0].start
    words = _BEFORE.findall(text[max(0, start - 40) : start])[-4:]
    said = [word if word == "à" else fold(word) for word in words]
    last = said[-1] if said else ""
    if not last or last in ".!?\n":
        return _of_opening(name, text)
    if last == ":":
        return 2.0 if set(said[:-1]) & LABELS else 0.3
    if words[-1][0].isupper() and last in COMPANY:
        return -2.5
    sure = _sure_first(name[0])
    if sure and last in {
        "de",
        "from",
        "en",
        "du",
    }:  # "de Julie", "from Kelly": a town is no first name
        return 0.4
    score = _of_word_before(last, said[-2] if len(said) > 1 else "")
    if words[-1][0].isupper() and last not in ROLES and not sure:
        score -= 1.0  # "Crédit Agricole": the capital before is of the same thing
    return score


def _of_word_before(last: str, before: str) -> float:
    if last in DETERMINERS:
        return 0.8 if before in ROLES else -1.8
    if last in ROLES or (last in ",(" and before in ROLES):
        return 1.6
    if last in LOOSE_PREPOSITIONS:
        return 0.8
    if last in PREPOSITIONS or last in VERBS:
        return 1.2
    return -1.2 if last in BEFORE_PLACE else 0.4


def _of_opening(name: list[Word], text: str) -> float:
    """A capital that opens a sentence says nothing, unless the name is the whole line or speaks."""
    end = name[-1].end
    rest = text[end : end + 2]
    opens_line = name[0].start == 0 or text[name[0].start - 1] == "\n"
    if opens_line and (not rest or rest[0] == "\n" or rest[:1] == ":"):
        return 1.4 if len(name) > 1 else 0.0
    if len(name) > 1:
        return 0.0
    if name[0].known & OURS and _sure_first(name[0]):
        return 0.0
    return 0.0 if rest == ", " and _sure_first(name[0]) else -0.6


def _of_after(name: list[Word], text: str) -> float:
    found = _AFTER.match(text, name[-1].end)
    if found is None:
        return 0.0
    word, following = fold(found[1]), fold(found[2])
    if word.isdigit() or word in COMPANY or word in STREETS:
        return -2.5
    if word in LIVES or (word == "," and following in ROLES):
        return 2.1
    if word in PERSON_VERBS or (word in AFTER_NAME and following in PERSON_VERBS):
        return 1.2
    if word in OF_A_TEAM and following in TEAMS:
        return 1.8
    if word in AFTER_NAME or word == "'s":
        return 0.8
    return -0.8 if word in AFTER_PLACE else 0.0


_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
ANY_WORD = rf"[{_LATIN}]+(?:-[{_LATIN}]+)*"
UNANNOUNCED = Finder(
    unannounced, word=WordTest(rf"{_UPPER}[{_LATIN}]+(?:-[{_LATIN}]+)*", may_be_name)
)
