"""An irritant goes from one line to what fixing it saved, in a browser, by the people it concerns."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.cast import Cast
from tests.irritants_stock import department_of_denis
from tests.journeys.conftest import Visit
from tests.stock import conversation_of_awa

WHAT = "Le formulaire pour obtenir un formulaire"


@pytest.mark.journey
def test_an_irritant_is_declared_met_answered_fixed_and_its_saving_shown(
    cast: Cast, visit: Visit, accessible: Callable[[Page], None]
) -> None:
    department_of_denis(cast)
    # Without a conversation, everyone's home is an invitation to begin.
    conversation_of_awa(cast)
    author = visit(cast.awa, "/irritants/new/")
    author.get_by_label("L’irritant, en une ligne").fill(WHAT)
    author.get_by_label("Combien de fois par semaine").fill("5")
    author.get_by_label("Minutes perdues à chaque fois").fill("12")
    author.get_by_role("button", name="Déclarer").click()
    author.get_by_text("C’est déclaré").wait_for()
    address = author.url.removeprefix(author.url.split("/irritants/")[0])

    colleague = visit(cast.bruno, "/irritants/")
    assert colleague.get_by_text("Awa Diop").count() == 0
    colleague.get_by_role("button", name="Moi aussi").click()
    colleague.get_by_text("2 personnes, dont 1 a chiffré").wait_for()
    colleague.get_by_role("link", name=WHAT).click()
    colleague.get_by_label("Fois par semaine").fill("10")
    colleague.get_by_label("Minutes à chaque fois").fill("6")
    colleague.get_by_role("button", name="Enregistrer mes chiffres").click()
    colleague.get_by_text("2 h", exact=True).wait_for()

    manager = visit(cast.claire, address)
    manager.get_by_label("Confier à").select_option(label="Logistique")
    manager.get_by_role("button", name="Demander une réponse").click()
    manager.get_by_text("Confié à Logistique, qui répond avant le").wait_for()

    owner = visit(cast.denis, "/")
    owner.get_by_role("link", name="Un irritant attend votre réponse").click()
    owner.get_by_label("oui, nous le corrigeons").check()
    owner.get_by_label("Votre réponse").fill("Nous retirons le premier.")
    owner.get_by_role("button", name="Envoyer la réponse").click()
    owner.get_by_text("Une correction est en cours.").wait_for()
    owner.get_by_label("Ce qui a changé").fill("Un seul formulaire.")
    owner.get_by_role("button", name="Le dire résolu").click()
    owner.get_by_text("Résolu depuis le").wait_for()

    author.goto(author.url)
    author.get_by_text("Nous retirons le premier.").wait_for()
    author.get_by_role("button", name="Je ne le rencontre plus").click()
    author.get_by_text("1 personne n’a pas encore répondu.").wait_for()
    colleague.goto(colleague.url)
    colleague.locator(".irritant-now").get_by_label("Fois par semaine").fill("5")
    colleague.locator(".irritant-now").get_by_label("Minutes à chaque fois").fill("6")
    colleague.get_by_role("button", name="Je le rencontre encore").click()
    colleague.get_by_text("De 2 h à 0,5 h par semaine").wait_for()

    saved = visit(cast.claire, address)
    assert "1,5\u00a0h" in saved.locator("#saving").inner_text()
    assert "2\u00a0personnes" in saved.locator("#saving").inner_text()
    accessible(saved)
    accessible(visit(cast.claire, address, narrow=True, theme="dark"))
