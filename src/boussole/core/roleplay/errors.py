"""What can go wrong in role-play.

RolePlayError
├── ScenarioFormatError   the text is not a scenario; says where and how to mend it
└── PlayOverError         the play has ended: nobody is there to answer
"""

from __future__ import annotations

from typing import NamedTuple

from boussole.core.text import Language, Text

_LINE = Text(fr="{place}\u00a0: {what}", en="{place}: {what}")


class RolePlayError(ValueError):
    """Any error about a scenario or a play."""


class Problem(NamedTuple):
    """What is wrong with a scenario, and where: ``place`` names it by the keys people wrote."""

    place: str
    what: Text

    def in_(self, language: Language) -> str:
        """One line: the place, then what is wrong there."""
        return _LINE.format(place=self.place, what=self.what).in_(language)


class ScenarioFormatError(RolePlayError):
    """The text is not a scenario: one line per problem, each with its place."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(problem.in_("en") for problem in problems))
        self.problems = problems


class PlayOverError(RolePlayError):
    """The play has ended: nobody is there to answer."""
