"""After a heavy week, an agent takes the offer, talks with a colleague who volunteered, keeps a note, and erases it all."""

from __future__ import annotations

import pytest
from django.utils import timezone

from boussole.features.care import services
from boussole.features.care.models import Debrief
from tests.care_stock import awa_after_a_heavy_week
from tests.cast import Cast
from tests.journeys.conftest import Visit


@pytest.mark.journey
def test_from_an_offer_to_a_talk_that_leaves_nothing(cast: Cast, visit: Visit) -> None:
    awa_after_a_heavy_week(cast)
    services.volunteer(cast.nina, timezone.localdate())
    awa = visit(cast.awa, "/")
    awa.get_by_role("link", name="Voulez-vous en parler").click()
    awa.get_by_role("link", name="Choisir avec qui").click()
    awa.get_by_label("Avec qui").select_option(label=cast.nina.name)
    awa.get_by_label("Quel jour").fill(timezone.localdate().isoformat())
    awa.get_by_label("Ce dont vous voulez parler").fill("L’appel de vendredi.")
    awa.get_by_role("button", name="Proposer ce jour").click()
    awa.get_by_text("C’est demandé.").wait_for()
    nina = visit(cast.nina, "/")
    nina.get_by_role("link", name="Awa Diop vous propose un échange").click()
    nina.get_by_text("L’appel de vendredi.").wait_for()
    nina.get_by_role("button", name="Ce jour me va").click()
    nina.get_by_role("button", name="L’échange a eu lieu").click()
    nina.get_by_label("Votre note").fill("Marcher un peu avant de reprendre.")
    nina.get_by_role("button", name="Garder cette note").click()
    nina.get_by_text("La note est gardée pour vous deux.").wait_for()
    manager = visit(cast.claire, "/care/")
    assert manager.get_by_text("Awa").count() == 0
    awa.reload()
    awa.get_by_text("Marcher un peu avant de reprendre.").wait_for()
    awa.get_by_text("Effacer l’échange et ses notes").click()
    awa.get_by_role("button", name="Effacer pour de bon").click()
    awa.get_by_text("sont effacés pour vous deux").wait_for()
    assert awa.get_by_text("Voulez-vous en parler").count() == 0
    assert not Debrief.objects.exists()
