"""A passphrase costs half a second on purpose: in tests that are not about that, a few milliseconds."""

from __future__ import annotations

import pytest

from boussole.core import sealing
from tests.cast import Cast, build_cast


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same derivation with less memory; the cost is kept with each key, so keys made at any cost open."""
    monkeypatch.setattr(sealing, "PASSPHRASE_COST", 10)


@pytest.fixture
def transactional_cast(transactional_db: None) -> Cast:
    """The named cast, committed: what is on disk is what a running Boussole would leave there."""
    return build_cast()
