"""A manager moves a rule's threshold on its curve; the playbook has a new version and situations change."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from boussole.features.conversations import models, reading
from boussole.features.metrics import services as metrics
from tests.cast import Cast
from tests.journeys.conftest import Visit
from tests.stock import LATE_TALK, noun, store

# Nothing here is said clearly: whether there is a situation depends on how sure the reading must be.
DOUBTFUL = (
    ("customer", "Bonjour, je n’ai toujours pas reçu mon remboursement."),
    ("agent", "Bonjour, le délai habituel est de dix jours ouvrés."),
    ("customer", "Il y a quelqu’un au-dessus de vous ?"),
    ("agent", "Le remboursement dépend de la banque."),
    ("customer", "Quand même, cela commence à faire beaucoup."),
    ("agent", "Comme indiqué, le délai est de dix jours ouvrés."),
    ("customer", "Bon."),
)


@pytest.mark.journey
def test_a_threshold_is_moved_published_and_put_back(cast: Cast, visit: Visit) -> None:
    store(
        *(noun(f"late-{n}", LATE_TALK, team="team-lyon") for n in range(2)),
        *(noun(f"doubtful-{n}", DOUBTFUL, team="team-lyon") for n in range(3)),
    )
    metrics.rebuild_stale()
    page = visit(cast.claire, "/playbook/late_escalation/")
    page.get_by_role("link", name="Seuil et justesse").click()
    choices = page.locator(".threshold-choice")
    expect(choices).to_have_count(11)
    expect(page.locator(".chart svg").first).to_be_visible()
    now = choices.filter(has_text="en service").inner_text()
    changing = choices.filter(has_text=re.compile(r"de plus|de moins"))
    expect(changing.first).to_be_visible()
    changing.first.locator("input").check()
    wanted = changing.first.locator(".threshold-at").inner_text()
    found = int(changing.first.inner_text().split("trouvées")[0].split()[-1])
    page.get_by_role("button", name="Publier ce seuil").click()
    expect(page.get_by_text(f"Seuil en service\u00a0: {wanted}")).to_be_visible()
    expect(page.get_by_text("playbook version 1")).to_be_visible()

    reading.refresh_waiting()
    holding = models.Reading.objects.filter(situations__contains=" late_escalation ").count()
    assert holding == found

    page.get_by_role("button", name="Annuler").click()
    expect(page.get_by_text(f"Seuil en service\u00a0: {now.split()[0]}")).to_be_visible()
    expect(page.get_by_text("playbook version 2")).to_be_visible()
