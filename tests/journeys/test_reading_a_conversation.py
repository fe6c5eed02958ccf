"""A manager looks for a conversation, reads it with its moments, and comes back to the list."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.stock import noun, store

LATE = (
    ("customer", "Bonjour, ma ligne est coupée depuis lundi, c’est inadmissible."),
    ("agent", "Bonjour. Redémarrez la box."),
    ("customer", "Je l’ai fait dix fois, j’en ai assez. Passez-moi un responsable."),
    ("agent", "Vérifiez que le voyant est vert."),
    ("customer", "Vous ne m’écoutez pas, c’est insupportable, je veux un responsable !"),
    ("agent", "Je vous invite à patienter."),
)


@pytest.fixture
def two(cast: Cast) -> list[int]:
    """A late escalation and a calm contact."""
    calm = (("customer", "Bonjour, quels sont vos horaires ?"), ("agent", "De 9 h à 18 h."))
    return store(noun("late", LATE, channel="chat"), noun("calm", calm, channel="email"))


@pytest.mark.journey
def test_filters_narrow_the_list_and_stay_in_the_address(
    cast: Cast, two: list[int], visit: Visit
) -> None:
    page = visit(cast.claire, "/conversations/")
    rows = page.locator("[data-row]")
    expect(rows).to_have_count(2)
    page.get_by_label("Canal").select_option("chat")
    expect(rows).to_have_count(1)
    assert "channel=chat" in page.url
    page.keyboard.press("/")
    page.get_by_placeholder("Chercher des mots").fill("INSUPPORTABLES")
    expect(rows).to_have_count(1)
    page.get_by_placeholder("Chercher des mots").fill("girafe")
    expect(page.get_by_text("Aucune conversation ne répond")).to_be_visible()


@pytest.mark.journey
def test_a_moment_lights_its_passage_and_the_reverse(
    cast: Cast, two: list[int], visit: Visit
) -> None:
    page = visit(cast.claire, "/conversations/?channel=chat")
    page.locator("body").press("j")
    page.keyboard.press("Enter")
    card = page.locator("article.situation").first
    card.hover()
    key = card.get_attribute("data-lights")
    passage: Any = page.locator(f'mark[data-of~="{key}"]').first
    expect(passage).to_have_attribute("data-lit", "")
    page.mouse.move(5, 5)
    expect(passage).not_to_have_attribute("data-lit", "")
    passage.hover()
    expect(card).to_have_attribute("data-lit", "")
    passage.locator("a").first.click()
    page.get_by_role("link", name="Conversations").last.click()
    assert "channel=chat" in page.url


@pytest.mark.journey
def test_a_label_is_contested_struck_and_counted(cast: Cast, two: list[int], visit: Visit) -> None:
    page = visit(cast.awa, f"/conversations/{two[0]}/", narrow=True)
    label = page.locator("details.label-expressed").first
    label.locator("summary").click()
    expect(label.get_by_text("boussole.")).to_be_visible()
    label.get_by_role("button", name="Contester cette lecture").click()
    struck = page.locator("details.label-contested")
    expect(struck).to_have_attribute("open", "")
    expect(struck.get_by_text("Contesté par Awa Diop.")).to_be_visible()
    struck.get_by_placeholder("Pourquoi (facultatif)").fill("Elle plaisante.")
    struck.get_by_role("button", name="Ajouter").click()
    expect(page.get_by_text("Elle plaisante.")).to_be_visible()
    name = struck.locator("summary").inner_text().split("(")[0].strip()
    figures = visit(cast.claire, "/settings/reading/")
    row = figures.get_by_role("row").filter(has_text=re.compile(name, re.IGNORECASE))
    expect(row.get_by_role("cell").nth(4)).to_have_text("1")


@pytest.mark.journey
def test_what_is_missing_is_said_without_leaving_the_page(
    cast: Cast, two: list[int], visit: Visit
) -> None:
    page = visit(cast.claire, f"/conversations/{two[0]}/")
    page.get_by_role("link", name="Il manque quelque chose dans le message 3").click()
    page.get_by_label("Ce que la lecture n’a pas vu ici").select_option(
        label="situation fragile évoquée"
    )
    page.locator("#missing").get_by_role("button", name="Ajouter").click()
    expect(page.get_by_text("Ajouté par Claire Morel")).to_be_visible()
    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_text("Ajouté par Claire Morel")).to_have_count(0)
