"""Thresholds: measured on stored facts and on judged situations, moved by publishing the playbook."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from boussole.core.playbook.curves import THRESHOLDS
from boussole.features.conversations import judging, models, reading
from boussole.features.learning import measuring
from boussole.features.learning.models import ThresholdMeasure
from boussole.features.metrics import services as metrics
from boussole.features.playbook import queries as playbook
from boussole.features.playbook.models import PlaybookVersion
from tests.cast import Cast
from tests.stock import LATE_TALK, measured_rule, noun, store

pytestmark = pytest.mark.django_db
RULE = "late_escalation"


def page(client: Client, key: str = RULE) -> str:
    answer = client.get(reverse("learning:threshold", args=[key]))
    assert answer.status_code == 200
    return " ".join(unescape(answer.content.decode()).split())


def test_moving_a_threshold_publishes_and_is_undone(cast: Cast, client: Client) -> None:
    before = playbook.playbook_in_force()[RULE].threshold
    client.force_login(cast.claire)
    address = reverse("learning:publish", args=[RULE])
    client.post(address, {"threshold": "0.7"})
    version = PlaybookVersion.objects.get(in_force=True)
    assert playbook.playbook_in_force()[RULE].threshold == 0.7
    assert version.published_by == cast.claire
    assert "0,70" in version.note
    client.post(f"{address}?threshold={before}")
    assert playbook.playbook_in_force()[RULE].threshold == before
    assert PlaybookVersion.objects.count() == 2


@pytest.mark.parametrize("wanted", ["0.9", "0.1", "beaucoup", ""])
def test_no_other_threshold_is_published(cast: Cast, client: Client, wanted: str) -> None:
    client.force_login(cast.claire)
    client.post(reverse("learning:publish", args=[RULE]), {"threshold": wanted})
    assert not PlaybookVersion.objects.exists()


def test_a_moved_threshold_changes_what_is_found(cast: Cast, client: Client) -> None:
    (pk,) = store(noun(talk=LATE_TALK))
    client.force_login(cast.claire)
    found = {}
    for threshold in (0.3, 0.8):
        client.post(reverse("learning:publish", args=["broken_promise"]), {"threshold": threshold})
        assert reading.waiting() == 1
        reading.refresh_waiting()
        found[threshold] = models.Reading.objects.get(pk=pk).version
    assert found[0.3] != found[0.8]


def test_effects_are_measured_aside_against_the_threshold_in_force(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    ids = store(*(noun(f"late-{n}", LATE_TALK, team="team-lyon") for n in range(3)))
    metrics.rebuild_stale()
    for pk in ids:
        record = models.Conversation.objects.get(pk=pk)
        judging.judge(record, 2, "rule", RULE, "right", by=cast.awa)
    client.force_login(cast.claire)
    assert "Mesure en cours" in page(client)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("learning:measure", args=[RULE]))
    made = ThresholdMeasure.objects.get()
    assert [one["threshold"] for one in made.effects] == list(THRESHOLDS)
    usual = playbook.playbook_in_force()[RULE].threshold
    now = next(one for one in made.effects if one["threshold"] == measuring.nearest(usual))
    assert (now["added"], now["removed"]) == (0, 0)
    assert now["found"] + max(one["added"] for one in made.effects) == 3
    assert {point["right"] + point["missed"] for point in made.judged} == {3}
    text = page(client)
    assert "trouvées" in text
    assert "il faut au moins 10 conversations jugées, il y en a 3" in text


def test_who_only_reads_is_not_offered_to_publish(cast: Cast, client: Client) -> None:
    measured_rule(cast)
    client.force_login(cast.paul)
    assert "Publier ce seuil" not in page(client)
    assert client.post(reverse("learning:publish", args=[RULE])).status_code == 403
    client.force_login(cast.claire)
    assert "Publier ce seuil" in page(client)


def test_a_threshold_page_costs_the_same_whatever_was_judged(
    cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    measured_rule(cast)
    client.force_login(cast.claire)
    page(client)
    for record in models.Conversation.objects.all():
        judging.judge(record, 0, "rule", RULE, "wrong", by=cast.awa)
    with django_assert_max_num_queries(24):
        page(client)
