"""Fixtures that every test may use, beside the code or in ``tests/``."""

from __future__ import annotations

import pytest

from boussole.web.messages import compile_catalogues
from tests.cast import Cast, build_cast


@pytest.fixture
def cast(db: None) -> Cast:
    """The named cast, in the database."""
    return build_cast()


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations once, before the workers begin."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()
