"""What the commitments refuse, with what to do about it.

CommitmentError
├── NotNowError          the consultation does not allow it any more, or not yet
├── AlreadyOpenError     one is under way for this team or for the company
├── NotTheirTeamError    a team that is not one's own to consult
├── TooFewPeopleError    too few people for a vote to stay secret
├── DatesError           days that a consultation cannot have
└── UnknownRuleError     a rule that the playbook in force does not have
"""

from __future__ import annotations


class CommitmentError(Exception):
    """Anything that cannot be done to commitments; the message is for the person who asked."""


class NotNowError(CommitmentError):
    """The consultation does not allow it any more, or not yet."""


class AlreadyOpenError(CommitmentError):
    """One is under way for this team or for the company."""


class NotTheirTeamError(CommitmentError):
    """A team that is not one's own to consult."""


class TooFewPeopleError(CommitmentError):
    """Too few people for a vote to stay secret."""


class DatesError(CommitmentError):
    """Days that a consultation cannot have."""


class UnknownRuleError(CommitmentError):
    """A rule that the playbook in force does not have."""
