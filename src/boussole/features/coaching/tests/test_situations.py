"""Situations of a week: who sees which, what becomes of them, and what never comes back."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boussole.adapters.facts import FactStore
from boussole.core import facts
from boussole.core.playbook import Choice, dump, starter
from boussole.features.coaching import queries, services
from boussole.features.coaching.models import Situation
from boussole.features.conversations import judging, reading
from boussole.features.conversations import queries as conversations
from boussole.features.conversations.models import Judgement
from boussole.features.organisation.models import AuditEntry, Person
from boussole.features.playbook import services as playbook
from tests.cast import Cast
from tests.stock import LATE_TALK, MONDAY, TALK, noun, propose, situation_of_awa, store

pytestmark = pytest.mark.django_db
WEEK = MONDAY.date()
UPSTREAM_TALK = (
    *LATE_TALK[:3],
    ("agent", "Je comprends votre colère, trois semaines sans remboursement, c’est long."),
    *LATE_TALK[4:],
)


def rules(person: Person) -> list[str]:
    return [one.rule for one in queries.of_week(person, WEEK)]


@pytest.fixture
def week(cast: Cast) -> Cast:
    """Awa has a late escalation and a recovery; Nina, in Nantes, a late escalation."""
    store(
        noun("late", LATE_TALK),
        noun("good", TALK),
        noun("nina", LATE_TALK, agent="agent-nina"),
    )
    propose()
    return cast


def test_each_sees_their_own(week: Cast) -> None:
    assert set(rules(week.awa)) == {"late_escalation", "recovery"}
    assert set(rules(week.claire)) == {"late_escalation", "recovery"}
    assert rules(week.malik) == rules(week.nina) == ["late_escalation"]
    for person in (week.bruno, week.odile, week.paul, week.zoe):
        assert rules(person) == []
    assert queries.weeks(week.awa) == [WEEK]
    assert queries.waiting(week.awa) == 2


def test_a_situation_keeps_what_it_showed(week: Cast) -> None:
    (late,) = (one for one in queries.of_week(week.awa, WEEK) if not one.success)
    assert late.turn == 2
    assert late.passage in LATE_TALK[2][1]
    assert LATE_TALK[2][1][late.start : late.end] == late.passage
    assert set(late.why) == set(late.cue) == {"fr", "en"}
    assert late.agent == week.awa
    assert late.team == week.lyon


def test_what_another_department_caused_is_in_nobody_s_list(cast: Cast) -> None:
    store(noun("up", UPSTREAM_TALK, reason="billing.refund_awaited"))
    propose()
    (situation,) = Situation.objects.all()
    assert (situation.rule, situation.upstream) == ("late_escalation", True)
    assert rules(cast.awa) == []
    assert queries.waiting(cast.claire) == 0
    assert [one.origin for one in queries.of_week(cast.claire, WEEK)] == [situation.origin]


def test_proposing_again_keeps_what_people_did(week: Cast) -> None:
    late, good = sorted(queries.of_week(week.awa, WEEK), key=lambda one: one.success)
    services.dismiss(late, by=week.claire, reason="wrong")
    services.mark_seen(good, by=week.awa)
    propose()
    assert Situation.objects.get(pk=late.pk).status == "dismissed"
    assert Situation.objects.get(pk=good.pk).status == "seen"
    assert Situation.objects.filter(agent=week.awa).count() == 2


def test_a_decision_leaves_a_trace_and_can_be_undone(week: Cast) -> None:
    (late,) = queries.of_week(week.nina, WEEK)
    services.dismiss(late, by=week.malik, reason="cause")
    entry = AuditEntry.objects.get(action="coaching.situation_dismissed")
    assert entry.person == week.malik
    assert entry.details == {"rule": "late_escalation", "reason": "cause"}
    services.restore(late, by=week.malik)
    late.refresh_from_db()
    assert (late.status, late.dismissed_for) == ("proposed", "")


def test_situations_are_proposed_from_facts_once_a_week_is_complete(
    cast: Cast, settings: Any, tmp_path: Any
) -> None:
    settings.FACTS_DIR = tmp_path
    assert services.propose_from_facts(WEEK + timedelta(days=7)) == 0
    store(noun("late", LATE_TALK))
    facts_store = FactStore(tmp_path)
    facts_store.write("day", facts.read(list(conversations.of_day(WEEK)), reading.frame()))
    facts_store.consolidate()
    assert services.propose_from_facts(WEEK + timedelta(days=6)) == 0
    assert services.propose_from_facts(WEEK + timedelta(days=7)) == 1
    assert services.propose_from_facts(WEEK + timedelta(days=7)) == 0
    assert rules(cast.awa) == ["late_escalation"]


def test_a_manager_reads_the_week(week: Cast, client: Client) -> None:
    client.force_login(week.claire)
    page = client.get(reverse("coaching:situations")).content.decode()
    (late,) = (one for one in queries.of_week(week.claire, WEEK) if not one.success)
    url = reverse("conversations:conversation", args=[late.conversation_id])
    assert f"{url}#turn-2" in page
    assert late.cue["fr"] in page
    assert late.why["fr"] in page
    assert "Awa Diop" in page


def test_the_page_asks_no_more_questions_for_more_situations(
    cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    client.force_login(cast.claire)
    store(noun("one", LATE_TALK), noun("good", TALK))
    propose()
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("coaching:situations"))
    store(*(noun(f"more-{n}", LATE_TALK, agent=f"agent-{n}") for n in range(4)))
    propose()
    with django_assert_num_queries(len(few)):
        client.get(reverse("coaching:situations"))


def test_dismissing_needs_a_reason_and_offers_to_undo(week: Cast, client: Client) -> None:
    client.force_login(week.nina)
    (late,) = queries.of_week(week.nina, WEEK)
    url = reverse("coaching:dismiss", args=[late.pk])
    client.post(url, {"reason": "because"})
    late.refresh_from_db()
    assert late.status == "proposed"
    page = client.post(url, {"reason": "wrong"}, follow=True).content.decode()
    late.refresh_from_db()
    assert late.status == "dismissed"
    assert reverse("coaching:restore", args=[late.pk]) in page


def test_a_companys_own_rule_is_proposed_and_read_under_its_own_name(
    cast: Cast, client: Client
) -> None:
    """From a starter that is published to the manager's page, with a rule that is not a shipped one."""
    playbook.publish(dump(starter("ecommerce")), by=cast.claire)
    example = starter("ecommerce")["doubted_parcel"].examples[0]
    store(noun("parcel", tuple((turn.role, turn.text) for turn in example.turns)))
    propose()
    (found,) = (one for one in queries.of_week(cast.claire, WEEK) if not one.success)
    assert (found.rule, found.kind, found.turn) == ("doubted_parcel", "to_debrief", example.turn)
    client.force_login(cast.claire)
    page = client.get(reverse("coaching:situations")).content.decode()
    assert starter("ecommerce")["doubted_parcel"].name.fr in page
    listed = client.get(reverse("conversations:list"), {"situation": "doubted_parcel"})
    assert starter("ecommerce")["doubted_parcel"].name.fr in listed.content.decode()


