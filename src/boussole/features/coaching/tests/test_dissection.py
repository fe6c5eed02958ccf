"""The page that dissects a situation: who opens it, what it shows, what it costs; its notes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boussole.features.coaching import notes, own_readings, queries, retention, sharing
from boussole.features.coaching.dissection.anchors import Anchor, place, sentences
from boussole.features.coaching.dissection.colleagues import examples
from boussole.features.coaching.models import Listening, Note, OwnReading, Situation, Snooze
from boussole.features.conversations import actions, judging, opening
from boussole.features.conversations.models import Conversation, Judgement, Turn
from boussole.features.organisation.models import AuditEntry, Person
from boussole.features.organisation.services import deactivate_person
from tests.cast import Cast
from tests.coaching_stock import dissected_situation as dissected
from tests.stock import LATE_TALK, TALK, noun, propose, situation_of_awa, store

pytestmark = pytest.mark.django_db
UPSTREAM_TALK = (
    *LATE_TALK[:3],
    ("agent", "Je comprends votre colère, trois semaines sans remboursement, c’est long."),
    *LATE_TALK[4:],
)


@pytest.fixture
def situation(cast: Cast) -> Situation:
    return Situation.objects.get(**situation_of_awa(cast))


def page_of(client: Client, person: Person, situation: Situation) -> str:
    client.force_login(person)
    return client.get(reverse("coaching:dissect", args=[situation.pk])).content.decode()


def anchor(situation: Situation, person: Person, turn: int) -> Anchor:
    found = opening.opened(person, situation.conversation_id)
    assert found is not None
    return Anchor(turn, found.thread.hashes[turn])


def test_the_page_says_why_where_and_what_to_say(
    cast: Cast, situation: Situation, client: Client
) -> None:
    page = page_of(client, cast.claire, situation)
    assert situation.why["fr"] in page
    assert "sans reconnaître la situation ni passer le relais." in page
    assert "C’est la première réponse après le message 3" in page
    assert "Je le transmets maintenant à Mme Roux" in page
    assert situation.cue["fr"] in page
    assert page.count('class="axis-mark ') == len(LATE_TALK)
    assert page.count('id="turn-') == len(LATE_TALK)
    assert "<caption" in page


def test_every_link_of_the_page_leads_somewhere_on_it(cast: Cast, client: Client) -> None:
    found = Situation.objects.get(**dissected(cast))
    page = page_of(client, cast.claire, found)
    targets = {part.split('"')[0] for part in page.split(' id="')[1:]}
    inside = {part.split('"')[0] for part in page.split('href="#')[1:]}
    assert inside - targets == set()
    lights = {part.split('"')[0] for part in page.split('data-lights="')[1:]}
    marked = {key for part in page.split('data-of="')[1:] for key in part.split('"')[0].split()}
    assert {key for key in lights if key.startswith("turn-")} <= marked


def test_opening_it_is_traced_as_opening_the_conversation(
    cast: Cast, situation: Situation, client: Client
) -> None:
    page_of(client, cast.awa, situation)
    page_of(client, cast.malik, situation)
    opened = AuditEntry.objects.filter(action=actions.OPENED)
    assert [(one.person, one.object_id) for one in opened] == [
        (cast.awa, str(situation.conversation_id))
    ]


def test_an_upstream_situation_says_its_cause_and_blames_nobody(cast: Cast, client: Client) -> None:
    store(noun("up", UPSTREAM_TALK, reason="billing.refund_awaited"))
    propose()
    found = Situation.objects.get()
    page = page_of(client, cast.awa, found)
    assert "La cause est en amont" in page
    assert "sans reconnaître" not in page
    assert "pouvait tourner autrement" not in page
    assert queries.of_week(cast.awa, found.week) == []


def test_personal_data_stay_masked(cast: Cast, client: Client) -> None:
    store(noun("good", TALK))
    propose()
    page = page_of(client, cast.claire, Situation.objects.get())
    assert "jeanne.moulin@example.com" not in page
    assert "Moulin" not in page


def test_a_conversation_that_changed_is_said_and_still_opens(
    cast: Cast, situation: Situation, client: Client
) -> None:
    Turn.objects.filter(conversation=situation.conversation_id, index__gt=1).delete()
    page = page_of(client, cast.claire, situation)
    assert "L’échange a changé" in page
    Turn.objects.filter(conversation=situation.conversation_id).delete()
    client.force_login(cast.claire)
    assert client.get(reverse("coaching:dissect", args=[situation.pk])).status_code == 404


def test_the_page_asks_a_bounded_number_of_questions(
    cast: Cast, client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    short = Situation.objects.get(**dissected(cast))
    client.force_login(cast.claire)
    url = reverse("coaching:dissect", args=[short.pk])
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    # What later features say of a situation is asked too.
    assert len(few) <= 33
    longer = (*LATE_TALK, *((role, f"{text} ({n})") for n in range(4) for role, text in LATE_TALK))
    store(noun("long", longer), *(noun(f"g{n}", TALK, agent="agent-nina") for n in range(4)))
    propose()
    long = Situation.objects.get(conversation__external_id="long", kind="late_escalation")
    for turn in range(12):
        notes.write(long, anchor(long, cast.claire, turn), "Une note.", by=cast.awa)
    own_readings.submit(long, own_readings.Answers("a", "b", "c"), by=cast.awa)
    with django_assert_num_queries(len(few)):
        client.get(reverse("coaching:dissect", args=[long.pk]))


# Notes


def test_a_note_is_the_pair_s_alone(cast: Cast, situation: Situation, client: Client) -> None:
    notes.write(situation, anchor(situation, cast.awa, 3), "Note-secrète", by=cast.awa)
    assert "Note-secrète" in page_of(client, cast.claire, situation)
    for outsider in (cast.bruno, cast.malik, cast.nina, cast.odile, cast.paul, cast.zoe):
        assert queries.notes(outsider, situation) == []
        assert queries.written(outsider).notes == []
        assert "Note-secrète" not in page_of(client, outsider, situation)
        kept = client.get(reverse("coaching:kept"))
        assert "Note-secrète" not in kept.content.decode()


def test_a_note_is_written_on_a_sentence_changed_and_deleted(
    cast: Cast, situation: Situation, client: Client
) -> None:
    client.force_login(cast.claire)
    url = reverse("coaching:new_note", args=[situation.pk, 2])
    start, end = sentences(LATE_TALK[2][1])[1]
    sent = {"passage": f"{start}-{end}", "text": "C’est ici."}
    assert client.post(url, {**sent, "passage": "0-9999"}).status_code == 422
    assert client.post(url, {**sent, "text": " "}).status_code == 422
    assert client.post(url, sent).status_code == 302
    note = Note.objects.get()
    assert LATE_TALK[2][1][note.start : note.end] == "Je veux parler à un responsable."
    page = page_of(client, cast.awa, situation)
    assert "C’est ici." in page
    assert reverse("coaching:note", args=[note.pk]) not in page
    client.force_login(cast.claire)
    client.post(reverse("coaching:note", args=[note.pk]), {"passage": "0-0", "text": "Plutôt là."})
    note.refresh_from_db()
    assert (note.text, note.start, note.end) == ("Plutôt là.", 0, 0)
    client.post(reverse("coaching:delete_note", args=[note.pk]))
    assert not Note.objects.exists()
    entries = AuditEntry.objects.filter(action__startswith="coaching.note")
    assert entries.count() == 3
    assert "ici" not in json.dumps([one.details for one in entries])


def test_a_note_follows_its_message_and_says_when_it_is_gone(
    cast: Cast, situation: Situation, client: Client
) -> None:
    notes.write(situation, anchor(situation, cast.awa, 3), "Sur la banque.", by=cast.awa)
    turns = Turn.objects.filter(conversation=situation.conversation_id)
    turns.filter(index=6).update(index=60)
    for index in (5, 4, 3):
        turns.filter(index=index).update(index=index + 1)
    Turn.objects.create(
        conversation=situation.conversation, index=3, role="agent", text="Un instant."
    )
    page = page_of(client, cast.awa, situation)
    before, after = page.split("Sur la banque.")
    assert before.rsplit('id="turn-', 1)[1].startswith("4")
    turns.filter(index=4).delete()
    assert "Notes dont le message n’est plus là" in page_of(client, cast.awa, situation)
    assert after


def test_proposing_again_keeps_what_was_written_about(cast: Cast, situation: Situation) -> None:
    notes.write(situation, anchor(situation, cast.awa, 3), "À garder.", by=cast.awa)
    propose()
    assert Note.objects.get().situation_id == situation.pk


def test_an_erased_conversation_takes_everything_with_it(cast: Cast, situation: Situation) -> None:
    notes.write(situation, anchor(situation, cast.awa, 3), "À effacer.", by=cast.awa)
    own_readings.keep(situation, own_readings.Answers("a"), by=cast.awa)
    Conversation.objects.all().delete()
    assert not Note.objects.exists()
    assert not OwnReading.objects.exists()


def test_a_situation_is_contested_from_its_page_and_taken_back(
    cast: Cast, situation: Situation, client: Client
) -> None:
    client.force_login(cast.awa)
    client.post(reverse("coaching:contest", args=[situation.pk]))
    assert Judgement.objects.get().verdict == "wrong"
    page = " ".join(page_of(client, cast.claire, situation).split())
    assert "Contesté par Awa Diop" in page
    client.force_login(cast.awa)
    client.post(reverse("coaching:stop_contesting", args=[situation.pk]))
    assert not Judgement.objects.exists()


# Colleagues


@pytest.fixture
def shared(cast: Cast) -> Situation:
    """Awa's late escalation; Bruno, Nina and Awa herself each recovered a conversation."""
    store(
        noun("late", LATE_TALK),
        noun("awa-good", TALK),
        noun("bruno-good", TALK, agent="agent-bruno"),
        noun("nina-good", TALK, agent="agent-nina"),
    )
    propose()
    return Situation.objects.get(kind="late_escalation")


