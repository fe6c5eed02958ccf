"""Coaching sessions for programs: planned, held, followed; figures one cue at a time, never of a group's people."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boussole.features.organisation import tokens
from boussole.features.organisation.models import AuditEntry, Person
from boussole.features.sessions import access, services
from boussole.features.sessions.models import AgreedCue, Session
from tests.cast import Cast
from tests.sessions_stock import agreed_session, followed_cue, planned_session
from tests.stock import LATE_TALK, TALK, noun, propose, store

pytestmark = pytest.mark.django_db
CUE = "hand_over_at_first_request"


def call(person: Person, method: str, path: str = "", body: Any = None) -> tuple[int, Any]:
    token = tokens.make_token(person, "test")[1]
    answer = Client().generic(
        method,
        f"/api/sessions{path}",
        json.dumps(body or {}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    return answer.status_code, json.loads(answer.content) if answer.content else None


def planned(cast: Cast, *people: Person, kind: str = "one_to_one") -> dict[str, Any]:
    body = {
        "kind": kind,
        "participants": [one.pk for one in people or (cast.awa,)],
        "planned_on": timezone.localdate().isoformat(),
    }
    status, made = call(cast.claire, "POST", "", body)
    assert status == 201
    return dict(made)


def test_a_session_is_planned_held_and_its_cue_registered(cast: Cast) -> None:
    store(noun("late", LATE_TALK), noun("good", TALK))
    propose()
    made = planned(cast)
    path = f"/{made['id']}"
    assert (made["state"], made["names"], made["leads"]) == ("planned", ["Awa Diop"], True)
    assert {one["success"] for one in made["topics"]} == {True, False}
    assert made["why"]
    offered = call(cast.claire, "GET", f"{path}/choosable")[1]
    kept = [one["id"] for one in offered if one["success"]]
    assert len(call(cast.claire, "PUT", f"{path}/topics", {"situations": kept})[1]["topics"]) == 1
    catalogue = {one["key"]: one for one in call(cast.claire, "GET", "/cues")[1]}
    asked = {"person": cast.awa.pk, "key": CUE, "weeks": 4}
    status, cue = call(cast.claire, "POST", f"{path}/cues", asked)
    assert (status, cue["sentence"]) == (201, catalogue[CUE]["sentence"])
    status, refusal = call(cast.claire, "POST", f"{path}/cues", asked)
    assert (status, refusal["detail"]) == (422, "Ce repère est déjà convenu.")
    note = call(cast.awa, "POST", f"{path}/notes", {"text": "Merci."})[1]
    assert (note["author"], note["yours"]) == ("Awa Diop", True)
    assert call(cast.awa, "PUT", f"{path}/remark", {"text": "Utile."})[0] == 204
    today = timezone.localdate().isoformat()
    closed = call(cast.claire, "PUT", f"{path}/closing", {"held_on": today})[1]
    assert (closed["state"], closed["participants"][0]["remark"]) == ("closed", "Utile.")
    assert AgreedCue.objects.get().declaration is not None
    assert call(cast.claire, "DELETE", f"{path}/closing")[1]["state"] == "planned"
    written = AuditEntry.objects.filter(object_id=str(made["id"])).values_list("action", flat=True)
    assert {"sessions.planned", "sessions.closed", "sessions.cue_agreed"} <= set(written)


def test_two_cues_at_most_and_only_of_the_catalogue(cast: Cast) -> None:
    path = f"/{planned(cast)['id']}/cues"
    keys = [one["key"] for one in call(cast.claire, "GET", "/cues")[1]][:3]
    found = [call(cast.claire, "POST", path, {"person": cast.awa.pk, "key": key}) for key in keys]
    assert [status for status, _body in found] == [201, 201, 422]
    assert found[2][1]["detail"] == "Deux repères au plus par séance et par personne."
    for wrong in (
        {"key": "smile_more"},
        {"weeks": 5},
        {"smallest": 0.5},
        {"person": cast.bruno.pk},
    ):
        sent = {"person": cast.awa.pk, "key": keys[0], **wrong}
        status, refusal = call(cast.claire, "POST", path, sent)
        (problem,) = refusal["problems"]
        assert (status, problem.partition(":")[0]) == (422, next(iter(wrong)))


def test_a_cue_is_followed_with_n_and_its_interval_without_a_name(cast: Cast) -> None:
    pk = followed_cue(cast)["pk"]
    cue = AgreedCue.objects.get()
    path = f"/{pk}/cues/{cue.pk}/follow-up"
    for person in (cast.claire, cast.awa):
        found = call(person, "GET", path)[1]
        figures = found["figures"]
        after = figures["after"]
        assert after["n"] > 0
        assert after["value"] is None or after["low"] <= after["value"] <= after["high"]
        assert figures["verdict"] == "not_enough"
        assert figures["missing"] is None or figures["missing"] >= 0
        assert "Awa" not in json.dumps(found)
    cue.refresh_from_db()
    assert cue.agent_looked_at
    assert cue.manager_looked_at
    own = call(cast.awa, "GET", "/own-cues")[1]
    assert [one["id"] for one in own] == [cue.pk]
    assert "figures" not in json.dumps(own)


def test_a_group_s_cues_are_never_read_one_by_one_by_who_leads(cast: Cast) -> None:
    path = f"/{planned(cast, cast.awa, cast.bruno, kind='collective')['id']}"
    for person in (cast.awa, cast.bruno):
        sent = {"person": person.pk, "key": CUE}
        assert call(cast.claire, "POST", f"{path}/cues", sent)[0] == 201
    today = timezone.localdate().isoformat()
    closed = call(cast.claire, "PUT", f"{path}/closing", {"held_on": today})[1]
    (shared,) = closed["shared"]
    assert (closed["cues"], shared["people"]) == ([], 2)
    for cue in AgreedCue.objects.all():
        follow_up = f"{path}/cues/{cue.pk}/follow-up"
        assert call(cast.claire, "GET", follow_up)[0] == 404
        assert call(cue.person, "GET", follow_up)[0] == 200
        other = cast.bruno if cue.person == cast.awa else cast.awa
        assert call(other, "GET", follow_up)[0] == 404
    assert call(cast.claire, "GET", "/team-follow-ups")[1] == []


def test_what_a_session_refuses_is_said(cast: Cast) -> None:
    made = planned_session(cast)["pk"]
    today = timezone.localdate()
    for body, said in (
        ({"kind": "collective", "participants": [cast.awa.pk]}, "au moins deux personnes"),
        ({"kind": "one_to_one", "participants": [cast.nina.pk]}, "participants"),
        ({"kind": "chat", "participants": [cast.awa.pk]}, "kind"),
    ):
        status, refusal = call(cast.claire, "POST", "", {"planned_on": today.isoformat(), **body})
        assert status == 422
        assert said in f"{refusal['detail']} {refusal.get('problems')}"
    later = (today + timedelta(days=1)).isoformat()
    assert call(cast.claire, "PUT", f"/{made}/closing", {"held_on": later})[0] == 422
    assert call(cast.claire, "PUT", f"/{made}/cancellation")[1]["state"] == "cancelled"
    status, refusal = call(cast.claire, "POST", f"/{made}/agreements", {"text": "Relire."})
    assert (status, "rétablissez-la" in refusal["detail"]) == (422, True)
    assert call(cast.claire, "DELETE", f"/{made}/cancellation")[1]["state"] == "planned"
    assert call(cast.claire, "PUT", f"/{made}/topics", {"situations": [999_999]})[0] == 422


def test_agreements_are_noted_held_and_taken_back(cast: Cast) -> None:
    path = f"/{planned(cast)['id']}/agreements"
    one = call(cast.claire, "POST", path, {"text": "Relire.", "person": cast.awa.pk})[1]
    mine = call(cast.claire, "POST", path, {"text": "Inviter.", "person": cast.claire.pk})[1]
    assert (one["person"], mine["person"]) == ("Awa Diop", "Claire Morel")
    assert call(cast.awa, "PUT", f"{path}/{one['id']}/done")[0] == 204
    assert call(cast.awa, "PUT", f"{path}/{mine['id']}/done")[0] == 404
    assert access.agreements(cast.awa).get(pk=one["id"]).done_at
    assert call(cast.awa, "DELETE", f"{path}/{one['id']}/done")[0] == 204
    assert call(cast.claire, "DELETE", f"{path}/{one['id']}")[0] == 204


def test_the_list_asks_no_more_of_the_database_as_it_grows(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    agreed_session(cast)
    client = Client()
    client.force_login(cast.claire)
    with CaptureQueriesContext(connection) as few:
        assert len(client.get("/api/sessions").json()) == 1
    today = timezone.localdate()
    for _number in range(3):
        made = services.plan(
            by=cast.claire,
            kind="collective",
            planned_on=today,
            participants=[cast.awa, cast.bruno],
            today=today,
        )
        services.agree_cue(made, cast.bruno, CUE, by=cast.claire)
    assert Session.objects.count() == 4
    with django_assert_num_queries(len(few)):
        assert len(client.get("/api/sessions").json()) == 4
