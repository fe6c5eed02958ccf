"""What can go wrong with conversations.

ConversationsError
├── ImportNotPossibleError     the import is not in a state where this can be done
└── FileGoneError              the file of an import is no longer there
"""

from __future__ import annotations


class ConversationsError(Exception):
    """The message is a sentence for the person who asked, in their language."""


class ImportNotPossibleError(ConversationsError):
    """The import is not in a state where this can be done."""


class FileGoneError(ConversationsError):
    """The file of an import is no longer there."""
