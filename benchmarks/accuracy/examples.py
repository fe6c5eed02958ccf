"""Drawing a few lines that show where the reading is wrong, fit to be shown on a page read at work."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from benchmarks.accuracy.scores import Flags

SEED = 20
EXAMPLES = 3
SHORT, LONG = 25, 110  # characters of a line worth showing

# Lines with these are left out of the examples: the page is read at work.
_COARSE = re.compile(
    r"(?i)f+u+c?k|sh[i1]t|bitch|cunt|dick|cock|\bass(?:hole)?s?\b|bastard|whore|slut|\brap(?:e|ist)|porn|sex|nazi|"
    r"\bjews?\b|muslim|black|white|gay|suicid|kill|murder|dead|\bdie\b|retard|nigg|faggot|damn|\bhell\b|\bguns?\b|"
    r"blood|get(?:s|ting)? (?:her|him|me) off|idiot|moron|stupid|troll|pimp|drug|autis|blow me|"
    r"merde|\bput(?:e|ain)|\bcon(?:ne|nard|nasse)?s?\b|salop|encul|chier|bordel|bite\b|\bcul\b|p[ée]d[ée]|\btue[sz]?\b|imb[ée]cile|"
    r"\bmort|mourir|\bsang\b|viol|juif|arabe|noir|n[èe]gre|rital|flic|\bcam[ée]s?\b|crétin|drogue"
)


def drawn(texts: Sequence[str], wanted: Flags, *, longest: int = LONG) -> tuple[str, ...]:
    """Draw with the seed a few short, decent lines among those wanted, on one line each."""
    fit = [
        " ".join(text.split())
        for text, is_wanted in zip(texts, wanted, strict=True)
        if is_wanted and worth_showing(text, longest)
    ]
    order = np.random.default_rng(SEED).permutation(len(fit))[:EXAMPLES]
    return tuple(fit[number] for number in order)


def worth_showing(text: str, longest: int = LONG) -> bool:
    """Short and decent; capitals alone are captions, which name people."""
    return SHORT <= len(text) <= longest and not text.isupper() and not _COARSE.search(text)
