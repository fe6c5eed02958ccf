"""A customer answers from the mail: no account, no script, on a phone, in either language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from playwright.sync_api import Browser, Page, ViewportSize
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from boussole.features.surveys import planning, sending
from boussole.features.surveys.models import Invitation, Survey
from tests import stock, surveys_stock
from tests.browser import NARROW
from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.surveys_stock import NOON, contact

Accessible = Callable[[Page], None]


@pytest.fixture
def letter(cast: Cast, live_server: LiveServer, settings: Settings) -> EmailMultiAlternatives:
    """The mail a customer received, whose links lead to this server."""
    settings.PUBLIC_URL, settings.COMPANY = live_server.url, "Lumen"
    survey = surveys_stock.survey(cast, expires_days=3650)
    stock.store(contact())
    planning.plan_survey(survey, NOON)
    sending.send_due(NOON)
    (sent,) = mail.outbox
    assert isinstance(sent, EmailMultiAlternatives)
    return sent


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone whose browser runs no script."""
    context = browser.new_context(
        viewport=ViewportSize(width=NARROW["width"], height=NARROW["height"]),
        java_script_enabled=False,
    )
    yield context.new_page()
    context.close()


@pytest.mark.journey
def test_a_customer_answers_from_the_mail_without_script(
    letter: EmailMultiAlternatives, phone: Page
) -> None:
    found = re.search(r'href="([^"]+\?value=2)"', str(letter.alternatives[0][0]))
    assert found
    phone.goto(found[1])
    one = Invitation.objects.get()
    assert (one.state, one.answers.count()) == (Invitation.State.SENT, 0)
    assert phone.get_by_role("radio", name="2").is_checked()
    phone.get_by_role("button").click()
    phone.get_by_role("textbox").fill("Ma facture est encore fausse.")
    phone.get_by_role("button").click()
    assert phone.get_by_role("heading").inner_text() == "Merci de votre réponse"
    assert phone.context.cookies() == []
    one.refresh_from_db()
    assert [answer.value for answer in one.answers.order_by("pk")] == [2, None]
    phone.goto(found[1])
    assert phone.get_by_role("heading").inner_text() == "Vous avez déjà répondu"


@pytest.mark.journey
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_screen_can_be_used_by_everyone(
    letter: EmailMultiAlternatives, visit: Visit, accessible: Accessible, language: str
) -> None:
    one = Invitation.objects.select_related("survey", "version").get()
    Invitation.objects.update(language=language)
    Survey.objects.update(state=Survey.State.ACTIVE)
    for theme in ("light", "dark"):
        for link in _screens(one):
            page = visit(None, link, narrow=True, theme=theme)
            assert page.locator("html").get_attribute("lang") == language
            accessible(page)
            width: int = page.evaluate("document.documentElement.scrollWidth")
            assert width <= NARROW["width"]
            for target in page.locator(".point, button").all():
                box = target.bounding_box()
                assert box
                assert min(box["width"], box["height"]) >= 24


def _screens(one: Invitation) -> list[str]:
    from boussole.features.surveys import links

    first, stop = links.answer_url(one), links.stop_url(one)
    return [f"{first}?value=2", f"{first}2/", f"{first}thanks/", stop]
