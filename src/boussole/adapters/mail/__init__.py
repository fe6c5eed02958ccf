"""Mail that comes back: where it waits, notices that a letter was not delivered, and complaints about one."""

from boussole.adapters.mail.boxes import BoxError, ImapBox, parse_box, waiting
from boussole.adapters.mail.returned import MOST_BYTES, Returned, read_returned

__all__ = [
    "MOST_BYTES",
    "BoxError",
    "ImapBox",
    "Returned",
    "parse_box",
    "read_returned",
    "waiting",
]
