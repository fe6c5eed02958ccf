"""The queue: filtered in a sentence, put off and back by itself, balanced, and beside it what chance drew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boussole.features.coaching import listening, queries, services
from boussole.features.coaching.models import Listening, Situation, Snooze
from boussole.features.organisation.models import AuditEntry
from tests.cast import Cast
from tests.stock import LATE_TALK, MONDAY, TALK, noun, propose, situation_of_awa, store

pytestmark = pytest.mark.django_db
WEEK = MONDAY.date()
LIST = "/situations/"


@pytest.fixture
def week(cast: Cast) -> Cast:
    """Awa has a late escalation about a refund, and a recovery about an invoice."""
    store(
        noun("late", LATE_TALK, reason="billing.payment_terms"),
        noun("good", TALK, reason="billing.double_charge"),
    )
    propose()
    return cast


def shown(client: Client, query: str = "") -> str:
    return " ".join(client.get(LIST + query).content.decode().split())


def cards(page: str) -> int:
    return page.count('class="situation-card')


def test_the_list_is_filtered_by_kind_and_by_reason(week: Cast, client: Client) -> None:
    client.force_login(week.claire)
    assert cards(shown(client)) == 2
    assert cards(shown(client, "?kind=recovery")) == 1
    assert cards(shown(client, "?reason=billing.payment_terms")) == 1
    assert cards(shown(client, "?kind=recovery&reason=billing.double_charge")) == 1
    nothing = shown(client, "?kind=recovery&reason=billing.payment_terms")
    assert cards(nothing) == 0
    assert "ne répond à ces critères" in nothing
    assert f"?week={WEEK.isoformat()}" in nothing


def test_a_situation_put_off_comes_back_by_itself(
    week: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = Situation.objects.get(success=False)
    today = timezone.localdate()
    client.force_login(week.awa)
    url = reverse("coaching:snooze", args=[late.pk])
    until = today + timedelta(days=3)
    page = " ".join(
        client.post(url, {"until": until.isoformat()}, follow=True).content.decode().split()
    )
    assert cards(page) == 1
    assert "1 situation remise à plus tard" in page
    assert reverse("coaching:wake", args=[late.pk]) in page
    assert queries.waiting(week.awa) == 1
    client.force_login(week.claire)
    assert cards(shown(client)) == 2  # only whoever put it off
    monkeypatch.setattr(timezone, "localdate", lambda: until)
    client.force_login(week.awa)
    assert cards(shown(client)) == 2


def test_one_of_an_earlier_week_comes_back_on_the_latest_page(week: Cast, client: Client) -> None:
    late = Situation.objects.get(success=False)
    services.snooze(late, timezone.localdate(), by=week.awa)
    Situation.objects.filter(pk=late.pk).update(week=WEEK - timedelta(days=7))
    client.force_login(week.awa)
    page = shown(client)
    assert "De retour" in page
    assert cards(page) == 2
    services.mark_seen(late, by=week.awa)
    assert "De retour" not in shown(client)


@pytest.mark.parametrize("days", [-1, 0, 91])
def test_a_snooze_is_for_a_day_to_come(week: Cast, client: Client, days: int) -> None:
    late = Situation.objects.get(success=False)
    client.force_login(week.awa)
    until = timezone.localdate() + timedelta(days=days)
    client.post(reverse("coaching:snooze", args=[late.pk]), {"until": until.isoformat()})
    assert not Snooze.objects.exists()


def test_a_snooze_is_undone_and_traced(cast: Cast, client: Client) -> None:
    late = Situation.objects.get(**situation_of_awa(cast))
    client.force_login(cast.claire)
    tomorrow = timezone.localdate() + timedelta(days=1)
    client.post(reverse("coaching:snooze", args=[late.pk]), {"until": tomorrow.isoformat()})
    client.post(reverse("coaching:wake", args=[late.pk]))
    assert not Snooze.objects.exists()
    trail = AuditEntry.objects.filter(
        action__in=["coaching.situation_snoozed", "coaching.situation_woken"]
    )
    assert trail.count() == 2


def test_as_many_successes_are_offered_as_failures_where_they_exist(cast: Cast) -> None:
    store(
        *(noun(f"late-{n}", LATE_TALK, agent=f"agent-{n}") for n in range(6)),
        *(noun(f"good-{n}", TALK, agent=f"agent-{n}") for n in range(6)),
    )
    propose()
    own = Situation.objects.filter(upstream=False)
    assert own.filter(success=True).count() >= own.filter(success=False).count() > 0


def test_the_page_says_how_the_list_was_made(week: Cast, client: Client) -> None:
    client.force_login(week.claire)
    assert "une réussite pour chaque situation à reprendre" in shown(client)
    assert "pas plus de réussites" not in shown(client)
    Situation.objects.filter(success=True).delete()
    assert "pas plus de réussites à proposer" in shown(client)


def test_the_queue_costs_the_same_with_everything_in_it(
    week: Cast, client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    listening.draw_for_week(WEEK)
    client.force_login(week.claire)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    store(*(noun(f"more-{n}", LATE_TALK, agent="agent-bruno") for n in range(5)))
    propose()
    for one in Situation.objects.all()[:2]:
        services.snooze(one, timezone.localdate() + timedelta(days=2), by=week.claire)
    with django_assert_num_queries(len(few)):
        client.get(LIST)


# What chance draws


def test_few_conversations_are_drawn_and_each_sees_their_own(cast: Cast, client: Client) -> None:
    store(
        *(noun(f"a{n}", TALK, team="team-lyon") for n in range(4)),
        *(noun(f"b{n}", TALK, agent="agent-bruno", team="team-lyon") for n in range(4)),
        noun("n", TALK, agent="agent-nina", team="team-nantes"),
    )
    propose()
    assert listening.draw_for_week(WEEK) == 3
    drawn = Listening.objects.all()
    assert sorted(one.agent.name for one in drawn) == ["Awa Diop", "Bruno Lefèvre", "Nina Petit"]
    assert len(queries.listened(cast.claire, WEEK)) == 2
    assert [one.agent for one in queries.listened(cast.awa, WEEK)] == [cast.awa]
    assert queries.listened(cast.odile, WEEK) == []
    client.force_login(cast.awa)
    page = shown(client)
    assert "Écoute au hasard" in page
    assert "aucune règle ne l’a choisi" in page


def test_drawing_again_changes_nothing(cast: Cast) -> None:
    store(*(noun(f"a{n}", TALK, team="team-lyon") for n in range(9)))
    listening.draw_for_week(WEEK)
    first = list(Listening.objects.values_list("conversation", flat=True))
    store(*(noun(f"z{n}", TALK, team="team-lyon") for n in range(9)))
    listening.draw_for_week(WEEK)
    assert list(Listening.objects.values_list("conversation", flat=True)) == first


def test_only_complete_recent_weeks_are_drawn(cast: Cast) -> None:
    store(noun("a", TALK, team="team-lyon"))
    assert listening.draw_complete_weeks(WEEK + timedelta(days=6)) == 0
    assert listening.draw_complete_weeks(WEEK + timedelta(weeks=30)) == 0
    assert listening.draw_complete_weeks(WEEK + timedelta(days=7)) == 1
    assert listening.draw_complete_weeks(date(2026, 3, 12)) == 0
