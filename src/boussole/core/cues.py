"""The small language in which cues are written, and what it compiles to.

A cue reads like the words a person would type. It is folded first (case, accents, apostrophes), then:

=========  =========================================================================
a space    any blank, hyphen, comma or apostrophe between two words
``'``      an apostrophe, a blank or nothing: ``j'en`` meets *jen*, *j en* and *j’en*
``-``      a hyphen, a blank or nothing
``…``      at most about six words of the same sentence
``{n}``    a number in figures or letters
``*``      the rest of the word
``(a|b)``  one or the other; ``(très )?`` an optional word; ``é?`` an optional letter;
           ``(si |très )*`` up to four of these words
=========  =========================================================================

A word that people shorten (*toujours*, *tjs*, *tjrs*) is written in full: the language's
``variants`` say how else it is typed. The result is one expression that Rust's and Python's engines
read alike: no look-around, nothing that can take more than linear time in Rust.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from boussole.core.folding import fold

NUMBER = (
    r"(?:[0-9]+|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|quinze|vingt|trente|plusieurs|"
    r"one|two|three|four|five|seven|eight|nine|ten|several|many|a few|couple of)"
)
_BLANK = r"[\s',\-]{1,3}"
_FEW_WORDS, _OPEN, _OR = "…", "(", "|"
_GAP = r"[a-z0-9' ,;:()%€$\"\-]{0,40}?"
_TOKEN = re.compile(r"\\.|\)\*|\[[^\]]*\]|[a-z]+|[0-9]+|…|\*|\{n\}|'|-|\s+|\(|.")
_SUGAR = {
    "*": "[a-z]*",
    ")*": "){0,4}",
    "{n}": NUMBER,
    "'": r"(?:'|\s)?",
    "-": r"[-\s]?",
    "(": "(?:",
}


class CueError(ValueError):
    """A cue that cannot be compiled; says which and why."""


def cue_pattern(cue: str, variants: Mapping[str, Iterable[str]] | None = None) -> str:
    """Compile one cue; the result has no word boundary around it.

    Raises CueError when the cue is empty or is not well formed.
    """
    written = _with_variants(_prepared(cue), variants or {})
    pattern = "".join(_part(token) for token in _TOKEN.findall(written))
    try:
        tried = re.compile(pattern)
    except re.error as error:
        raise CueError(f"cue {cue!r}: {error}; check its brackets and marks") from error
    if tried.match(""):
        raise CueError(f"cue {cue!r} matches nothing at all: make one of its words compulsory")
    return pattern


def anchors(cue: str, variants: Mapping[str, Iterable[str]] | None = None) -> frozenset[str]:
    """Return the plain pieces of which any text that holds the cue holds at least one (folded).

    They are as rare as the cue allows: a text without any need not be looked at.
    Raises CueError when the cue has no compulsory word or mark at all.
    """
    tokens = _TOKEN.findall(_with_variants(_prepared(cue), variants or {}))
    best, _ = _rarest(tokens, 0)
    if not best:
        raise CueError(f"cue {cue!r} has no compulsory word to look for: add one")
    return best


def _rarest(tokens: list[str], at: int) -> tuple[frozenset[str] | None, int]:
    """Read alternatives up to their closing bracket; the union of the rarest piece of each."""
    sides: list[frozenset[str] | None] = []
    best: frozenset[str] | None = None
    while at < len(tokens) and not tokens[at].startswith(")"):
        token = tokens[at]
        piece: frozenset[str] | None = None
        if token == _OPEN:
            piece, at = _rarest(tokens, at + 1)
        elif token == _OR:
            sides.append(best)
            best = None
        else:
            piece = _piece(token, optional=tokens[at + 1 : at + 2] == ["?"])
        if piece and not _optional(tokens, at) and (best is None or _cost(piece) < _cost(best)):
            best = piece
        at += 1
    sides.append(best)
    return (None if None in sides else frozenset().union(*filter(None, sides))), at


def _piece(token: str, *, optional: bool) -> frozenset[str] | None:
    if token.isalnum() and token.isascii():
        plain = (token[:-1] if optional else token).split("oe")
        longest = max(plain, key=len)
        return frozenset({longest}) if longest else None
    if token.startswith("\\") and not token[1].isalnum():
        return frozenset({token[1]})
    return None if token.isascii() or token == _FEW_WORDS else frozenset({token})


def _optional(tokens: list[str], at: int) -> bool:
    closing = tokens[at : at + 1]
    return closing == [")*"] or (closing == [")"] and tokens[at + 1 : at + 2] == ["?"])


_COMMON = frozenset(
    re.findall(
        r"\S+",
        "pas plus est que qui les des une pour dans sur avec vous votre vos nous mon mes j'ai ai suis tout tous bien fait "
        "the you your and are was were this that have has not for with what can but just get got all now out from "
        "merci bonjour encore avez etre sont please still how why when will would could should been don doesn isn "
        "didn won isnt dont doesnt very really more aucun sans rien meme depuis faire quoi comment avoir client service "
        "ett cest ete etait une nos ses ces aux ont par mais moi game account help need want know work make "
        "time app back thank thanks love great good work like even after again",
    )
)
_COST_OF_LENGTH = {1: 2000, 2: 400, 3: 40, 4: 8, 5: 3}
_COST_OF_COMMON = 300


def _cost(pieces: frozenset[str]) -> int:
    """How much text a set of pieces lets through, roughly."""
    return sum(map(_cost_of_one, pieces))


def _cost_of_one(piece: str) -> int:
    if not piece.isalnum():
        return _COST_OF_LENGTH[1] if piece.isascii() else 1
    return _COST_OF_COMMON if piece in _COMMON else _COST_OF_LENGTH.get(len(piece), 1)


def _prepared(cue: str) -> str:
    folded = fold(cue).replace("...", "…").replace("œ", "oe").strip()
    return re.sub(r"\s*…\s*", "…", folded)


def _with_variants(cue: str, variants: Mapping[str, Iterable[str]]) -> str:
    """Give each word its other spellings, longest words first, each place once."""
    if not variants:
        return cue
    words = {fold(word): spellings for word, spellings in variants.items()}
    longest_first = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))

    def spelled(found: re.Match[str]) -> str:
        return f"({'|'.join((found[0], *words[found[0]]))})"

    return re.sub(rf"(?<![\w'*\\])(?:{longest_first})(?![\w'*?])", spelled, cue)


def _part(token: str) -> str:
    if token in _SUGAR:
        return _SUGAR[token]
    if token == _FEW_WORDS:
        return rf"\b{_GAP}\b"
    if token.isspace():
        return _BLANK
    return token.replace("oe", "(?:oe|œ)") if token.isalpha() else token


def alternation(patterns: Iterable[str]) -> str:
    """One expression for many cues, as Rust reads it: whole words, longest written first."""
    words: list[str] = []
    marks: list[str] = []
    for pattern in sorted(set(patterns), key=lambda p: (-len(p), p)):
        (marks if _is_mark(pattern) else words).append(pattern)
    branches = [*marks]
    if words:
        branches.append(rf"(?-u:\b{{start-half}})(?:{'|'.join(words)})(?-u:\b{{end-half}})")
    return "|".join(branches).replace(rf"\b{_GAP}\b", rf"(?-u:\b){_GAP}(?-u:\b)")


def _is_mark(pattern: str) -> bool:
    """Emoji and the like, which have no word boundary around them."""
    return not re.search("[a-z0-9]", pattern.replace("\\s", ""))


def compiled(patterns: Iterable[str]) -> re.Pattern[str]:
    """The same cues for Python's engine, to be tried on short passages only."""
    ordered = sorted(set(patterns), key=lambda p: (-len(p), p))
    return re.compile("|".join(f"(?:{pattern})" for pattern in ordered), re.ASCII)
