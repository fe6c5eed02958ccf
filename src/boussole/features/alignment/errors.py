"""What can go wrong in an alignment session.

AlignmentError
├── NotEnoughSituationsError   recent conversations do not hold enough situations to judge
├── SessionClosedError         the session no longer takes answers
├── AlreadySubmittedError      these answers were handed in: they no longer change
├── IncompleteError            some situations have no answer yet
├── PassageNotFoundError       the words are not in the message
├── DateRefusedError           a session cannot close on that day
└── NotClosedError             nobody sees answers while a session is open; a page never asks
"""

from __future__ import annotations


class AlignmentError(Exception):
    """The message is a sentence for the person who asked, in their language."""


class NotEnoughSituationsError(AlignmentError):
    """Recent conversations do not hold enough situations to judge."""


class SessionClosedError(AlignmentError):
    """The session no longer takes answers."""


class AlreadySubmittedError(AlignmentError):
    """These answers were handed in: they no longer change."""


class IncompleteError(AlignmentError):
    """Some situations have no answer yet."""


class PassageNotFoundError(AlignmentError):
    """The words are not in the message."""


class DateRefusedError(AlignmentError):
    """A session cannot close on that day."""


class NotClosedError(AlignmentError):
    """Nobody sees answers while a session is open."""
