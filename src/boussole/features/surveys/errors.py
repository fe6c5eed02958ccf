"""What can go wrong with surveys.

SurveyError
├── UnfinishedSurveyError   the survey cannot be asked as it is
├── NotRunningError         only an active survey asks anyone
├── UnreachableError        the deployment does not say where customers reach it
├── NobodyToAskError        nobody is known behind what was pointed at
├── ClosedInvitationError   the link expired, was used up or stopped
└── FollowUpClosedError     someone closed the follow-up already
"""

from __future__ import annotations


class SurveyError(Exception):
    """The message is a sentence for whoever asked, in their language."""


class UnfinishedSurveyError(SurveyError):
    """The survey cannot be asked as it is."""


class NotRunningError(SurveyError):
    """Only an active survey asks anyone."""


class UnreachableError(SurveyError):
    """The deployment does not say where customers reach it."""


class NobodyToAskError(SurveyError):
    """Nobody is known behind what was pointed at."""


class ClosedInvitationError(SurveyError):
    """The link expired, was used up or stopped."""


class FollowUpClosedError(SurveyError):
    """Someone closed the follow-up already."""
