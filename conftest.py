"""Fixtures that every test may use, beside the code or in ``tests/``."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import settings as hypothesis_settings
from pytest_django import Settings

from boussole.web.messages import compile_catalogues
from tests.cast import Cast, build_cast

# A busy machine is slow, not wrong: performance is measured by `make bench`, never by a test.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


@pytest.fixture
def cast(db: None) -> Cast:
    """The named cast, in the database."""
    return build_cast()


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations once, before the workers begin."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()


@pytest.fixture(autouse=True)
def own_facts(settings: Settings) -> None:
    """Facts are files, which no database rolls back: every test has its own, made when first written."""
    settings.FACTS_DIR = Path(settings.DATA_DIR) / "facts" / uuid4().hex
