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
    r"(?:[0-9]+|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|quinze|vingt|trente|"
    r"quarante(?:[ -]cinq)?|cinquante|soixante|plusieurs|"
    r"one|two|three|four|five|seven|eight|nine|ten|twelve|fifteen|twenty|"
    r"thirty|forty(?:[ -]five)?|fifty|sixty|several|many|a few|couple of)"
)
_BLANK = r"[\s',\-]{1,3}"
_PERHAPS_BLANK = r"[\s',\-]{0,3}"
FEW_WORDS = "…"
_GAP = r"[a-z0-9' ,;:()%€$\"\-]{0,40}?"
_TOKEN = re.compile(r"\\.|\)\*|\[[^\]]*\][*+]?|\s+\?|[a-z]+|[0-9]+|…|\*|\{n\}|'|-|\s+|\(|.")
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
    pattern = "".join(_part(token) for token in cue_tokens(cue, variants))
    pattern = pattern.replace(
        rf"{_GAP}\b\?", rf"{_GAP}\?"
    )  # a question mark follows a blank or a word
    try:
        tried = re.compile(pattern)
    except re.error as error:
        raise CueError(f"cue {cue!r}: {error}; check its brackets and marks") from error
    if tried.match(""):
        raise CueError(f"cue {cue!r} matches nothing at all: make one of its words compulsory")
    return pattern


def cue_tokens(cue: str, variants: Mapping[str, Iterable[str]] | None = None) -> list[str]:
    """Cut a cue, folded and with its other spellings, into words, marks and blanks."""
    return _TOKEN.findall(_with_variants(_prepared(cue), variants or {}))


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
    if token == FEW_WORDS:
        return rf"\b{_GAP}\b"
    if token.isspace():
        return _BLANK
    if token[0].isspace():
        return _PERHAPS_BLANK
    return token.replace("oe", "(?:oe|œ)") if token.isalpha() else token


def compiled(patterns: Iterable[str]) -> re.Pattern[str]:
    """The same cues for Python's engine, to be tried on short passages only."""
    ordered = sorted(set(patterns), key=lambda p: (-len(p), p))
    return re.compile("|".join(f"(?:{pattern})" for pattern in ordered), re.ASCII)
