"""A manager judges a session from the keyboard, and reads what it says of the rule once the others have answered."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from boussole.features.alignment.models import Answer
from boussole.features.alignment.services import LEAST_SITUATIONS
from tests.alignment_stock import answer_all, facts_of_lyon, join_lyon, open_session
from tests.cast import Cast
from tests.journeys.conftest import Visit


@pytest.mark.journey
def test_a_session_is_judged_from_the_keyboard_and_read(cast: Cast, visit: Visit) -> None:
    facts_of_lyon(cast)
    agents = join_lyon(cast, 5)
    session = open_session(cast, cast.claire, *agents)
    for person in agents:
        answer_all(session, person, lambda place, _rule: "met" if place % 2 else "not_met")
    page = visit(cast.claire, "/")
    page.get_by_role("link", name="Des situations attendent votre avis").click()
    page.get_by_role("link", name="Commencer").click()
    for place in range(1, LEAST_SITUATIONS + 1):
        expect(page.get_by_role("heading", name=f"Situation {place} sur 6")).to_be_visible()
        # The script shows this help once it listens to the keyboard.
        expect(page.locator("[data-select-help]")).not_to_have_attribute("hidden", "")
        page.keyboard.press("1" if place % 2 else "2")
        if place == 1:
            page.keyboard.press("h")
            page.keyboard.press("p")
            words = page.locator("[data-message='0']")
            words.evaluate("e => getSelection().selectAllChildren(e)")
            words.dispatch_event("mouseup")
            expect(page.locator("[name$=-turn]")).to_have_value("0")
            page.locator("[name$=-remark]").fill("Dès le premier message.")
            page.get_by_role("button", name="Enregistrer").click()
        else:
            page.keyboard.press("Enter")
    expect(page.get_by_text("répondu", exact=True)).to_have_count(LEAST_SITUATIONS)
    mine = Answer.objects.filter(participant__person=cast.claire).order_by("item__place")
    assert [one.says for one in mine] == ["met", "not_met"] * 3
    assert [one.sure for one in mine] == [False, *[True] * 5]
    assert (mine[0].turn, mine[0].remark) == (0, "Dès le premier message.")
    page.get_by_role("button", name="Rendre mes réponses").click()
    expect(page.get_by_text("tout le monde a répondu")).to_be_visible()
    page.get_by_role("link", name="Débattre des situations").click()
    expect(page.get_by_text("Dès le premier message.")).to_be_visible()
    expect(page.locator(".chosen-people").first).to_be_visible()
