"""A play as it stands: its texts read again, in order, by the models in force."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from boussole.core import roleplay as core
from boussole.core.roleplay import Spoken
from boussole.core.text import Language
from boussole.features.conversations import reading
from boussole.features.roleplay.catalogue import scenario_of
from boussole.features.roleplay.models import Play

LONGEST_ANSWER = 2000


def language_of(play: Play) -> Language:
    """The language a play is played in."""
    return "en" if play.language == "en" else "fr"


def replayed(play: Play) -> core.Play:
    """The play that the texts give with the models in force, in the words that were said."""
    scenario, models = scenario_of(play.version), reading.models_in_force()
    found = core.replay_texts(scenario, language_of(play), play.seed, play.texts, models)
    if not play.reworded:
        return found
    exchanges = (
        replace(one, spoken=_as_said(play, number, one.spoken))
        for number, one in enumerate(found.exchanges, start=1)
    )
    opening = _as_said(play, 0, found.opening)
    return replace(found, opening=opening, exchanges=tuple(exchanges))


def line_digest(scripted: str) -> str:
    """Name a scripted line: other words are said only in place of the one they were made for."""
    return hashlib.blake2b(scripted.encode(), digest_size=6).hexdigest()


def _as_said(play: Play, number: int, spoken: Spoken) -> Spoken:
    digest, words = play.reworded.get(str(number), ("", ""))
    return Spoken(spoken.scripted, words) if digest == line_digest(spoken.scripted) else spoken