def test_nothing_of_anyone_s_is_shown_without_their_consent(cast: Cast, shared: Situation) -> None:
    assert examples(cast.awa, shared) == []
    sharing.agree(cast.nina)
    (one,) = examples(cast.awa, shared)
    assert one.passage in TALK[1][1]
    sharing.take_back(cast.nina)
    assert examples(cast.awa, shared) == []
    trail = AuditEntry.objects.filter(action__startswith="coaching.sharing")
    assert trail.count() == 2


def test_a_colleague_s_passage_shows_no_name(cast: Cast, shared: Situation, client: Client) -> None:
    sharing.agree(cast.nina)
    page = page_of(client, cast.awa, shared)
    assert examples(cast.awa, shared)[0].passage in page
    assert "Nina" not in page


def test_neither_one_s_own_nor_what_is_doubtful_is_shown(cast: Cast, shared: Situation) -> None:
    for person in (cast.awa, cast.bruno, cast.nina):
        sharing.agree(person)
    assert len(examples(cast.claire, shared)) == 2
    good = {one.agent_id: one for one in Situation.objects.filter(success=True)}
    nina = good[cast.nina.pk]
    judging.judge_situation(nina.conversation_id, nina.turn, nina.rule, "wrong", by=cast.malik)
    assert len(examples(cast.claire, shared)) == 1
    deactivate_person(cast.bruno, by=cast.zoe)
    assert examples(cast.claire, shared) == []


