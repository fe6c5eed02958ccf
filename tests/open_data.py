"""Finds the open data sets that some tests read; they are never part of this repository."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def open_data(name: str) -> Path:
    """Return the file or folder ``name`` of the open data, or fail the test saying where it is looked for."""
    for parent in ROOT.parents:
        found = parent / "shared" / "data" / name
        if found.exists():
            return found
    pytest.fail(f"Open data missing: put shared/data/{name} in a folder above the repository.")
