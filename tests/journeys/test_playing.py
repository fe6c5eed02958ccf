"""An agent plays with a simulated customer by keyboard, takes an answer back, looks back, and shares."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from boussole.features.roleplay.models import Play
from tests.cast import Cast
from tests.journeys.conftest import Visit, sign_in
from tests.roleplay_stock import ANSWERS, play_of_awa


@pytest.mark.journey
def test_a_play_from_the_list_to_what_the_manager_reads(cast: Cast, visit: Visit) -> None:
    page = visit(cast.awa, "/roleplay/")
    page.get_by_role("link", name="Le colis en retard, troisième contact").click()
    page.get_by_role("button", name="Commencer", exact=True).click()
    field = page.get_by_label("Votre réponse")
    expect(field).to_be_focused()
    field.fill("Une ligne")
    field.press("Shift+Enter")
    expect(field).to_have_value("Une ligne\n")
    field.fill(ANSWERS[0])
    field.press("Enter")
    expect(page.locator(".turn-agent")).to_have_count(1)
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    expect(page.get_by_text("Vous avez reconnu sa situation")).to_have_count(0)
    page.get_by_role("button", name="Montrer pourquoi au fur et à mesure").click()
    expect(page.get_by_text("Vous avez reconnu sa situation")).to_be_visible()
    page.get_by_role("button", name="Reprendre ma dernière réponse").click()
    expect(page.locator(".turn-agent")).to_have_count(0)
    expect(field).to_have_value(ANSWERS[0])
    for count, text in enumerate(ANSWERS, start=1):
        field.fill(text)
        page.get_by_role("button", name="Envoyer").click()
        expect(page.locator(".turn-agent")).to_have_count(count)
    page.get_by_role("link", name="Revenir sur l’échange").click()
    expect(page.locator(".cue")).to_have_count(1)
    page.get_by_role("button", name="Partager avec mon manager").click()
    expect(page.get_by_text("Votre manager peut lire cet échange.")).to_be_visible()

    manager = visit(cast.claire, "/roleplay/")
    manager.get_by_role("link", name="Awa Diop").click()
    expect(manager.locator(".turn-agent")).to_have_count(len(ANSWERS))
    expect(manager.get_by_role("button", name="Rejouer")).to_have_count(0)


@pytest.mark.journey
def test_without_script_a_play_goes_on_all_the_same(
    cast: Cast, browser: Browser, live_server: LiveServer
) -> None:
    pk = play_of_awa(cast)["pk"]
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    sign_in(context, cast.awa, live_server.url)
    page = context.new_page()
    page.goto(f"/roleplay/play/{pk}/")
    page.get_by_role("button", name="Envoyer").click()
    assert Play.objects.get(pk=pk).texts == [ANSWERS[0]]
    page.get_by_label("Votre réponse").fill(ANSWERS[1])
    page.get_by_role("button", name="Envoyer").click()
    expect(page.locator(".turn-agent")).to_have_count(2)
    page.get_by_role("button", name="Reprendre ma dernière réponse").click()
    expect(page.get_by_label("Votre réponse")).to_have_value(ANSWERS[1])
    context.close()
