"""An idea goes from one line to what it taught, in a browser; and a commitment from a proposal to the version in force."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from boussole.features.commitments import voting
from boussole.features.initiatives import trying
from boussole.features.initiatives.models import Initiative, Trial
from tests import commitments_stock, initiatives_stock
from tests.cast import Cast
from tests.journeys.conftest import Visit


@pytest.mark.journey
def test_an_idea_is_tried_and_told(cast: Cast, visit: Visit) -> None:
    author = visit(cast.awa, "/initiatives/")
    author.get_by_role("link", name="Proposer une idée").first.click()
    author.get_by_label("L’idée en une ligne").fill("Rappeler le client la veille")
    author.get_by_label("Pourquoi").fill("Un sur trois appelle le matin même.")
    author.get_by_label("Pour qui").fill("Les clients qui attendent")
    author.get_by_role("button", name="Proposer").click()
    author.get_by_text("proposée à toute l’entreprise").wait_for()
    author.get_by_role("link", name="Annoncer un essai").click()
    author.get_by_label("Ce qui est essayé").fill("Un appel la veille, entre 17 h et 19 h.")
    author.get_by_label("Pour quels contacts").fill("Les rendez-vous")
    author.get_by_label("Ce qui dira si cela aide").fill("Moins d’appels le jour même.")
    author.get_by_role("button", name="Annoncer l’essai").click()
    author.get_by_text("Votre essai est annoncé.").wait_for()

    manager = visit(cast.claire, "/initiatives/")
    manager.get_by_text("Un essai est annoncé dans votre équipe").wait_for()
    manager.get_by_role("link", name="Le lire").click()
    manager.get_by_role("link", name="Faire une objection").click()
    manager.get_by_label("La raison").fill("Pas pendant la facturation.")
    manager.get_by_label("à la place").fill("À partir du 10, deux personnes.")
    manager.get_by_role("button", name="Transmettre l’objection").click()
    manager.get_by_text("Votre objection est transmise").wait_for()
    manager.get_by_role("button", name="Lever mon objection").click()
    manager.get_by_text("Votre objection est levée.").wait_for()

    colleague = visit(cast.bruno, "/initiatives/")
    colleague.get_by_text("Rappeler le client la veille").click()
    colleague.get_by_role("button", name="J’en suis").click()
    colleague.get_by_role("button", name="Vous en êtes").wait_for()

    # The first day comes, and nobody objects any more.
    trial = Trial.objects.get()
    trying.start_due(initiatives_stock.days_ago((timezone.localdate() - trial.starts_on).days))
    author.reload()
    author.get_by_role("link", name="Raconter").click()
    author.get_by_label("Ce que nous avons appris").fill("Un SMS suffit.")
    author.get_by_label("abandonnée").check()
    author.get_by_role("button", name="Raconter").click()
    author.get_by_text("toute l’entreprise peut le lire").wait_for()
    reader = visit(cast.zoe, "/initiatives/?list=told")
    reader.get_by_text("Rappeler le client la veille").click()
    reader.get_by_text("Un SMS suffit.").wait_for()
    assert Initiative.objects.get().state == "told"


@pytest.mark.journey
def test_a_commitment_is_voted_on_and_read_by_everyone(cast: Cast, visit: Visit) -> None:
    made = commitments_stock.voting_now(cast)
    for person in (cast.bruno, cast.claire, cast.malik, cast.nina):
        voting.vote(made, [made.proposals.order_by("pk")[0].pk], by=person)
    voter = visit(cast.awa, "/commitments/")
    voter.get_by_role("link", name="Y prendre part").click()
    voter.get_by_role("link", name="Voter").click()
    voter.get_by_label("Nous disons ce que nous ne savons pas encore.").check()
    voter.get_by_role("button", name="Voter").click()
    voter.get_by_text("Votre bulletin est enregistré").wait_for()
    assert voter.get_by_label("Nous disons ce que nous ne savons pas encore.").is_checked()
    voting.advance(timezone.now() + timedelta(days=10))
    reader = visit(cast.zoe, "/commitments/")
    reader.get_by_text("Version 1, en vigueur depuis").wait_for()
    assert reader.get_by_text("Nous disons ce que nous ne savons pas encore.").count() == 1


@pytest.mark.journey
def test_what_was_tried_can_be_read_by_everyone(
    cast: Cast, visit: Visit, accessible: Callable[[Page], None]
) -> None:
    told = initiatives_stock.told(cast)["pk"]
    accessible(visit(cast.bruno, f"/initiatives/{told}/"))
    accessible(visit(cast.bruno, f"/initiatives/{told}/", narrow=True, theme="dark"))
