"""Conversations are searched in an index that outlives a test's transaction: each test begins without."""

from __future__ import annotations

import pytest

from boussole.features.conversations import reading


@pytest.fixture(autouse=True)
def _empty_index() -> None:
    reading.index().clear()
