"""Role-play: a simulated customer who reacts to what the signals find in the agent's answers.

A scenario is written in YAML (``load``, ``dump``), played answer by answer (``begin``, ``say``), and looked
back on with the playbook (``look_back``). The customer is a state machine: the same seed and the same answers
give the same play.
"""

from boussole.core.roleplay.checks import problems, unknown_rules
from boussole.core.roleplay.errors import PlayOverError, Problem, RolePlayError, ScenarioFormatError
from boussole.core.roleplay.files import dump, load, shipped_scenarios, validated
from boussole.core.roleplay.heard import Act, Heard, Span
from boussole.core.roleplay.paths import Reached, reach
from boussole.core.roleplay.playing import Exchange, Play, Spoken, answer, begin, replay
from boussole.core.roleplay.reading import read, replay_texts, say
from boussole.core.roleplay.rewording import Asked, Rewording, vary
from boussole.core.roleplay.scenario import (
    ENDINGS,
    SECTORS,
    Ending,
    Scenario,
    State,
)
from boussole.core.roleplay.scoring import LookBack, as_conversation, look_back
from boussole.core.roleplay.tension import Shift

__all__ = [
    "ENDINGS",
    "SECTORS",
    "Act",
    "Asked",
    "Ending",
    "Exchange",
    "Heard",
    "LookBack",
    "Play",
    "PlayOverError",
    "Problem",
    "Reached",
    "Rewording",
    "RolePlayError",
    "Scenario",
    "ScenarioFormatError",
    "Shift",
    "Span",
    "Spoken",
    "State",
    "answer",
    "as_conversation",
    "begin",
    "dump",
    "load",
    "look_back",
    "problems",
    "reach",
    "read",
    "replay",
    "replay_texts",
    "say",
    "shipped_scenarios",
    "unknown_rules",
    "validated",
    "vary",
]