def test_a_customer_s_words_are_never_a_colleague_s_example(cast: Cast, shared: Situation) -> None:
    sharing.agree(cast.nina)
    Situation.objects.filter(agent=cast.nina).update(turn=0, passage=TALK[0][1])
    assert examples(cast.awa, shared) == []


def test_sharing_is_off_until_one_says_yes_and_stops_at_once(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    assert "Vous ne partagez pas" in client.get(reverse("coaching:kept")).content.decode()
    client.post(reverse("coaching:share"), {"share": "yes"})
    assert queries.shares(cast.awa)
    client.post(reverse("coaching:share"), {"share": "no"})
    assert not queries.shares(cast.awa)
    client.force_login(cast.claire)
    assert client.post(reverse("coaching:share"), {"share": "yes"}).status_code == 403


# Keeping


def test_what_is_old_is_erased_and_the_rest_stays(cast: Cast, situation: Situation) -> None:
    now = timezone.now()
    old, limit = now - retention.KEPT_FOR - timedelta(hours=1), now - retention.KEPT_FOR
    at = anchor(situation, cast.awa, 3)
    for person, written in ((cast.awa, old), (cast.claire, limit + timedelta(hours=1))):
        note = notes.write(situation, at, "Une note.", by=person)
        Note.objects.filter(pk=note.pk).update(written_at=written)
        reading = own_readings.keep(situation, own_readings.Answers("a"), by=person)
        OwnReading.objects.filter(pk=reading.pk).update(written_at=written)
    assert retention.forget(now) == 2
    assert Note.objects.get().author == cast.claire
    assert OwnReading.objects.get().author == cast.claire
    assert AuditEntry.objects.get(action="coaching.writings_forgotten").details == {"count": 2}
    assert retention.forget(now) == 0


def test_old_draws_and_snoozes_go_too(cast: Cast, situation: Situation) -> None:
    now = timezone.now()
    long_ago = (now - retention.KEPT_FOR).date() - timedelta(days=7)
    Snooze.objects.create(situation=situation, person=cast.awa, until=long_ago)
    Listening.objects.create(
        conversation=situation.conversation, team=cast.lyon, agent=cast.awa, week=long_ago
    )
    assert retention.forget(now) == 2


def test_an_agent_sees_everything_written_about_them(
    cast: Cast, situation: Situation, client: Client
) -> None:
    notes.write(situation, anchor(situation, cast.claire, 3), "De Claire.", by=cast.claire)
    client.force_login(cast.awa)
    page = client.get(reverse("coaching:kept")).content.decode()
    assert "De Claire." in page
    assert reverse("coaching:dissect", args=[situation.pk]) in page


def test_a_message_is_followed_by_its_words() -> None:
    assert place(1, "b", ["a", "b"]) == 1
    assert place(1, "b", ["a", "c", "b", "b"]) == 2
    assert place(9, "b", ["a"]) is None
