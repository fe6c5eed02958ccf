"""A success goes from the playbook's proposal to the wall, in a browser, and never before its owner says so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from boussole.features.recognition import feedback
from boussole.features.recognition.models import Place
from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.recognition_stock import agents_of_lyon, success_of_awa


@pytest.mark.journey
def test_a_success_is_thanked_for_shared_and_thanked_for_again(cast: Cast, visit: Visit) -> None:
    success_of_awa(cast)
    manager = visit(cast.claire, "/recognitions/")
    manager.get_by_role("button", name="Remercier").click()
    manager.get_by_text("choisit qui d’autre le voit").wait_for()
    assert visit(cast.bruno, "/recognitions/").get_by_text("Awa Diop").count() == 0
    owner = visit(cast.awa, "/recognitions/mine/")
    owner.get_by_role("button", name="Mon équipe").click()
    owner.get_by_text("partagée avec votre équipe").wait_for()
    colleague = visit(cast.bruno, "/recognitions/")
    colleague.get_by_role("button", name="Merci aussi").click()
    colleague.get_by_role("button", name="Vous avez remercié aussi").wait_for()
    owner.reload()
    assert owner.get_by_text("Vous remercient aussi").inner_text().endswith("Bruno Lefèvre")


@pytest.mark.journey
def test_what_the_team_says_can_be_read_by_everyone(
    cast: Cast, visit: Visit, accessible: Callable[[Page], None]
) -> None:
    agents_of_lyon(cast, 8)
    today = timezone.localdate() - timedelta(days=20)
    opened = feedback.open_round(cast.claire, today)
    for place in Place.objects.filter(round=opened):
        said = dict.fromkeys(feedback.STATEMENTS, 4)
        feedback.answer(place, said, comment="Les décisions viennent vite.", today=today)
    feedback.settle_due(timezone.localdate())
    feedback.open_round(cast.claire, timezone.localdate())
    page = visit(cast.claire, "/recognitions/practice/")
    assert page.get_by_text("Plutôt d’accord").count() == 3
    accessible(page)
    accessible(visit(cast.claire, "/recognitions/practice/", narrow=True, theme="dark"))
