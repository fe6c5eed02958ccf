"""What the tests of surveys share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation
from pytest_django import Settings

from tests.surveys_stock import PUBLIC_URL


@pytest.fixture(autouse=True)
def reachable(settings: Settings) -> None:
    """Customers reach this deployment, which has a name."""
    settings.PUBLIC_URL = PUBLIC_URL
    settings.COMPANY = "Lumen"


@pytest.fixture(autouse=True)
def in_french() -> Iterator[None]:
    """Whatever language an earlier page left behind."""
    with translation.override("fr"):
        yield
