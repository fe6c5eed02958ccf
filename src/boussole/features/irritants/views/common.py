"""What the pages of irritants share."""

from __future__ import annotations

# No identifier has more digits than a database holds.
LONGEST_NUMBER = 17


def number(text: str) -> int:
    """A whole number of an address or a form; 0 for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0
