"""What can go wrong in care.

CareError
├── OffError         the person chose that nothing be computed
├── PartnerError     not someone with whom this person may talk
├── DayError         not a day on which people meet
├── StateError       the debrief is not at that point
└── BreatherError    a request waits already, or there is nobody to ask
"""

from __future__ import annotations


class CareError(Exception):
    """The message is a sentence for the person who asked, in their language."""


class OffError(CareError):
    """The person chose that nothing be computed."""


class PartnerError(CareError):
    """Not someone with whom this person may talk."""


class DayError(CareError):
    """Not a day on which people meet."""


class StateError(CareError):
    """The debrief is not at that point."""


class BreatherError(CareError):
    """A request waits already, or there is nobody to ask."""
