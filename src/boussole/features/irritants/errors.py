"""What can go wrong with irritants.

IrritantError
├── NotMergeableError   the two cannot be counted together: the same one, or not read by the same people
├── WrongStateError     this does not follow from where the irritant is
└── NotUndoableError    something happened since, or someone else did it
"""

from __future__ import annotations


class IrritantError(Exception):
    """The message is a sentence for the person who asked, in their language."""


class NotMergeableError(IrritantError):
    """The two cannot be counted together."""


class WrongStateError(IrritantError):
    """This does not follow from where the irritant is."""


class NotUndoableError(IrritantError):
    """Something happened since, or someone else did it."""
