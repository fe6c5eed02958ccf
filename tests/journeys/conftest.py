"""What journeys need: a browser, a visitor who is signed in, and an accessibility check."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from boussole.features.organisation.models import Person
from tests.browser import NARROW, WIDE, chromium
from tests.cast import Cast, build_cast

# Playwright's synchronous interface runs an event loop, which Django would otherwise refuse.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

Visit = Callable[..., Page]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all journeys."""
    with chromium() as found:
        yield found


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The named cast, visible to the server's thread."""
    return build_cast()


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Iterator[Visit]:
    """Open a page as someone: ``visit(cast.claire, "/", width="narrow", language="en", theme="dark")``.

    What the browser complains about in its console (a refused style, a script error) fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        person: Person | None,
        path: str,
        *,
        narrow: bool = False,
        language: str = "fr",
        theme: str = "light",
    ) -> Page:
        context = browser.new_context(
            viewport=ViewportSize(**(NARROW if narrow else WIDE)),
            locale="en-GB" if language == "en" else "fr-FR",
            color_scheme="dark" if theme == "dark" else "light",
            reduced_motion="reduce",
            base_url=live_server.url,
        )
        contexts.append(context)
        if person is not None:
            Person.objects.filter(pk=person.pk).update(language=language)
            sign_in(context, person, live_server.url)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else 0)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def look_again(page: Page, person: Person) -> Page:
    """The same page in English, on a telephone and in the dark: the browser keeps what it already fetched."""
    Person.objects.filter(pk=person.pk).update(language="en")
    page.set_viewport_size(ViewportSize(**NARROW))
    page.emulate_media(color_scheme="dark")
    page.reload()
    return page


def sign_in(context: BrowserContext, person: Person, url: str) -> None:
    """Give a browser the session of someone who is signed in."""
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": url}])


@pytest.fixture(scope="session")
def accessible() -> Callable[[Page], None]:
    """Check a page against WCAG 2.2 AA with axe; the failure says what and where."""
    axe = Axe()
    # Only what is wrong is told: listing every place that passes takes longer than the check itself.
    options = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"]}

    def check(page: Page) -> None:
        found = axe.run(page, options=options)
        assert not found.violations_count, found.generate_report()

    return check
