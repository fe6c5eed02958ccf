"""Coaching for programs: the pair's situations, readings sealed until both, consent, and what lacks is said."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boussole.features.coaching.models import Note, SharingConsent, Situation, Snooze
from boussole.features.organisation import tokens
from boussole.features.organisation.models import AuditEntry, Person
from tests.cast import Cast
from tests.coaching_stock import dissected_situation
from tests.stock import LATE_TALK, TALK, noun, propose, situation_of_awa, store

pytestmark = pytest.mark.django_db
ANSWERS = {"happened": "Il attend.", "turned": "Au message 4.", "would_try": "Passer le relais."}


def call(person: Person, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    token = tokens.make_token(person, "test")[1]
    answer = Client().generic(
        method,
        f"/api/coaching/{path}",
        json.dumps(body or {}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    return answer.status_code, json.loads(answer.content) if answer.content else None


@pytest.fixture
def week(cast: Cast) -> Cast:
    """Awa has a late escalation, and a recovery; Bruno has nothing."""
    store(noun("late", LATE_TALK), noun("good", TALK))
    propose()
    return cast


def test_the_queue_is_one_s_own_or_one_s_team_s_and_explained(week: Cast) -> None:
    queue = call(week.claire, "GET", "situations")[1]
    (late,), (good,) = queue["failures"], queue["successes"]
    assert (late["rule"], late["agent"], late["status"]) == (
        "late_escalation",
        "Awa Diop",
        "proposed",
    )
    assert good["success"]
    assert queue["sentence"] == "1 situation à reprendre ensemble, 1 réussite à saluer."
    assert "une réussite pour chaque situation" in queue["chosen"]
    own = call(week.awa, "GET", "situations")[1]
    assert [one["agent"] for one in own["failures"]] == [""]
    assert call(week.nina, "GET", "situations")[1]["week"] is None
    only = call(week.claire, "GET", "situations?kind=late_escalation")[1]
    assert (len(only["failures"]), only["successes"]) == (1, [])


def test_a_situation_is_dissected_masked_and_its_opening_written(cast: Cast) -> None:
    pk = dissected_situation(cast)["pk"]
    found = call(cast.claire, "GET", f"situations/{pk}")[1]
    assert found["agent"] == "Awa Diop"
    assert len(found["messages"]) == len(LATE_TALK)
    assert [one["turn"] for one in found["messages"] if one["turning"]] == [
        found["turning_point"]["turn"]
    ]
    assert sum(one["carries"] for one in found["chain"]) == 1
    assert found["phrasings"]
    assert found["colleagues"]
    assert {one["author"] for one in found["notes"]} == {"Claire Morel", "Awa Diop"}
    shown = json.dumps(found, ensure_ascii=False)
    assert not any(name in shown for name in ("Moulin", "jeanne.moulin", "Nina"))
    opened = AuditEntry.objects.filter(
        action="conversations.conversation_opened", person=cast.claire
    )
    assert opened.count() == 1


def test_a_reading_is_sealed_until_both_are_handed_in(cast: Cast) -> None:
    path = f"situations/{situation_of_awa(cast)['pk']}"
    status, kept = call(cast.awa, "PUT", f"{path}/reading", {"happened": "Il attend."})
    assert (status, kept["submitted_at"]) == (200, None)
    assert call(cast.claire, "GET", path)[1]["readings"] == {
        "mine": None,
        "others": [],
        "waiting": [],
    }
    assert call(cast.awa, "PUT", f"{path}/reading", {**ANSWERS, "do": "submit"})[0] == 200
    sealed = call(cast.claire, "GET", path)[1]["readings"]
    assert (sealed["others"], sealed["waiting"]) == ([], ["Awa Diop"])
    call(cast.claire, "PUT", f"{path}/reading", {**ANSWERS, "turned": "Plus tôt.", "do": "submit"})
    (read,) = call(cast.claire, "GET", path)[1]["readings"]["others"]
    assert (read["author"], read["would_try"]) == ("Awa Diop", "Passer le relais.")
    status, refusal = call(cast.awa, "PUT", f"{path}/reading", {**ANSWERS, "do": "submit"})
    assert (status, "déjà rendue" in refusal["detail"]) == (422, True)
    assert call(cast.awa, "DELETE", f"{path}/reading")[0] == 204
    assert call(cast.awa, "GET", path)[1]["readings"]["others"] == []


def test_a_reading_that_is_not_complete_says_what_lacks(cast: Cast) -> None:
    path = f"situations/{situation_of_awa(cast)['pk']}/reading"
    status, refusal = call(cast.awa, "PUT", path, {"happened": "Il attend.", "do": "submit"})
    assert status == 422
    assert [one.partition(":")[0] for one in refusal["problems"]] == ["turned", "would_try"]


def test_a_situation_is_put_off_set_aside_and_back(week: Cast) -> None:
    late = call(week.claire, "GET", "situations")[1]["failures"][0]["id"]
    until = timezone.localdate() + timedelta(days=7)
    path = f"situations/{late}"
    assert call(week.claire, "PUT", f"{path}/snooze", {"until": until.isoformat()})[0] == 204
    queue = call(week.claire, "GET", "situations")[1]
    assert (queue["failures"], queue["snoozed"][0]["until"]) == ([], until.isoformat())
    assert call(week.claire, "DELETE", f"{path}/snooze")[0] == 204
    assert not Snooze.objects.exists()
    status, refusal = call(week.claire, "PUT", f"{path}/snooze", {"until": "2020-01-01"})
    assert (status, refusal["detail"]) == (
        422,
        "Choisissez un jour à venir, dans les trois mois.",
    )
    became = call(week.claire, "PUT", f"{path}/dismissal", {"reason": "talked"})[1]
    assert (became["status"], became["dismissed_for"]) == ("dismissed", "talked")
    assert call(week.claire, "PUT", f"{path}/dismissal", {"reason": "lazy"})[0] == 422
    assert call(week.claire, "DELETE", f"{path}/dismissal")[1]["status"] == "proposed"
    written = AuditEntry.objects.filter(object_id=str(late)).values_list("action", flat=True)
    assert {
        "coaching.situation_snoozed",
        "coaching.situation_woken",
        "coaching.situation_dismissed",
        "coaching.situation_restored",
    } <= set(written)


def test_a_note_is_the_pair_s_and_its_author_s_to_change(cast: Cast) -> None:
    pk = situation_of_awa(cast)["pk"]
    first = call(cast.claire, "GET", f"situations/{pk}")[1]["messages"][2]["sentences"][0]
    status, made = call(
        cast.claire, "POST", f"situations/{pk}/notes", {"turn": 2, "text": "Ici.", **first}
    )
    assert (status, made["passage"], made["yours"]) == (201, "C’est inadmissible.", True)
    assert call(cast.awa, "GET", f"situations/{pk}")[1]["notes"][0]["text"] == "Ici."
    assert call(cast.awa, "DELETE", f"notes/{made['id']}")[0] == 404
    wrong = {"turn": 2, "text": "Ici.", "start": 1, "end": 3}
    assert call(cast.claire, "POST", f"situations/{pk}/notes", wrong)[0] == 422
    assert call(cast.claire, "POST", f"situations/{pk}/notes", {**wrong, "turn": 99})[0] == 404
    assert call(cast.claire, "PUT", f"notes/{made['id']}", {"text": "Là."})[1]["text"] == "Là."
    assert [one["text"] for one in call(cast.awa, "GET", "kept")[1]["notes"]] == ["Là."]
    assert call(cast.claire, "DELETE", f"notes/{made['id']}")[0] == 204
    assert not Note.objects.exists()


def test_sharing_is_agreed_to_and_taken_back(cast: Cast) -> None:
    assert call(cast.awa, "GET", "sharing")[1] == {"share": False}
    assert call(cast.awa, "PUT", "sharing", {"share": True})[1] == {"share": True}
    assert SharingConsent.objects.get().person == cast.awa
    call(cast.awa, "PUT", "sharing", {"share": False})
    assert not SharingConsent.objects.exists()


def test_contesting_is_said_and_taken_back(cast: Cast) -> None:
    path = f"situations/{situation_of_awa(cast)['pk']}"
    assert call(cast.awa, "PUT", f"{path}/contest")[0] == 204
    assert call(cast.claire, "GET", path)[1]["contested_by"] == ["Awa Diop"]
    assert call(cast.awa, "DELETE", f"{path}/contest")[0] == 204
    assert call(cast.claire, "GET", path)[1]["contested_by"] == []


def test_the_queue_asks_no_more_of_the_database_as_it_grows(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    store(noun("late-1", LATE_TALK), noun("good-1", TALK))
    propose()
    client = Client()
    client.force_login(cast.claire)
    client.get("/api/coaching/situations")
    with CaptureQueriesContext(connection) as few:
        client.get("/api/coaching/situations")
    store(
        *(noun(f"late-{n}", LATE_TALK, agent="agent-bruno") for n in range(2, 4)),
        *(noun(f"good-{n}", TALK, agent="agent-bruno") for n in range(2, 4)),
    )
    propose()
    assert Situation.objects.count() > 2
    with django_assert_num_queries(len(few)):
        client.get("/api/coaching/situations")
