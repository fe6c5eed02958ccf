"""Fixtures that every test may use, beside the code or in ``tests/``."""

from __future__ import annotations

import pytest

from tests.cast import Cast, build_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The named cast, in the database."""
    return build_cast()
