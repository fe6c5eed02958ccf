"""What can go wrong with the demo company.

DemoError
└── DialogueError   a dialogue file cannot be used; says which file, which field and how to mend it
"""

from __future__ import annotations


class DemoError(Exception):
    """Anything the demo company cannot do."""


class DialogueError(DemoError):
    """A dialogue file cannot be used."""

    def __init__(self, file: str, field: str, mend: str) -> None:
        super().__init__(f"{file}: {field}: {mend}")
        self.file = file
        self.field = field
        self.mend = mend
