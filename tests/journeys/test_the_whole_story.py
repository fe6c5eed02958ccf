"""From a rule that people read in several ways to a success that is thanked for: one team, one playbook, one quarter."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from boussole.features.coaching.access import situations
from boussole.features.metrics import services as metrics
from boussole.features.playbook import services as playbook
from boussole.features.playbook.queries import version_in_force
from boussole.features.sessions import following, services
from boussole.features.sessions.tests.talks import COLLEAGUES, weeks_around
from tests.alignment_stock import RULE, answer_all, close, facts_of_lyon, join_lyon, open_session
from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.stock import propose, store

CUE_SAID = "Passez le relais dès la première demande."


@pytest.mark.journey
def test_one_frame_is_shared_judged_rewritten_coached_and_thanked_for(
    cast: Cast, visit: Visit
) -> None:
    playbook.ensure_default_published()
    facts_of_lyon(cast)
    propose()
    _the_rule_is_changed_and_published(visit(cast.claire, f"/playbook/{RULE}/edit/"))
    _an_agent_reads_it(visit(cast.awa, "/playbook/"))
    _people_judge_it_blind_and_disagree(cast, visit)
    _the_rule_is_rewritten(visit(cast.claire, f"/playbook/{RULE}/edit/texts/"))
    _a_late_escalation_is_dissected_by_both(cast, visit)
    _a_cue_is_agreed_and_followed(cast, visit)
    _a_success_is_thanked_for(cast, visit)


def _the_rule_is_changed_and_published(page: Page) -> None:
    expect(page.locator("#preview")).to_contain_text("Sur 18 conversations")
    expect(page.locator(".preview-counts div").first).to_contain_text("6")
    page.get_by_role("link", name="Ce qui est dit").click()
    page.locator("[name=cue_fr]").fill(CUE_SAID)
    page.get_by_role("button", name="Garder dans le brouillon").click()
    page.get_by_role("link", name="Voir le brouillon").click()
    page.get_by_role("button", name="Publier la prochaine version").click()
    expect(page.get_by_text("La version 2 est en vigueur")).to_be_visible()


def _an_agent_reads_it(page: Page) -> None:
    expect(page.get_by_text(CUE_SAID)).to_be_visible()
    page.get_by_role("button", name="J’ai lu cette version").click()
    expect(page.get_by_text("Merci, c’est noté.")).to_be_visible()


def _people_judge_it_blind_and_disagree(cast: Cast, visit: Visit) -> None:
    """Everybody answers otherwise than their neighbour: the rule is at fault."""
    agents = join_lyon(cast, 5)
    session = open_session(cast, cast.claire, *agents, count=10)
    for number, person in enumerate([cast.claire, *agents]):
        answer_all(
            session,
            person,
            lambda place, _rule, number=number: "met" if (place + number) % 2 else "not_met",
        )
    closed = close(session)
    page = visit(cast.claire, reverse("alignment:results", kwargs={"pk": closed.pk}))
    expect(page.get_by_text(re.compile("alpha")).first).to_be_visible()
    expect(page.get_by_text(re.compile("réécri", re.IGNORECASE)).first).to_be_visible()


def _the_rule_is_rewritten(page: Page) -> None:
    page.locator("[name=sentence_fr]").fill(
        "Le client demande un responsable, et deux réponses passent."
    )
    page.get_by_role("button", name="Garder dans le brouillon").click()
    page.get_by_role("link", name="Voir le brouillon").click()
    page.get_by_role("button", name="Publier la prochaine version").click()
    expect(page.get_by_text("La version 3 est en vigueur")).to_be_visible()
    version = version_in_force()
    assert version is not None
    assert version.number == 3


def _a_late_escalation_is_dissected_by_both(cast: Cast, visit: Visit) -> None:
    late = situations(cast.awa).filter(rule=RULE).first()
    assert late is not None
    url = reverse("coaching:dissect", args=[late.pk])
    _hand_in(visit(cast.awa, url), "Ce qu’Awa en pense")
    page = visit(cast.claire, url)
    expect(page.get_by_text("Ce qu’Awa en pense")).to_have_count(0)
    _hand_in(page, "Ce que Claire en pense")
    expect(page.get_by_text("Ce qu’Awa en pense").first).to_be_visible()


def _hand_in(page: Page, words: str) -> None:
    for label in ("Ce qui s’est passé", "Le moment où cela a tourné", "Ce que vous essaieriez"):
        page.get_by_label(label).fill(words)
    page.get_by_role("button", name="Rendre ma lecture").click()


def _a_cue_is_agreed_and_followed(cast: Cast, visit: Visit) -> None:
    """Awa restates more often once the session is held; six weeks later the pair reads by how much."""
    today = timezone.localdate()
    session = services.plan(
        by=cast.claire, kind="one_to_one", planned_on=today, participants=[cast.awa], today=today
    )
    page = visit(cast.claire, reverse("sessions:session", args=[session.pk]))
    page.locator("select[name=key]").select_option("reformulate_before_explaining")
    page.get_by_role("button", name="Convenir de ce repère").click()
    expect(page.locator(".cue-card").first).to_be_visible()
    services.close(session, by=cast.claire, held_on=today, today=today)
    start = today + timedelta(days=1)
    store(
        *weeks_around(
            {"agent-awa": (0.2, 0.8), **dict.fromkeys(COLLEAGUES, (0.2, 0.2))}, start=start
        ),
        read=False,
    )
    metrics.rebuild_stale()
    assert following.follow_all(start + timedelta(weeks=6)) == 1
    page = visit(cast.awa, "/sessions/cues/")
    expect(page.get_by_text("Amélioration.").first).to_be_visible()
    expect(page.get_by_text("une différence de").first).to_be_visible()


def _a_success_is_thanked_for(cast: Cast, visit: Visit) -> None:
    manager = visit(cast.claire, "/recognitions/")
    manager.get_by_role("button", name="Remercier").first.click()
    manager.get_by_text("choisit qui d’autre le voit").wait_for()
