"""How much a run of capitalised words weighs as somebody's name: the words, what stands before and after.

The weights were set by hand on the texts that docs/models/masking.md names, and are all here.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from boussole.core.folding import fold
from boussole.core.privacy.context import (
    AFTER_NAME,
    AFTER_PLACE,
    BEFORE_PLACE,
    COMPANY,
    DETERMINERS,
    LABELS,
    LIVES,
    LOOSE_PREPOSITIONS,
    OF_A_TEAM,
    PERSON_VERBS,
    PREPOSITIONS,
    ROLES,
    STREETS,
    TEAMS,
    VERBS,
)
from boussole.core.privacy.words import ALSO, BRAND, COMMON, FAMILY, FIRST, PLACE

ENOUGH: Final = 2.0
HOPELESS: Final = 0.3  # nothing around would make up for less

# The words.
FIRST_NAME: Final = 2.0
UNSURE_FIRST_NAME: Final = 0.9  # a plain word too, or a town
FAMILY_NAME: Final = 1.6
SHAPED: Final = 1.0  # unknown, ending as family names do
UNKNOWN: Final = 0.8
ACRONYM: Final = 0.5
INITIAL: Final = 0.3
SHOUTED: Final = 0.1  # unknown, all in capitals
PLAIN: Final = -0.3
WITH_FIRST_NAME: Final = 1.0  # several words, one of them a first name
TOGETHER: Final = 0.8  # several words
# What stands before.
AFTER_LABEL: Final = 2.0  # "Titulaire :"
AFTER_ROLE: Final = 1.6  # "mon mari"
AFTER_PERSON_WORD: Final = 1.2  # "avec", "told"
AFTER_LOOSE_WORD: Final = 0.8  # "chez", "and"
INSIDE: Final = 0.4  # a capital inside a sentence
AFTER_COLON: Final = 0.3
AFTER_CAPITAL: Final = -1.0  # "Crédit Agricole"
AFTER_PLACE_WORD: Final = -1.2  # "in", "gare"
AFTER_DETERMINER: Final = -1.8  # "la", "my"
OPENING: Final = -0.6  # one word, at the beginning of a sentence
WHOLE_LINE: Final = 1.4  # several words, and nothing else on the line
# What stands after.
LIVING: Final = 2.1  # "lives", ", conseillère"
OF_THE_TEAM: Final = 1.8  # "de votre service"
DOING: Final = 1.2  # "m'a dit", "told"
BEING: Final = 0.8  # "est", "'s"
BEFORE_PLACE_WORD: Final = -0.8
A_THING: Final = -2.5  # a company, a street, a model and its number
# In a list.
LISTED: Final = 0.9

_FEW_LETTERS = 4  # an acronym has fewer
_LOOKED_AT = 4  # words of a name, and words before it
_BEFORE = re.compile(r"[^\W\d_]+['’]?|[.!?;:,\n()«»\"“”\-]|\d+")
_AFTER = re.compile(r"[ ]{0,2}(['’]s\b|[^\W\d_]+['’]?|\d|[^\w\s]|\n|$)[ ]?([^\W\d_]*)")
_LIST = re.compile(r"(?:,|,? (?:et|and|ou|or|puis|&|/))[ ]?")
_ORIGIN = frozenset({"de", "du", "en", "from"})  # "de Julie", "from Kelly"; a town is no first name


class Word(NamedTuple):
    """A word of a run: where it stands, its folded form, and what it is known as."""

    start: int
    end: int
    folded: str
    known: int
    shout: bool


def sure_first(word: Word) -> bool:
    """Whether a word is a first name, and nothing else."""
    return bool(word.known & FIRST) and not word.known & (COMMON | PLACE | BRAND)


def next_in_list(text: str, last: int, refused: int, start: int) -> float:
    """What comes after a name, but for a comma or "and", is one more; after what was none, none."""
    if last >= 0 and _LIST.fullmatch(text, last, start):
        return LISTED
    return -LISTED if refused >= 0 and _LIST.fullmatch(text, refused, start) else 0.0


def score(name: list[Word], text: str, *, loud: bool) -> float:
    """Weigh ``name``, a run of words of ``text``; ``loud`` when capitals say nothing there."""
    weight = _of_words(name)
    if weight < HOPELESS or (loud and not _first_and_family(name)):
        return 0.0
    return weight + _of_before(name, text) + _of_after(name, text)


def _first_and_family(name: list[Word]) -> bool:
    return len(name) > 1 and any(word.known & FIRST for word in name)


def _of_words(name: list[Word]) -> float:
    weight = sum(_of_word(word, opens=place == 0) for place, word in enumerate(name[:_LOOKED_AT]))
    if len(name) > 1:
        weight += WITH_FIRST_NAME if any(map(sure_first, name)) else TOGETHER
    return weight


def _of_word(word: Word, *, opens: bool) -> float:
    if len(word.folded) == 1:
        return INITIAL
    if word.shout and len(word.folded) < _FEW_LETTERS:
        return ACRONYM
    if word.known & FIRST and (opens or word.shout or not word.known & FAMILY):
        return FIRST_NAME if sure_first(word) else UNSURE_FIRST_NAME
    if word.known & (COMMON | PLACE | BRAND):
        return PLAIN
    return FAMILY_NAME if word.known & FAMILY else _of_unknown(word)


def _of_unknown(word: Word) -> float:
    if word.shout:
        return SHOUTED
    return SHAPED if shaped_like_a_name(word.folded) else UNKNOWN


_SHAPES = re.compile(
    r"(?:mc|mac|fitz|o'|d'|le(?:b|c|d|f|g|m|r|v)|ker|du(?:b|c|m|p|r|v)|de(?:b|c|l|m|s)).{3,}|"
    r".{2,}(?:ski|ska|sky|icz|ovic|ov|ova|ev|eva|enko|sen|sson|dottir|ez|ini|elli|etti|oglu|yan|ian|stein|berg|mann|man|"
    r"aud|ault|eau|eaux|ier|iere|ard|art|ert|et|ot|in|ain|oux|ois|ez|ec|ou|ji|dze|shvili|as|is|os|opoulos|akis|ulis|"
    r"quist|strom|lund|huis|stra|sma|aert|ens|inck|aro|ara|oto|mura|yama|moto|awa|son|ton|ley|well)"
)


def shaped_like_a_name(folded: str) -> bool:
    """Whether an unknown word opens or ends as family names do."""
    return _SHAPES.fullmatch(folded) is not None


def _of_before(name: list[Word], text: str) -> float:
    start = name[0].start
    words = _BEFORE.findall(text[max(0, start - 40) : start])[-_LOOKED_AT:]
    said = [word if word == "à" else fold(word) for word in words]
    if not said or said[-1] in ".!?\n":
        return _of_opening(name, text)
    if said[-1] == ":":
        return AFTER_LABEL if set(said[:-1]) & LABELS else AFTER_COLON
    return _of_words_before(said, sure=sure_first(name[0]), capital=words[-1][0].isupper())


def _of_words_before(said: list[str], *, sure: bool, capital: bool) -> float:
    last = said[-1]
    if capital and last in COMPANY:
        return A_THING
    if sure and last in _ORIGIN:
        return INSIDE
    weight = _of_word_before(last, said[-2] if len(said) > 1 else "")
    if capital and last not in ROLES and not sure:
        weight += AFTER_CAPITAL
    return weight


def _of_word_before(last: str, before: str) -> float:
    if last in DETERMINERS:
        return AFTER_LOOSE_WORD if before in ROLES else AFTER_DETERMINER
    if last in ROLES or (last in ",(" and before in ROLES):
        return AFTER_ROLE
    if last in LOOSE_PREPOSITIONS:
        return AFTER_LOOSE_WORD
    if last in PREPOSITIONS or last in VERBS:
        return AFTER_PERSON_WORD
    return AFTER_PLACE_WORD if last in BEFORE_PLACE else INSIDE


def _of_opening(name: list[Word], text: str) -> float:
    """A capital that opens a sentence says nothing, unless the name is the whole line or is called."""
    end = name[-1].end
    rest = text[end : end + 2]
    opens_line = name[0].start == 0 or text[name[0].start - 1] == "\n"
    if opens_line and (not rest or rest[0] in "\n:"):
        return WHOLE_LINE if len(name) > 1 else 0.0
    called = sure_first(name[0]) and (rest == ", " or not name[0].known & ALSO)
    return 0.0 if len(name) > 1 or called else OPENING


def _of_after(name: list[Word], text: str) -> float:
    found = _AFTER.match(text, name[-1].end)
    if found is None:
        return 0.0
    word, following = fold(found[1]), fold(found[2])
    if word.isdigit() or word in COMPANY or word in STREETS:
        return A_THING
    if word in LIVES or (word == "," and following in ROLES):
        return LIVING
    if word in OF_A_TEAM and following in TEAMS:
        return OF_THE_TEAM
    return _of_doing(word, following)


def _of_doing(word: str, following: str) -> float:
    if word in PERSON_VERBS or (word in AFTER_NAME and following in PERSON_VERBS):
        return DOING
    if word in AFTER_NAME or word == "'s":
        return BEING
    return BEFORE_PLACE_WORD if word in AFTER_PLACE else 0.0
