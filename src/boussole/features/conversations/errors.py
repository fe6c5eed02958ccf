"""What can go wrong with conversations.

ConversationsProblem
├── ImportNotPossible     the run is not in a state where this can be done
└── FileGone              the file of an import is no longer there
"""

from __future__ import annotations


class ConversationsProblem(Exception):
    """The message is a sentence for the person who asked, in their language."""


class ImportNotPossible(ConversationsProblem):
    """The run is not in a state where this can be done."""


class FileGone(ConversationsProblem):
    """The file of an import is no longer there."""
