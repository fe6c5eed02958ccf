"""What can go wrong with the tree of reasons.

ReasonsError
├── NameTakenError     another reason or family answers to the name
├── TreeChangedError   someone changed the tree in the meantime
├── SearchRunningError themes are being looked for already
├── NothingToLearnError a model of reasons is being learnt, or there is not enough to learn from
└── NotInForceError    this model of reasons cannot be taken out of force, or put back
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


class NothingToLearnError(ReasonsError):
    """A model of reasons is being learnt already, or nothing new or not enough would teach it."""


class NotInForceError(ReasonsError):
    """This model of reasons is not the one to take out of force, or to put back."""
