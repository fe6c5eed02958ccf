"""What can go wrong in role-play.

RolePlayError
├── ScenarioFormatError   the text is not a scenario; says where and how to mend it
└── PlayOverError         the play has ended: nobody is there to answer
"""

from __future__ import annotations


class RolePlayError(ValueError):
    """Any error about a scenario or a play."""


class ScenarioFormatError(RolePlayError):
    """The text is not a scenario: one line per problem, each with its place."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class PlayOverError(RolePlayError):
    """The play has ended: nobody is there to answer."""
