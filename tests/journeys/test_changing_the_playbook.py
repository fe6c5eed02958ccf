"""A manager changes the escalation rule, sees what that finds, publishes; agents read it and ask."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from boussole.features.metrics import services as metrics
from boussole.features.playbook import services
from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.stock import LATE_TALK, noun, store

# Annoyed from the first word, and heard at once: nothing is late here unless the rule asks for less.
ANNOYED = (
    ("customer", "Bonjour, je suis un peu déçu, mon colis a du retard."),
    ("agent", "Bonjour, le délai est de cinq jours."),
    ("customer", "Cinq jours, c’est long."),
    ("agent", "C’est le délai habituel."),
    ("customer", "Bon, je suis assez mécontent quand même."),
    ("agent", "Le transporteur est en retard."),
    ("customer", "Je suis déçu, vraiment."),
)


@pytest.mark.journey
def test_a_rule_is_changed_previewed_published_read_and_questioned(
    cast: Cast, visit: Visit, accessible: Callable[[Page], None]
) -> None:
    services.ensure_default_published()
    store(
        *(noun(f"late-{n}", LATE_TALK, team="team-lyon") for n in range(2)),
        *(noun(f"annoyed-{n}", ANNOYED, team="team-lyon") for n in range(2)),
    )
    metrics.rebuild_stale()
    page = visit(cast.claire, "/playbook/late_escalation/")
    page.get_by_role("link", name="Modifier", exact=True).click()
    preview = page.locator("#preview")
    expect(preview).to_contain_text("Sur 4 conversations")
    accessible(page)

    page.locator(".piece", has_text="insatisfaction exprimée, au moins 2 sur 3").last.get_by_role(
        "link", name="Modifier"
    ).first.click()
    page.locator("[name=piece-at_least]").fill("1")
    page.get_by_role("button", name="Garder", exact=True).click()
    expect(page.get_by_text("Gardé dans le brouillon.")).to_be_visible()
    page.get_by_role("button", name="Annuler", exact=True).click()
    expect(page.get_by_text("La dernière modification est annulée.")).to_be_visible()

    page.get_by_role("link", name="Ce qui est dit").click()
    page.locator("[name=cue_fr]").fill("Passez le relais dès la première demande.")
    page.get_by_role("button", name="Garder dans le brouillon").click()
    page.get_by_role("link", name="Voir le brouillon").click()
    expect(page.get_by_text("ce que l’on peut faire et dire")).to_be_visible()
    accessible(page)
    page.locator("[name=note]").fill("Le repère est plus clair.")
    page.get_by_role("button", name="Publier la prochaine version").click()
    expect(page.get_by_text("La version 2 est en vigueur")).to_be_visible()

    page = visit(cast.awa, "/")
    page.get_by_role("link", name="La version 2 du playbook est à lire").first.click()
    expect(page.get_by_text("Passez le relais dès la première demande.")).to_be_visible()
    page.get_by_role("button", name="J’ai lu cette version").click()
    expect(page.get_by_text("Merci, c’est noté.")).to_be_visible()
    page.get_by_role("link", name="Escalade tardive").click()
    page.get_by_role("link", name="Poser une question").click()
    page.locator("[name=text]").fill("Et si le responsable est absent\u202f?")
    page.get_by_role("button", name="Poser la question").click()
    expect(page.get_by_text("sans réponse depuis")).to_be_visible()
    accessible(page)

    page = visit(cast.claire, "/playbook/questions/")
    page.get_by_text("Répondre").click()
    page.get_by_label("Votre réponse").fill("Dites qui rappellera, et quand.")
    page.get_by_role("button", name="Publier la réponse").click()
    expect(page.get_by_text("Dites qui rappellera, et quand.")).to_be_visible()
    accessible(page)
