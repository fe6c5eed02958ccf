"""Integer keys that order lists: one column to sort by, to page from and to hold in an address.

A key never ties, so the page after a key starts exactly where the last one ended, at any depth, in
the database and in the search index alike.
"""

from __future__ import annotations

from datetime import UTC, datetime

_ID_BITS = 28
_KEY_BITS = 61
LEVELS = 3


def newest_key(at: datetime, identifier: int) -> int:
    """Order by instant (to the second), then by id: 33 bits of seconds over 28 bits of id."""
    return (int(at.timestamp()) << _ID_BITS) | (identifier & ((1 << _ID_BITS) - 1))


def tension_key(newest: int, peak: float) -> int:
    """Order by how strongly dissatisfaction was expressed (0 to 3), then by instant."""
    level = min(LEVELS, max(0, round(peak)))
    return (level << _KEY_BITS) | newest


def before(at: datetime) -> int:
    """The smallest key of an instant: keys below it belong to earlier ones."""
    return int(at.timestamp()) << _ID_BITS


def instant(newest: int) -> datetime:
    """The instant a ``newest_key`` was made from, to the second."""
    return datetime.fromtimestamp(newest >> _ID_BITS, UTC)
