"""What can go wrong with the playbook.

PlaybookFeatureError
├── UnreadablePlaybookError   the text is not a playbook
├── FailingExamplesError      some of its own examples do not do what they say
├── NoSuchRuleError           the playbook in force has no such rule
└── ThresholdOutOfRangeError  no rule may have such a threshold
"""

from __future__ import annotations

from collections.abc import Sequence

from boussole.core.playbook import Failure


class PlaybookFeatureError(Exception):
    """The message is a sentence for the person who asked, in their language."""


class UnreadablePlaybookError(PlaybookFeatureError):
    """The text is not a playbook; ``problems`` has one line per place to mend."""

    def __init__(self, message: str, problems: Sequence[str]) -> None:
        super().__init__(message)
        self.problems = tuple(problems)


class FailingExamplesError(PlaybookFeatureError):
    """A rule does not find what its own examples say it must; ``failures`` says which and why."""

    def __init__(self, message: str, failures: Sequence[Failure]) -> None:
        super().__init__(message)
        self.failures = tuple(failures)


class NoSuchRuleError(PlaybookFeatureError):
    """The playbook in force has no such rule."""


class ThresholdOutOfRangeError(PlaybookFeatureError):
    """No rule may have such a threshold."""
