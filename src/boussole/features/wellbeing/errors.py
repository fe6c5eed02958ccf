"""What can go wrong with the pulse.

WellbeingError
├── TooFewPeopleError     too few people for answers to stay anonymous
├── PlanError             a full wave is planned for a day gone by, or none is planned
├── WaveOpenError         a wave is under way already
├── NotAnsweringError     the wave is over, or this person has answered
├── UnknownReceiptError   nothing is kept under this code
└── PromisedError         the team already holds a promise that it has not rated yet
"""

from __future__ import annotations


class WellbeingError(Exception):
    """The message is a sentence for the person who asked, in their language."""


class TooFewPeopleError(WellbeingError):
    """Too few people for answers to stay anonymous."""


class PlanError(WellbeingError):
    """A full wave is planned for a day gone by, or none is planned."""


class WaveOpenError(WellbeingError):
    """A wave is under way already."""


class NotAnsweringError(WellbeingError):
    """The wave is over, or this person has answered."""


class UnknownReceiptError(WellbeingError):
    """Nothing is kept under this code."""


class PromisedError(WellbeingError):
    """The team already holds a promise that it has not rated yet."""
