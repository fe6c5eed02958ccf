"""Names that something announces: greeted, titled, introduced, signed, said after "mon fils" or "chez".

Cues are written folded and meet capitals and missing accents alike. What follows a cue is a name as far
as its words allow: after "my name is" an unknown word will do, after "bonjour" it takes a capital, or a
first name that is no plain word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from boussole.core.folding import fold
from boussole.core.privacy.context import COMPANY, FUNCTION_WORDS, ROLES
from boussole.core.privacy.finding import Finder, Found, WordTest
from boussole.core.privacy.people import ANY_WORD, known_as, may_be_name, shouted
from boussole.core.privacy.people_score import shaped_like_a_name
from boussole.core.privacy.words import ALSO, BRAND, COMMON, FAMILY, FIRST, OURS, PLACE

_GREETING = (
    r"bonjour|bonsoir|salut|slt|coucou|bjr|hello|hi|hey|dear|chere?s?|merci|thanks|thank you|good (?:morning|afternoon|evening)|"
    r"au revoir|bonne (?:journee|soiree|fin de journee)|de rien|sorry|desolee?|bienvenue|welcome|excuse me|bye|goodbye"
)
_SELF = (
    r"c'est|c|cest|ici|this is|it's|its|i'm|i am|je suis|speaking (?:with|to)|vous etes avec|encore moi,|moi,|suis|"
    r"je vous passe|de la part de"
)
_NAMING = (
    r"(?:je|j) ?m'? ?appell?e|mon (?:nom|prenom)(?: de famille)?(?: est| c'est)?|moi c'est|(?:nom|prenom)s?(?: et prenoms?)?(?: sont| est)?|"
    r"(?:full |last |first |maiden )?name(?:'s| is)?|i am called|calls? me|au nom de|(?:in|under) the name(?: of)?|prenommee?|"
    r"named|appelee? |jeune fille|a l'attention de|signe"
)
_FIELD = (
    r"titulaire|beneficiaire|assuree?|passagers?|passenger|destinataire|locataire|client|customer|patient|eleve|souscripteur|expediteur|"
    r"contact|interlocuteur|attn|signe|conseillere?|agente?"
)
_TITLE = r"mr|mrs|ms|mme|mlle|melle|miss|dr|monsieur|madame|mademoiselle|docteur|maitre|prof|professeur|professor|sir"
_SIGN_OFF = (
    r"cordialement|cdt|cdlt|bien a vous|sincerement|respectueusement|amicalement|salutations(?: distinguees)?|sentiments \w+(?: \w+)?|"
    r"bonne (?:journee|soiree|reception)|(?:best|kind|warm) regards|regards|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)|"
    r"cheers|best wishes|best|thanks|thank you|merci(?: d'avance| beaucoup)?|courtoisement|bises?|a bientot"
)
_ROLES = "|".join(sorted(ROLES - {"kid", "mom", "mum", "son", "man", "boy", "dad", "dj", "ceo"}))
_NEAR = rf"(?:avec|chez|par|selon|d'apres|with|{_ROLES})"
_GAP = r"[ ]{0,2}"
_PARTICLE = re.compile(
    r"(?:(?:d[eu]s?|la|le|les|van|von|der|den|el|al|ben|bin|da|dos|di)[ ]){1,2}(?=[^\W\d_])|[od]'(?=[^\W\d_])"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LONE_LINE = re.compile(
    r"(?m)^[ ]*(?P<it>[^\W\d_]+(?:[ ][a-z]\.?)?(?:[ ][^\W\d_]+){1,2})[ ]*[.!]?$"
)
_AFTER_A_NAME = re.compile(r"[A-ZÀ-Þ][^\W\d_]+[ ]$")
_TOUCHED = re.compile(r"[@_\]]|\.\w|['-]\w{2}")
_GLUE = frozenset("@._-/[#")
_SHORTEST = 3
_SHORTEST_OURS = 4
_SHORTEST_OF_OTHERS = 5
_MOST_WORDS = 4
_LISTED = FIRST | FAMILY
_NO_NAME = COMMON | PLACE | BRAND


class Said(NamedTuple):
    """A word after a cue: its folded form, what it is known as, whether it has a capital that counts."""

    folded: str
    known: int
    capital: bool

    @property
    def listed(self) -> bool:
        """A name, and nothing else as it is written."""
        return bool(self.known & _LISTED) and not self.known & (
            _NO_NAME if self.capital else _NO_NAME | ALSO
        )

    @property
    def unknown(self) -> bool:
        """A word nobody knows: a name as likely as anything where one is expected."""
        return not self.known and len(self.folded) > 1


Fits = Callable[[Said], bool]


def _after_naming(word: Said) -> bool:
    if word.capital:
        return bool(word.known & _LISTED) or not word.known & _NO_NAME
    return word.listed or (word.unknown and len(word.folded) >= _SHORTEST)


def _after_title(word: Said) -> bool:
    if word.capital:
        return word.folded not in ROLES
    return word.listed or (word.unknown and len(word.folded) >= _SHORTEST_OURS)


def _after_letter(word: Said) -> bool:
    """ "M. Petit", "Me Roche": a letter or two that mean other things too."""
    return word.capital and (word.listed or not word.known & ~ALSO)


def _after_greeting(word: Said) -> bool:
    if word.capital:
        return bool(word.known & FIRST) or not word.known & _NO_NAME
    ours = bool(word.known & OURS) and not word.known & _NO_NAME  # "merci olivier"
    return ours or (word.listed and bool(word.known & FIRST))


def _after_self(word: Said) -> bool:
    if word.capital:
        return bool(word.known & FIRST) or word.listed
    return word.listed and bool(word.known & FIRST) and len(word.folded) >= _SHORTEST


def _after_sign_off(word: Said) -> bool:
    return _after_greeting(word) or word.listed


def _near(word: Said) -> bool:
    return (
        not word.capital
        and word.listed
        and bool(word.known & FIRST)
        and len(word.folded) >= _SHORTEST_OURS
    )


# The name of a company or of a file is nobody's. It is looked at once a cue is there: as a part of its
# expression it would be tried at every word.
_OF_A_THING = re.compile(
    r"\b(?:company|pany|business|brand|product|file|domain|user|card|bank|software|store) $"
)
_LONGEST_THING = 12


class Cue(NamedTuple):
    """What announces a name, and what its first word must be."""

    pattern: re.Pattern[str]
    fits: Fits
    closing: bool = False  # the name must end the line


def _cue(words: str, then: str, fits: Fits, *, closing: bool = False) -> Cue:
    return Cue(
        re.compile(rf"(?<![\w'@-])(?:{words})(?![^\W_])(?:{then})(?=[^\W\d_])"),
        fits,
        closing,
    )


# What names somebody outright, and what only makes a name likely.
_NAMING_CUES = (
    _cue(_TITLE, r"\.?[ ](?:et[ ]mme[ ])?", _after_title),
    _cue(_NAMING, rf"{_GAP}[:?]?{_GAP}(?:(?:{_TITLE}|m)\.?[ ])?", _after_naming),
    _cue(_FIELD, rf"{_GAP}[:=]{_GAP}(?:(?:{_TITLE}|m)\.?[ ])?", _after_naming),
)
_LETTER_CUES = (_cue(r"m\.|m|me", r"[ ]", _after_letter),)
_LIKELY_CUES = (
    _cue(_GREETING, r"[ ]?[,:]?[ ](?:(?:a|to|ma|mon)[ ])?", _after_greeting),
    _cue(_SELF, r"[ ]", _after_self),
    _cue(_SIGN_OFF, r"[ ]*[,.!;]*[ ]*\n[\n ]*|[ ]*[,.]?[ ]+", _after_sign_off, closing=True),
    _cue(_NEAR, r",?[ ]", _near),
)


def named(text: str) -> Iterator[Found]:
    """Find the names that a title, a field or "my name is" gives."""
    return _announced(text, fold(text), _NAMING_CUES)


def lettered(text: str) -> Iterator[Found]:
    """Find the names after "M." and "Me"."""
    return _announced(text, fold(text), _LETTER_CUES)


def unspoken(text: str) -> Iterator[Found]:
    """Find first names, and the family name that follows, in a text typed without capitals."""
    folded = fold(text)
    for word in _WORD.finditer(folded):
        if (
            _ours(word[0])
            and not _TOUCHED.match(folded, word.end())
            and folded[word.start() - 1 : word.start()] not in _GLUE
        ):
            end = max(_name_end(text, folded, word.start(), _near, quiet=True), word.end())
            following = _WORD.match(folded, end + 1)
            if following and following[0] in COMPANY:
                continue
            yield Found(word.start(), end, "NAME")


def met(text: str) -> Iterator[Found]:
    """Find the names that are greeted, that sign, and those that make up a line."""
    folded = fold(text)
    yield from _announced(text, folded, _LIKELY_CUES)
    yield from _lone_lines(folded)


def _announced(text: str, folded: str, cues: tuple[Cue, ...]) -> Iterator[Found]:
    quiet = not shouted(text)
    for cue in cues:
        for match in cue.pattern.finditer(folded):
            if _OF_A_THING.search(folded, max(0, match.start() - _LONGEST_THING), match.start()):
                continue
            if cue.fits is _after_letter and _AFTER_A_NAME.search(
                text, max(0, match.start() - 20), match.start()
            ):
                continue  # the initial of someone already named
            end = _name_end(text, folded, match.end(), cue.fits, quiet=quiet)
            if end - match.end() >= _SHORTEST and not (cue.closing and not _ends_line(folded, end)):
                yield Found(match.end(), end, "NAME")


def _in_lone_line(word: Said) -> bool:
    return (
        word.listed
        or len(word.folded.rstrip(".")) == 1
        or (word.unknown and shaped_like_a_name(word.folded))
    )


def _lone_lines(folded: str) -> Iterator[Found]:
    """A line that holds a first name and a family name, and nothing else, whatever the case."""
    for line in _LONE_LINE.finditer(folded):
        words = [Said(word, known_as(word), capital=False) for word in line["it"].split()]
        if words[0].known & FIRST and words[-1].folded[1:] and all(map(_in_lone_line, words)):
            yield Found(line.start("it"), line.end("it"), "NAME")


def _name_end(text: str, folded: str, start: int, fits: Fits, *, quiet: bool) -> int:
    """Return where the name that begins at ``start`` ends; 0 where there is none."""
    end = 0
    at = start
    for _ in range(_MOST_WORDS):
        particle = _PARTICLE.match(folded, at)
        capital_next = particle is not None and text[particle.end()].isupper()
        here = (
            particle.end() if particle and (end or (capital_next and fits is _after_title)) else at
        )
        match = _WORD.match(folded, here)
        if match is None or not _goes_in(
            text, match, fits if not end else _further(fits), quiet=quiet
        ):
            return end
        end = match.end()
        if folded[end : end + 1] == "." and len(match[0]) == 1:
            end += 1
        if folded[end : end + 1] != " ":
            return end
        at = end + 1
    return end


def _goes_in(text: str, match: re.Match[str], fits: Fits, *, quiet: bool) -> bool:
    if match[0] in FUNCTION_WORDS and not (len(match[0]) == 1 and text[match.start()].isupper()):
        return False
    said = Said(match[0], known_as(match[0]), quiet and text[match.start()].isupper())
    return fits(said)


def _further(fits: Fits) -> Fits:
    """What the words after the first must be."""
    return _continues_naming if fits is _after_naming else _continues


def _continues_naming(word: Said) -> bool:
    return _continues(word) or (word.unknown and len(word.folded) >= _SHORTEST_OURS)


def _continues(word: Said) -> bool:
    """Whether a word goes on with the name before it."""
    if word.capital:
        return not word.known & BRAND or bool(word.known & _LISTED)
    return word.listed or (word.unknown and shaped_like_a_name(word.folded))


def _ends_line(folded: str, end: int) -> bool:
    return re.match(r"[ ]*[.,!;:)]*[ ]*(?:\n|$|-)", folded[end : end + 8]) is not None


def _likely(word: str) -> bool:
    """Say whether a word makes a text with a greeting worth reading."""
    if word[0].isupper():
        return may_be_name(word)
    known = known_as(word)
    return bool(known & _LISTED) and not known & _NO_NAME


def _ours(word: str) -> bool:
    """Say whether a word typed without its capital is a first name, and nothing else.

    Short ones only count from the list written by hand: the others hold too many words of other tongues.
    """
    known = known_as(word)
    shortest = _SHORTEST_OURS if known & OURS else _SHORTEST_OF_OTHERS
    return bool(known & FIRST and not known & (_NO_NAME | ALSO) and len(word) >= shortest)


def _possible(word: str) -> bool:
    """Say whether a word makes a text with a title, or with "my name is", worth reading."""
    known = known_as(word)
    return bool(known & _LISTED) or (not known & _NO_NAME and fold(word) not in FUNCTION_WORDS)


_LONE = r"(?m:^[ ]*[^\W\d_]+(?: [^\W\d_]\.?)?(?: [^\W\d_]+){1,2}[ ]*[.!]?$)"
ANNOUNCED: tuple[Finder, ...] = (
    Finder(
        named,
        mark=rf"\b(?:(?:{_TITLE})\.?[ ]+[^\W\d_]|(?:{_NAMING})\b|(?:{_FIELD})[ ]*[:=])",
        folded=True,
        word=WordTest(ANY_WORD, _possible),
    ),
    # No capital anywhere: the lists of first names are all there is to go by.
    Finder(unspoken, mark=r"^[^A-ZÀ-ÖØ-Þ]+$", word=WordTest(ANY_WORD, _ours)),
    Finder(lettered, mark=r"\b(?:M\.|m\.|M|Me)[ ][A-ZÀ-ÖØ-Þ]"),
    Finder(
        met,
        mark=rf"\b(?:{_GREETING}|{_SELF}|{_SIGN_OFF}|{_NEAR})\b|{_LONE}",
        folded=True,
        word=WordTest(ANY_WORD, _likely),
    ),
)
