"""What a session refuses, with what to do about it.

SessionError
├── NotPlannedError       it was held or cancelled
├── NotClosedError        it is not closed, or its cues are already being followed
├── NobodyError           nobody to meet, or too many for its kind
├── TooManyCuesError      two cues at most per session and person
├── SameCueError          this cue is agreed already
├── NothingChosenError    a situation that is not one of theirs
└── DateError             a day that cannot be
"""

from __future__ import annotations


class SessionError(Exception):
    """Anything that cannot be done to a session; the message is for the person who asked."""


class NotPlannedError(SessionError):
    """The session was held or cancelled."""


class NotClosedError(SessionError):
    """The session is not closed, or its cues are already being followed."""


class NobodyError(SessionError):
    """There is nobody to meet, or too many people for this kind of session."""


class TooManyCuesError(SessionError):
    """Two cues at most per session and person."""


class SameCueError(SessionError):
    """This cue is agreed already, in this session or in one that is being followed."""


class NothingChosenError(SessionError):
    """A situation that is not one of the participants', or that the person may not see."""


class DateError(SessionError):
    """A day that cannot be."""
