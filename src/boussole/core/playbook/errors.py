"""What can go wrong with a playbook.

PlaybookError
 ├── PlaybookFormatError   the text is not a playbook; says where and how to mend it
 └── NoSuchStarterError    no starter has this key; says which there are
"""

from __future__ import annotations


class PlaybookError(ValueError):
    """Any error about a playbook; the message is meant for the person who wrote it."""


class PlaybookFormatError(PlaybookError):
    """The text is not a playbook: one line per problem, each with its place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class NoSuchStarterError(PlaybookError, KeyError):
    """No starter has this key."""

    def __str__(self) -> str:
        """Say the sentence itself; KeyError would quote it."""
        return str(self.args[0])
