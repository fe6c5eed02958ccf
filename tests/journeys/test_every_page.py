"""Every page in a real browser: WCAG 2.2 AA in both languages and themes, and no sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser import NARROW
from tests.cast import Cast
from tests.journeys.conftest import Visit, look_again
from tests.pages import PAGES

DRAWN = sorted(name for name, page in PAGES.items() if page.drawn and page.ok)
ENTRANCE = ("account_login", "account_signup", "account_reset_password")


def _sideways(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth")
    return width - NARROW["width"]


@pytest.mark.journey
@pytest.mark.parametrize("name", DRAWN)
def test_a_page_can_be_used_by_everyone(
    name: str, cast: Cast, visit: Visit, accessible: Callable[[Page], None]
) -> None:
    row = PAGES[name]
    person = cast.people()[row.ok[0]]
    url = reverse(name, kwargs=dict(row.arguments(cast)))
    page = visit(person, url)
    accessible(page)
    english = look_again(page, person)
    assert english.locator("html").get_attribute("lang") == "en"
    accessible(english)
    assert _sideways(english) <= 0


@pytest.mark.journey
@pytest.mark.parametrize("name", ENTRANCE)
def test_the_entrance_can_be_used_by_everyone(
    name: str, cast: Cast, visit: Visit, accessible: Callable[[Page], None]
) -> None:
    page = visit(None, reverse(name), narrow=True, theme="dark")
    accessible(page)
    assert _sideways(page) <= 0
