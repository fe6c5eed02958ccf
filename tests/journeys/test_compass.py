"""The compass and its charts in a real browser, with facts to show."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.stock import weeks_of_facts


@pytest.mark.journey
@pytest.mark.parametrize("who", ["claire", "odile", "awa", "zoe"])
def test_home_can_be_used_by_everyone(
    who: str, cast: Cast, visit: Visit, accessible: Callable[[Page], None]
) -> None:
    weeks_of_facts(cast)
    accessible(visit(cast.people()[who], "/"))
    accessible(visit(cast.people()[who], "/", narrow=True, language="en", theme="dark"))


@pytest.mark.journey
def test_charts_are_drawn_under_the_strict_policy(cast: Cast, visit: Visit) -> None:
    weeks_of_facts(cast)
    page = visit(cast.claire, "/indicators/effort_expressed/")
    page.wait_for_selector("[data-chart='chart-effort_expressed'] svg")
    words = page.locator("[data-chart='chart-effort_expressed'] svg text")
    assert "variation habituelle" in words.all_inner_texts() or words.count() > 4
    assert page.locator("[data-chart='chart-effort_expressed'] svg path").count() > 4


@pytest.mark.journey
def test_a_figure_leads_to_a_conversation(cast: Cast, visit: Visit) -> None:
    weeks_of_facts(cast)
    page = visit(cast.claire, "/")
    page.get_by_role("link", name="Effort exprimé").first.click()
    page.get_by_role("link", name="Celles où c’est le cas").click()
    page.wait_for_url("**/conversations/?*")
    page.locator("[data-row-link]").first.click()
    page.wait_for_selector("#turn-0")
