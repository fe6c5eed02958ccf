"""Someone writes in confidence, without JavaScript on a phone; the person they chose answers; the author erases."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from boussole.features.confidential.models import Message, Thread
from tests.browser import NARROW
from tests.cast import Cast
from tests.journeys.conftest import Visit, sign_in

PASSPHRASE = "sept grenouilles sous un parapluie"


def name_bruno(page: Page) -> None:
    """The leadership names Bruno."""
    page.get_by_label("Personne à l’écoute").select_option(label="Bruno Lefèvre")
    page.get_by_label("Qui est cette personne").fill("Élu du personnel, douze ans de métier.")
    page.get_by_role("button", name="Désigner", exact=True).click()
    page.get_by_text("Clé à créer").wait_for()


def make_key(page: Page) -> None:
    """Bruno makes his key and unlocks."""
    page.get_by_label("Une phrase de passe pour cette page").fill(PASSPHRASE)
    page.get_by_label("La même phrase").fill(PASSPHRASE)
    page.get_by_label("J’ai compris").check()
    page.get_by_role("button", name="Créer ma clé").click()
    page.get_by_label("Votre phrase de passe").fill(PASSPHRASE)
    page.get_by_role("button", name="Ouvrir").click()
    page.get_by_text("Rien pour l’instant").wait_for()


def find(page: Page, code: str) -> None:
    """Come back with the code."""
    page.goto("/confidential/receipt/")
    page.get_by_label("Votre code de reçu").fill(code.lower())
    page.get_by_role("button", name="Ouvrir").click()


@pytest.mark.journey
def test_writing_being_answered_and_erasing(
    cast: Cast,
    visit: Visit,
    browser: Browser,
    live_server: LiveServer,
    accessible: Callable[[Page], None],
) -> None:
    name_bruno(visit(cast.odile, "/confidential/listeners/"))
    listening = visit(cast.bruno, "/confidential/listening/")
    make_key(listening)

    context = browser.new_context(
        java_script_enabled=False,
        viewport={"width": NARROW["width"], "height": NARROW["height"]},
        locale="fr-FR",
        base_url=live_server.url,
    )
    sign_in(context, cast.awa, live_server.url)
    author = context.new_page()
    author.goto("/confidential/")
    author.get_by_text("3114").wait_for()
    author.get_by_role("link", name="Écrire à quelqu’un").click()
    author.get_by_label("Bruno Lefèvre").check()
    author.get_by_label("Ce que vous voulez dire").fill("Je redoute le lundi.")
    author.get_by_role("button", name="Envoyer sans mon nom").click()
    code = author.locator(".confidential-code").inner_text()

    listening.reload()
    assert listening.get_by_text("Awa").count() == 0
    accessible(listening)
    listening.get_by_role("link", name="Je redoute le lundi.").click()
    listening.get_by_label("Votre message").fill("Depuis quand ?")
    listening.get_by_role("button", name="Répondre").click()
    listening.get_by_text("Depuis quand ?").wait_for()

    find(author, code)
    author.get_by_text("Depuis quand ?").wait_for()
    author.get_by_label("Votre message").fill("Depuis septembre.")
    author.get_by_role("button", name="Envoyer sans mon nom").click()
    author.get_by_text("Votre message est ajouté.").wait_for()
    listening.reload()
    listening.get_by_text("Depuis septembre.").wait_for()
    accessible(listening)
    with_script = visit(cast.awa, "/confidential/", narrow=True)
    find(with_script, code)
    with_script.get_by_text("Depuis septembre.").wait_for()
    accessible(with_script)

    author.get_by_text("Tout effacer maintenant").click()
    author.get_by_role("button", name="Effacer ce fil").click()
    author.get_by_text("il n’en reste rien ici").wait_for()
    assert not Thread.objects.exists()
    assert not Message.objects.exists()
    listening.goto("/confidential/listening/")
    listening.get_by_text("Rien pour l’instant").wait_for()
    listening.get_by_role("button", name="Refermer").click()
    listening.goto("/confidential/listening/")
    listening.get_by_label("Votre phrase de passe").wait_for()
    context.close()
