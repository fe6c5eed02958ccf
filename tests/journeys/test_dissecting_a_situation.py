"""A situation is dissected: a mark of the axis lights its message, a note is written in place, readings open together."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.stock import situation_of_awa


def _hand_in(page: Page, words: str) -> None:
    for label in ("Ce qui s’est passé", "Le moment où cela a tourné", "Ce que vous essaieriez"):
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Rendre ma lecture").click()


@pytest.mark.journey
def test_a_mark_lights_its_message_and_leads_to_it(cast: Cast, visit: Visit) -> None:
    page = visit(cast.claire, reverse("coaching:dissect", kwargs=situation_of_awa(cast)))
    mark = page.locator(".axis-mark").nth(3)
    mark.focus()
    turn = page.locator("#turn-3")
    expect(turn).to_have_attribute("data-lit", "")
    page.locator(".axis-mark").nth(4).hover()
    expect(page.locator("#turn-4")).to_have_attribute("data-lit", "")
    mark.press("Enter")
    assert page.url.endswith("#turn-3")
    page.locator(".chain-step").first.hover()
    expect(page.locator(".axis-mark[data-lit]").first).to_be_visible()


@pytest.mark.journey
def test_a_note_is_written_without_leaving_the_page(cast: Cast, visit: Visit) -> None:
    page = visit(cast.awa, reverse("coaching:dissect", kwargs=situation_of_awa(cast)), narrow=True)
    page.get_by_role("link", name="Noter · Message 3").click()
    page.get_by_label("À propos de").select_option(label="Je veux parler à un responsable.")
    page.get_by_label("Votre note").fill("C’est ici.")
    page.get_by_role("button", name="Enregistrer la note").click()
    expect(page.locator(".note").get_by_text("C’est ici.")).to_be_visible()
    expect(page.locator(".note blockquote")).to_have_text("Je veux parler à un responsable.")


@pytest.mark.journey
def test_two_readings_open_together(cast: Cast, visit: Visit) -> None:
    url = reverse("coaching:dissect", kwargs=situation_of_awa(cast))
    _hand_in(visit(cast.awa, url), "Ce qu’Awa en pense")
    page = visit(cast.claire, url)
    expect(page.get_by_text("Awa Diop a rendu sa lecture.")).to_be_visible()
    expect(page.get_by_text("Ce qu’Awa en pense")).to_have_count(0)
    _hand_in(page, "Ce que Claire en pense")
    expect(page.get_by_text("Ce qu’Awa en pense").first).to_be_visible()