def test_without_situations_the_page_teaches(cast: Cast, client: Client) -> None:
    client.force_login(cast.bruno)
    page = client.get(reverse("coaching:situations")).content.decode()
    assert reverse("playbook:index") in page


def test_no_score_of_a_person_exists() -> None:
    numbers = {"PositiveIntegerField", "PositiveSmallIntegerField", "FloatField", "IntegerField"}
    counted = {
        field.name
        for field in Situation._meta.concrete_fields
        if field.get_internal_type() in numbers
    }
    assert counted == {"place", "playbook_version", "turn", "start", "end"}
    assert "worth" not in json.dumps(Choice.model_json_schema())


def test_setting_aside_a_wrong_situation_contests_it_in_its_conversation(cast: Cast) -> None:
    pk = situation_of_awa(cast)["pk"]
    situation = Situation.objects.get(pk=pk)
    services.dismiss(situation, by=cast.claire, reason="talked")
    assert not Judgement.objects.exists()  # the situation is right, there is nothing more to say
    services.dismiss(situation, by=cast.claire, reason="wrong")
    made = Judgement.objects.get()
    assert (made.name, made.turn, made.verdict) == (situation.rule, situation.turn, "wrong")
    services.restore(situation, by=cast.claire)
    assert not Judgement.objects.exists()


def test_a_contested_situation_says_so_and_is_not_proposed_again(
    cast: Cast, client: Client
) -> None:
    situation = Situation.objects.get(pk=situation_of_awa(cast)["pk"])
    record = situation.conversation
    judging.judge(record, situation.turn, "rule", situation.rule, "wrong", by=cast.awa)
    client.force_login(cast.claire)
    text = client.get(reverse("coaching:situations")).content.decode()
    assert "Contesté par Awa Diop" in " ".join(text.split())
    propose()
    assert not Situation.objects.filter(rule=situation.rule).exists()
    judging.judge(record, situation.turn, "rule", situation.rule, "right", by=cast.claire)
    propose()
    assert Situation.objects.filter(rule=situation.rule).exists()
