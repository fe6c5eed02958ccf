"""Plain phrases, as people type them, made into cues: nobody has to learn the language of cues."""

from __future__ import annotations

import re
from itertools import pairwise

from boussole.core.folding import fold

MOST_WORDS = 8  # beyond, a phrase is a message: something to learn from, not to look for as it is
LEAST_LETTERS = 3  # a single word shorter than this is in every message

_ENDS = re.compile(r"[.?!…;\n]+")
_WORDS = re.compile(r"[a-z0-9]+(?:['-][a-z0-9]+)*")
_BETWEEN = re.compile(r"[\s,]*")


def as_cue(phrase: str) -> str | None:
    """Return the cue that finds a phrase wherever it is said, whatever its case, accents and marks.

    None for what holds no word, is one very short word, or is too long to be said twice alike: more
    than one sentence or more than ``MOST_WORDS`` words.
    """
    sentences = [one for one in _ENDS.split(fold(phrase).replace("œ", "oe")) if _WORDS.search(one)]
    if len(sentences) != 1:
        return None
    found = list(_WORDS.finditer(sentences[0]))
    if len(found) > MOST_WORDS or len("".join(word[0] for word in found)) < LEAST_LETTERS:
        return None
    cue = found[0][0]
    for before, word in pairwise(found):
        marks = sentences[0][before.end() : word.start()]
        cue += (" " if _BETWEEN.fullmatch(marks) else "…") + word[0]
    return cue
