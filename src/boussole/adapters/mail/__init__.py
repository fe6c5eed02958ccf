"""Mail that comes back: notices that a letter was not delivered, and complaints about one."""

from boussole.adapters.mail.returned import Returned, read_returned

__all__ = ["Returned", "read_returned"]
