"""Finding the words that an answer cites in the message it judges."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from boussole.core.folding import fold

# Quotation marks and dots that a reader puts around what it cites; folding made them plain.
_AROUND = " \"'.,;:"
# Written with more than one character once folded.
_SPELLED = {"…": "...", "œ": "oe", "æ": "ae"}


@dataclass(frozen=True)
class _Plain:
    """A text made plain, and for each of its characters the place it had."""

    text: str
    places: tuple[int, ...]


def find_citation(cited: str, text: str, near: int = 0) -> tuple[int, int] | None:
    """Return the ``start, end`` in ``text`` of the words ``cited``, or None when they are not there.

    Case, accents, typographic marks and runs of white space do not matter; words and their order do, and
    a word is cited whole. Of several places, the closest to ``near`` is taken.
    """
    plain, wanted = _plain(text), _plain(cited).text.strip(_AROUND)
    if not _says_something(wanted):
        return None
    starts = [start for start in _places(wanted, plain.text) if _whole(plain.text, start, wanted)]
    spans = [(plain.places[start], plain.places[start + len(wanted) - 1] + 1) for start in starts]
    return min(spans, key=lambda span: (abs(span[0] - near), span), default=None)


def _plain(text: str) -> _Plain:
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(fold(text)):
        if letter.isspace():
            letter = " "  # noqa: PLW2901 - the letter as it is written once plain
        if unicodedata.category(letter) == "Mn" or (letter == " " and letters[-1:] == [" "]):
            continue
        spelled = _SPELLED.get(letter, letter)
        letters += spelled
        places += [place] * len(spelled)
    return _Plain("".join(letters), tuple(places))


def _says_something(wanted: str) -> bool:
    """Tell words and pictures from bare punctuation, which would be found anywhere."""
    return any(unicodedata.category(letter)[0] not in "PZC" for letter in wanted)


def _places(wanted: str, text: str) -> list[int]:
    found, start = [], text.find(wanted)
    while start >= 0:
        found.append(start)
        start = text.find(wanted, start + 1)
    return found


def _whole(text: str, start: int, wanted: str) -> bool:
    end = start + len(wanted)
    cuts_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    cuts_after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
    return not (cuts_before or cuts_after)
