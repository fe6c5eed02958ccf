"""The playbook: rules as data, the moments they find, and the situations chosen among them.

A playbook is written in YAML (``load``, ``dump``), carries its own examples (``run_examples``), and is
evaluated over columns (``evaluate``). ``starters`` are those to begin with in a sector. What it promises
customers is judged on an estimate (``holds``). ``choose`` picks the few situations worth a debrief.
"""

from boussole.core.playbook.changes import RuleChange, changes
from boussole.core.playbook.choose import Choice, Situation, choose, why
from boussole.core.playbook.commitments import (
    HOLDS_NAMES,
    Commitment,
    Holds,
    Standing,
    holds,
)
from boussole.core.playbook.errors import NoSuchStarterError, PlaybookError, PlaybookFormatError
from boussole.core.playbook.evaluate import evaluate
from boussole.core.playbook.examples import Failure, example_moments, example_turns, run_examples
from boussole.core.playbook.rules import (
    KINDS,
    OWN_KINDS,
    SUCCESSES,
    Example,
    ExampleTurn,
    Kind,
    Phrasing,
    Playbook,
    Rule,
    default_playbook,
    dump,
    kind_name,
    load,
    read_rule,
    write_rule,
)
from boussole.core.playbook.starters import Starter, starter, starters
from boussole.core.playbook.words import Line, in_words

__all__ = [
    "HOLDS_NAMES",
    "KINDS",
    "OWN_KINDS",
    "SUCCESSES",
    "Choice",
    "Commitment",
    "Example",
    "ExampleTurn",
    "Failure",
    "Holds",
    "Kind",
    "Line",
    "NoSuchStarterError",
    "Phrasing",
    "Playbook",
    "PlaybookError",
    "PlaybookFormatError",
    "Rule",
    "RuleChange",
    "Situation",
    "Standing",
    "Starter",
    "changes",
    "choose",
    "default_playbook",
    "dump",
    "evaluate",
    "example_moments",
    "example_turns",
    "holds",
    "in_words",
    "kind_name",
    "load",
    "read_rule",
    "run_examples",
    "starter",
    "starters",
    "why",
    "write_rule",
]
