"""What can go wrong with the confidential line.

ConfidentialError
├── NotOfferedError        this listening person cannot be chosen by this author
├── UnknownCodeError       nothing is kept under this code
├── ClosedError            the thread is closed
├── WrongPassphraseError   the passphrase does not open the key
├── OldKeyError            sealed to a key that the listening person no longer has
└── ChangedError           what is stored was changed outside Boussole
"""

from __future__ import annotations


class ConfidentialError(Exception):
    """The message is a sentence for the person who asked, in their language; it never repeats what they typed."""


class NotOfferedError(ConfidentialError):
    """This listening person cannot be chosen by this author."""


class UnknownCodeError(ConfidentialError):
    """Nothing is kept under this code."""


class ClosedError(ConfidentialError):
    """The thread is closed."""


class WrongPassphraseError(ConfidentialError):
    """The passphrase does not open the key."""


class OldKeyError(ConfidentialError):
    """Sealed to a key that the listening person no longer has."""


class ChangedError(ConfidentialError):
    """What is stored was changed outside Boussole."""
