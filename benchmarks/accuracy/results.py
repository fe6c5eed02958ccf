"""Everything the page tells, measured in one run."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.accuracy.baselines import LEXICONS, lexicon
from benchmarks.accuracy.conversations import load
from benchmarks.accuracy.gold import CONVERSATIONS, SETS
from benchmarks.accuracy.messages import SetScores, learn_baseline, score_set
from benchmarks.accuracy.reasons import FILES, ReasonScores, score_reasons
from benchmarks.accuracy.samples import SAMPLES, find
from benchmarks.accuracy.situations import SituationScores, score_situations
from benchmarks.accuracy.transfer import Transfer, score_transfer
from boussole.core.signals.models import SIDES
from boussole.core.text import LANGUAGES, Language

BOTH = "both"


@dataclass(frozen=True, slots=True)
class Results:
    """What a run found; ``situations`` has the conversations of each language, and of both."""

    sets: Mapping[str, SetScores]
    situations: Mapping[Language | str, SituationScores]
    reasons: ReasonScores
    transfer: Transfer


def measure() -> Results:
    """Measure everything. Raises DataMissingError, ReferenceMissingError before anything long."""
    check_everything_is_there()
    sets = _sets()
    _say("conversations")
    situations = _situations()
    _say("open sets")
    transfer = score_transfer()
    _say("contact reasons, the longest")
    return Results(sets, situations, score_reasons(), transfer)


def check_everything_is_there() -> None:
    """Find the open data and the references, or say which are missing."""
    for name in (*(sample.file for sample in SAMPLES.values()), *FILES):
        find(name)
    for language in LEXICONS:
        lexicon(language)


def _sets() -> dict[str, SetScores]:
    found = {}
    for side in SIDES:
        _say(f"the plain baseline on {side} sentences")
        plain = learn_baseline(side)
        for gold in SETS.values():
            if gold.side == side:
                _say(gold.name)
                found[gold.name] = score_set(gold, plain)
    return found


def _situations() -> dict[Language | str, SituationScores]:
    annotated = load(CONVERSATIONS)
    found: dict[Language | str, SituationScores] = {BOTH: score_situations(annotated)}
    for language in LANGUAGES:
        found[language] = score_situations([one for one in annotated if one.language == language])
    return found


def _say(what: str) -> None:
    print(f"{what}…", file=sys.stderr, flush=True)
