"""An employee answers, comments, changes and withdraws with the receipt; manager and author talk without a name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from boussole.features.wellbeing import waves
from boussole.features.wellbeing.models import Answer, Comment, Wave
from tests.browser import NARROW
from tests.cast import Cast
from tests.journeys.conftest import Visit, sign_in
from tests.wellbeing_stock import answers, people_of_lyon, wave_to_answer


def fill(page: Page, label: str, comment: str) -> str:
    """Answer every statement alike and return the receipt code."""
    for radio in page.get_by_label(label, exact=True).all():
        radio.check()
    page.get_by_label("Ce que vous voulez ajouter").fill(comment)
    page.get_by_role("button", name="Répondre sans mon nom").click()
    return page.locator(".pulse-code").inner_text()


@pytest.mark.journey
def test_answering_without_javascript_on_a_phone(
    cast: Cast, browser: Browser, live_server: LiveServer
) -> None:
    wave_to_answer(cast)
    context = browser.new_context(
        java_script_enabled=False,
        viewport={"width": NARROW["width"], "height": NARROW["height"]},
        locale="fr-FR",
        base_url=live_server.url,
    )
    sign_in(context, cast.awa, live_server.url)
    page = context.new_page()
    page.goto("/pulse/answer/")
    code = fill(page, "Plutôt d’accord", "Les outils se figent à midi.")
    assert set(Answer.objects.get().values.values()) == {4}
    page.goto("/pulse/receipt/")
    page.get_by_label("Votre code de reçu").fill(code.lower())
    page.get_by_role("button", name="Revoir").click()
    page.get_by_label("Pas du tout d’accord", exact=True).first.check()
    page.get_by_role("button", name="Changer ma réponse").click()
    page.get_by_text("Votre réponse est changée.").wait_for()
    assert min(Answer.objects.get().values.values()) == 1
    page.get_by_role("button", name="Retirer").click()
    page.get_by_text("il n’en reste rien").wait_for()
    assert not Answer.objects.exists()
    assert not Comment.objects.exists()
    page.goto("/pulse/answer/")
    assert fill(page, "Ni oui ni non", "") != code
    context.close()


@pytest.mark.journey
def test_a_manager_and_an_author_talk_without_a_name(cast: Cast, visit: Visit) -> None:
    people = people_of_lyon(cast)
    wave = waves.launch("short", timezone.localdate() - timedelta(days=14), by=cast.odile)
    code = answers(wave, [cast.awa], comment="Les outils se figent à midi.")[0]
    answers(wave, people[1:])
    waves.settle(Wave.objects.get())
    manager = visit(cast.claire, f"/pulse/teams/{cast.lyon.pk}/")
    assert manager.get_by_text("Awa").count() == 0
    manager.get_by_text("Répondre à l’auteur, sans savoir qui").click()
    manager.get_by_label("Votre réponse").fill("Lesquels ?")
    manager.get_by_role("button", name="Envoyer").click()
    manager.get_by_text("Votre réponse attend son auteur").wait_for()
    author = visit(cast.awa, "/pulse/receipt/")
    author.get_by_label("Votre code de reçu").fill(code)
    author.get_by_role("button", name="Revoir").click()
    author.get_by_text("Lesquels ?").wait_for()
    author.get_by_label("Votre réponse").fill("La base d’aide.")
    author.get_by_role("button", name="Répondre sans mon nom").click()
    author.get_by_text("Votre message est ajouté").wait_for()
    manager.reload()
    manager.get_by_text("La base d’aide.").wait_for()
    assert manager.get_by_text("Awa").count() == 0
