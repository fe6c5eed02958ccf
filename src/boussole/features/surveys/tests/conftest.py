"""What the tests of surveys share."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.surveys_stock import PUBLIC_URL


@pytest.fixture(autouse=True)
def reachable(settings: Settings) -> None:
    """Customers reach this deployment, which has a name."""
    settings.PUBLIC_URL = PUBLIC_URL
    settings.COMPANY = "Lumen"
