"""Where an incremental import stands, so that it resumes there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Protocol


class Checkpoint(Protocol):
    """Keeps a cursor.

    ``save`` is called once everything before the cursor was yielded. A consumer that stores in batches keeps
    the cursor aside and writes it with the batch it falls in: then nothing is lost, whenever it stops.
    """

    def load(self) -> str | None:
        """The last cursor saved, or None to start from the beginning."""

    def save(self, cursor: str) -> None:
        """Keep ``cursor`` in place of the earlier one."""


class FileCheckpoint:
    """A cursor in a small JSON file, replaced in one move."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)

    def load(self) -> str | None:
        """The last cursor saved, or None."""
        try:
            found = json.loads(self.path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        cursor = found.get("cursor") if isinstance(found, dict) else None
        return cursor if isinstance(cursor, str) else None

    def save(self, cursor: str) -> None:
        """Write ``cursor``."""
        beside = self.path.with_name(f"{self.path.name}.new")
        beside.write_text(json.dumps({"cursor": cursor}), encoding="utf-8")
        beside.replace(self.path)
