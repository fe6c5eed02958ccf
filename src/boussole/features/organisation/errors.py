"""What can go wrong with the organisation.

OrganisationError
├── AddressTakenError       the e-mail address belongs to someone already
├── NameTakenError          a team or department has that name or key already
└── LastAdministratorError  nobody would be left to manage accounts
"""

from __future__ import annotations


class OrganisationError(Exception):
    """The message is a sentence for the person who asked, in their language."""


class AddressTakenError(OrganisationError):
    """The e-mail address belongs to someone already."""


class NameTakenError(OrganisationError):
    """A team or department has that name or key already."""


class LastAdministratorError(OrganisationError):
    """Nobody would be left to manage accounts."""
