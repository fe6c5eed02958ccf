"""What can go wrong with recognition.

RecognitionError
├── OwnSuccessError         nobody thanks themselves
├── AlreadyThankedError     the success has its recognition already
├── AlreadySharedError      the person it is for made it theirs: only they can withdraw it
├── TooFewPeopleError       the team is too small for answers to stay anonymous
├── RoundOpenError          a consultation is under way already
└── NotAnsweringError       the consultation is over, or this person has answered
"""

from __future__ import annotations


class RecognitionError(Exception):
    """The message is a sentence for the person who asked, in their language."""


class OwnSuccessError(RecognitionError):
    """Nobody thanks themselves."""


class AlreadyThankedError(RecognitionError):
    """The success has its recognition already."""


class AlreadySharedError(RecognitionError):
    """The person it is for made it theirs: only they can withdraw it."""


class TooFewPeopleError(RecognitionError):
    """The team is too small for answers to stay anonymous."""


class RoundOpenError(RecognitionError):
    """A consultation is under way already."""


class NotAnsweringError(RecognitionError):
    """The consultation is over, or this person has answered."""
