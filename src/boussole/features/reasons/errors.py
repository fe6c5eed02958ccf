"""What can go wrong with the tree of reasons.

ReasonsError
├── NameTakenError     another reason or family answers to the name
├── TreeChangedError   someone changed the tree in the meantime
└── SearchRunningError themes are being looked for already
"""

from __future__ import annotations


class ReasonsError(Exception):
    """The message is a sentence for the person who asked, in their language."""


class NameTakenError(ReasonsError):
    """Another reason or family answers to the name."""


class TreeChangedError(ReasonsError):
    """Someone changed the tree in the meantime."""


class SearchRunningError(ReasonsError):
    """Themes are being looked for already."""
