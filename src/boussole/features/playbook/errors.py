"""What can go wrong with the playbook.

PlaybookFeatureError
├── UnreadablePlaybookError   the text is not a playbook
├── FailingExamplesError      some of its own examples do not do what they say
├── NoSuchRuleError           the playbook has no such rule
├── KnownRuleError            a rule has this key already
├── NothingToPublishError     the draft says what is in force
├── OvertakenError            a rule of the draft was published otherwise meanwhile
├── IncompleteRulesError      a rule of the draft lacks something people need
├── AnsweredError             the question has its answer already
└── ThresholdOutOfRangeError  no rule may have such a threshold
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from boussole.core.playbook import Failure
from boussole.core.playbook.readiness import Gap


class PlaybookFeatureError(Exception):
    """The message is a sentence for the person who asked, in their language."""

    def facts(self) -> dict[str, Any]:
        """What a program can read of the refusal, besides its sentence."""
        return {}


class UnreadablePlaybookError(PlaybookFeatureError):
    """The text is not a playbook; ``problems`` has one line per place to mend."""

    def __init__(self, message: str, problems: Sequence[str]) -> None:
        super().__init__(message)
        self.problems = tuple(problems)

    def facts(self) -> dict[str, Any]:
        """One line for each place to mend."""
        return {"problems": list(self.problems)}


class FailingExamplesError(PlaybookFeatureError):
    """A rule does not find what its own examples say it must; ``failures`` says which and why."""

    def __init__(self, message: str, failures: Sequence[Failure]) -> None:
        super().__init__(message)
        self.failures = tuple(failures)

    def facts(self) -> dict[str, Any]:
        """The examples that fail, and why."""
        return {"failures": [failure.model_dump(mode="json") for failure in self.failures]}


class NoSuchRuleError(PlaybookFeatureError):
    """The playbook has no such rule."""


class KnownRuleError(PlaybookFeatureError):
    """A rule has this key already."""


class NothingToPublishError(PlaybookFeatureError):
    """The draft says what is in force."""


class OvertakenError(PlaybookFeatureError):
    """Rules of the draft were published otherwise meanwhile; ``rules`` are their keys."""

    def __init__(self, message: str, rules: Sequence[str]) -> None:
        super().__init__(message)
        self.rules = tuple(rules)

    def facts(self) -> dict[str, Any]:
        """The rules to look at."""
        return {"rules": list(self.rules)}


class IncompleteRulesError(PlaybookFeatureError):
    """Rules of the draft lack something people need; ``gaps`` says what, by rule."""

    def __init__(self, message: str, gaps: Mapping[str, Sequence[Gap]]) -> None:
        super().__init__(message)
        self.gaps = dict(gaps)

    def facts(self) -> dict[str, Any]:
        """What is missing, by rule."""
        return {"gaps": {key: [asdict(gap) for gap in gaps] for key, gaps in self.gaps.items()}}


class AnsweredError(PlaybookFeatureError):
    """The question has its answer already."""


class ThresholdOutOfRangeError(PlaybookFeatureError):
    """No rule may have such a threshold."""
