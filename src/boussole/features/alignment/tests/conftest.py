"""Facts to draw situations from, for the tests of alignment."""

from __future__ import annotations

import pytest

from boussole.features.conversations import reading
from tests.alignment_stock import facts_of_lyon
from tests.cast import Cast


@pytest.fixture(autouse=True)
def _empty_index() -> None:
    reading.index().clear()


@pytest.fixture
def facts(cast: Cast) -> Cast:
    """The cast, with recent conversations of Lyon."""
    facts_of_lyon(cast)
    return cast
