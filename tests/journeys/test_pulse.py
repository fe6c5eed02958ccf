"""An employee answers, comments, changes and withdraws with the receipt; readers and author talk without a name.

A curious manager who opens everything meanwhile gets nothing.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from boussole.features.wellbeing import letters, waves
from boussole.features.wellbeing.models import Answer, Comment, PlannedWave, Wave
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


@pytest.mark.journey
def test_from_the_letter_to_the_figures_while_a_manager_looks_everywhere(
    cast: Cast, visit: Visit
) -> None:
    people = people_of_lyon(cast)
    today = timezone.localdate()
    wave = waves.launch("short", today, by=cast.odile)
    assert letters.send_due(today).invitations == len(people) + 1
    curious = visit(cast.claire, "/")
    nothing = everything_about_the_pulse(curious, cast)
    author = visit(cast.awa, "/")
    author.get_by_role("link", name="Votre avis sur votre travail, sans votre nom").click()
    author.get_by_label("La direction, sans le nom de l’équipe").check()
    code = fill(author, "Plutôt pas d’accord", "Les outils se figent à midi.")
    answers(wave, people[1:])
    # Twelve people answered, one of them said why: for the manager nothing has moved.
    assert everything_about_the_pulse(curious, cast) == nothing
    waves.settle(wave)
    curious.goto(f"/pulse/teams/{cast.lyon.pk}/")
    assert curious.get_by_text("n = 12").count() == 4
    seen = everything_about_the_pulse(curious, cast)
    assert not any(word in page for page in seen for word in ("figent", "Awa", code))
    leader = visit(cast.odile, "/pulse/company/")
    leader.get_by_text("Les outils se figent à midi.").wait_for()
    assert leader.get_by_text("Awa").count() == 0
    author.goto("/pulse/receipt/")
    author.get_by_label("Votre code de reçu").fill(code)
    author.get_by_role("button", name="Revoir").click()
    author.get_by_role("button", name="Retirer").click()
    author.get_by_text("C’est retiré").wait_for()
    leader.reload()
    assert leader.get_by_text("figent").count() == 0
    assert leader.get_by_text("n = 12").count() > 0


def everything_about_the_pulse(page: Page, cast: Cast) -> list[str]:
    """What a manager reads of the pulse wherever they try; what is not theirs is refused."""
    tried = {
        "/pulse/": 200,
        f"/pulse/teams/{cast.lyon.pk}/": 200,
        f"/pulse/teams/{cast.lyon.pk}/?wave={Wave.objects.get().pk}": 200,
        f"/pulse/teams/{cast.nantes.pk}/": 404,
        "/pulse/company/": 403,
        "/pulse/managers/": 200,
        "/api/pulse/waves": 200,
        f"/api/pulse/teams/{cast.lyon.pk}": 200,
        f"/api/pulse/teams/{cast.nantes.pk}": 404,
        "/api/pulse/company": 403,
        "/api/pulse/company/teams": 403,
    }
    found = []
    for address, expected in tried.items():
        answer = page.request.get(address)
        assert answer.status == expected, address
        if expected == 200:
            text = answer.text().split("<main")[-1].split("</main")[0]
            found.append(re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", text))
    return found


@pytest.mark.journey
def test_the_leadership_plans_the_full_wave_and_a_person_refuses_reminders(
    cast: Cast, visit: Visit
) -> None:
    people_of_lyon(cast)
    leader = visit(cast.odile, "/pulse/")
    day = timezone.localdate() + timedelta(days=120)
    leader.get_by_label("Ouvrir la vague complète le").fill(day.isoformat())
    leader.get_by_role("button", name="Prévoir").click()
    leader.get_by_text("La vague complète est prévue.").wait_for()
    agent = visit(cast.awa, "/pulse/")
    agent.get_by_text("La prochaine vague complète est prévue le").wait_for()
    agent.get_by_role("button", name="Ne plus en recevoir").click()
    agent.get_by_text("Vous ne recevez pas de rappel").wait_for()
    leader.get_by_role("button", name="Annuler la vague prévue").click()
    leader.get_by_text("La vague complète n’est plus prévue.").wait_for()
    assert not PlannedWave.objects.exists()
