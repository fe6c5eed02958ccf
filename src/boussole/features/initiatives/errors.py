"""What an initiative refuses, with what to do about it.

InitiativeError
├── NotNowError        its state does not allow it
├── TrialDatesError    days that a trial cannot have
├── TrialTeamError     a team that is not the author's
├── MetricError        a metric that would speak of a few people, or that nobody declared
└── TooLateError       the days to object have gone by
"""

from __future__ import annotations


class InitiativeError(Exception):
    """Anything that cannot be done to an initiative; the message is for the person who asked."""


class NotNowError(InitiativeError):
    """Its state does not allow it."""


class TrialDatesError(InitiativeError):
    """Days that a trial cannot have."""


class TrialTeamError(InitiativeError):
    """A team that is not the author's."""


class MetricError(InitiativeError):
    """A metric that would speak of a few people, or that nobody declared."""


class TooLateError(InitiativeError):
    """The days to object have gone by."""
