"""What the shipped models find in an agent's answer, and what the scenario's own wordings add."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import pyarrow as pa

from boussole.core import privacy, signals
from boussole.core.folding import fold
from boussole.core.playbook.conditions import Wordings
from boussole.core.playbook.wordings import wording_pattern
from boussole.core.readings.thresholds import is_there
from boussole.core.roleplay.heard import Act, Heard, Span
from boussole.core.roleplay.playing import Play, answer, begin
from boussole.core.roleplay.scenario import Scenario
from boussole.core.schemas import TURNS_IN
from boussole.core.text import Language

# Replies that put the fault on the customer; the rule ``derailment`` looks for the like.
BLAME = Wordings(
    fr=(
        "calmez-vous",
        "(restez|rester) (poli*|correct*|courtois*)",
        "si vous aviez (bien )?lu",
        "vous (avez|n'avez) (sans doute |sûrement )?(mal|pas bien) (lu|regardé|compris|écouté)",
        "(ce n'|c')est pas (mon|notre) (problème|faute)",
        "il fallait (lire|le dire|y penser|vérifier|appeler)",
        "je (vous l'ai|l'ai) déjà (dit|expliqué)",
        "c'est (de )?votre faute",
    ),
    en=(
        "calm down",
        "watch your (tone|language)",
        "if you had read",
        "you (must have|probably|obviously) (misread|misunderstood)",
        "not (my|our) (problem|fault)",
        "as i (already|have already) (said|told you|explained)",
        "i (already|have already) (said|told you|explained)",
        "you should have (read|said|checked|thought|called)",
        "your own fault",
    ),
)
# What is granted to make up for something is no offer, as for the rule ``intrusive_offer``.
GESTURE = Wordings(
    fr=(
        "rembours*",
        "geste commercial",
        "bon d'achat",
        "(avoir de|dédommag*|indemnis*|compens*|remplacement)",
        "je vous (verse|offre|accorde|fais cadeau)",
    ),
    en=(
        "refund*",
        "goodwill",
        "(voucher|credit note|compensat*|replacement|free of charge)",
        "(waive|waiving|make up for)",
        "send you £",
    ),
)


def read(
    text: str, scenario: Scenario, language: Language, models: signals.Models | None = None
) -> Heard:
    """Read one answer as the customer of ``scenario`` takes it; spans are those of ``text``."""
    return Heard(
        text=text,
        acts=_acts(text, language, models),
        points=tuple(
            Act(point.key, span)
            for point in scenario.points
            if (span := _found(point.says, text)) is not None
        ),
        asks=tuple(
            fact.key
            for fact in scenario.facts
            if fact.about is not None and _found(fact.about, text) is not None
        ),
        blame=_found(BLAME, text),
    )


def say(play: Play, text: str, models: signals.Models | None = None) -> Play:
    """The play after the agent types ``text``."""
    return answer(play, read(text, play.scenario, play.language, models))


def replay_texts(
    scenario: Scenario,
    language: Language,
    seed: int,
    texts: Iterable[str],
    models: signals.Models | None = None,
) -> Play:
    """The play that these texts give, up to its ending."""
    play = begin(scenario, language, seed)
    for text in texts:
        if play.over:
            break
        play = say(play, text, models)
    return play


def _acts(text: str, language: Language, models: signals.Models | None) -> tuple[Act, ...]:
    """The acts that are there, read in the masked text as everywhere and shown in the one typed."""
    masked = privacy.mask(text)
    row = {
        "conversation_id": ["play"],
        "turn": [0],
        "role": ["agent"],
        "text_masked": [masked.text],
        "lang": [language],
    }
    batch = pa.RecordBatch.from_pydict(row, schema=TURNS_IN)
    labels = signals.read(batch, models).column("labels")[0].as_py()
    granted = _found(GESTURE, text) is not None
    return tuple(
        Act(label["signal"], Span(*masked.original_span(label["start"], label["end"])))
        for label in labels
        if is_there(label["signal"], label["strength"])
        and not (granted and label["signal"] == "offer")
    )


def _found(wordings: Wordings, text: str) -> Span | None:
    """The first place where one of the wordings is, whatever its language."""
    found = _pattern(wordings.fr + wordings.en).search(fold(text))
    return Span(*found.span()) if found else None


@lru_cache(maxsize=256)
def _pattern(wordings: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{wording_pattern(one)})" for one in wordings))
