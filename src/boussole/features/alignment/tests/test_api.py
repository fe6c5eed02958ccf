"""Alignment for programs: blind while it is open, the rule's figures once it closed, and what lacks is said."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boussole.features.alignment.models import Answer, Session
from boussole.features.organisation import tokens
from boussole.features.organisation.models import AuditEntry, Person
from boussole.features.organisation.services import change_profile
from tests.alignment_stock import (
    RULE,
    answer_all,
    close,
    closed_session_of_lyon,
    open_session,
    place_of,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def call(person: Person, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    token = tokens.make_token(person, "test")[1]
    answer = Client().generic(
        method,
        f"/api/alignment/{path}",
        json.dumps(body or {}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    return answer.status_code, json.loads(answer.content) if answer.content else None


def asked(cast: Cast, **more: Any) -> dict[str, Any]:
    closes_on = (timezone.localdate() + timedelta(days=5)).isoformat()
    people = [cast.claire.pk, cast.awa.pk]
    return {"rules": [RULE], "people": people, "count": 6, "closes_on": closes_on, **more}


def test_a_session_is_opened_judged_and_read(facts: Cast) -> None:
    status, made = call(facts.claire, "POST", "sessions", asked(facts))
    assert (status, made["open"], made["asked"], made["answered"]) == (201, True, 2, 0)
    path = f"sessions/{made['id']}"
    for person in (facts.claire, facts.awa):
        own = call(person, "GET", path)[1]["mine"]["situations"]
        for one in own:
            situation = f"{path}/situations/{one['place']}"
            says = "met" if one["place"] % 2 else "not_met"
            given = {"answers": {RULE: {"says": says, "sure": False, "turn": 0}}}
            assert call(person, "PUT", f"{situation}/answers", given)[0] == 204
            kept = call(person, "GET", situation)[1]["answers"][RULE]
            assert (kept["says"], kept["sure"], kept["turn"]) == (says, False, 0)
        closed = call(person, "POST", f"{path}/submission")
        assert closed == (200, {"closed": person == facts.awa})
    result = call(facts.awa, "GET", f"{path}/results")[1]
    (found,) = result["rules"]
    assert (found["rule"]["key"], result["agents"], result["managers"]) == (RULE, 1, 1)
    assert found["agreement"]["raters"] == 2
    # Two people: what they answered to one situation would point at them.
    assert result["situations"] == []
    history = call(facts.claire, "GET", f"rules/{RULE}")[1]
    (period,) = history["periods"]
    assert period["sessions"][0]["session"] == made["id"]


def test_figures_come_with_their_intervals(facts: Cast) -> None:
    path = f"sessions/{closed_session_of_lyon(facts)['pk']}/results"
    result = call(facts.claire, "GET", path)[1]
    (found,) = result["rules"]
    for name in ("percent", "alpha", "ac1"):
        one = found["agreement"][name]
        assert one["low"] <= one["value"] <= one["high"]
    assert found["gap"]
    assert len(result["situations"]) == 6
    debate = call(facts.claire, "GET", f"{path}/{result['situations'][0]['place']}")[1]
    (opinion,) = debate["opinions"]
    assert sum(count["met"] + count["not_met"] for count in opinion["counts"]) >= 5
    assert {one["author"] for one in opinion["remarks"]} == {""}


def test_nobody_reads_an_answer_while_it_is_open(facts: Cast) -> None:
    session = open_session(facts)
    answer_all(session, facts.awa, lambda *_: "met")
    for person in (facts.claire, facts.bruno, facts.odile):
        for path in ("", "/results", "/results/1"):
            status, found = call(person, "GET", f"sessions/{session.pk}{path}")
            assert status == (404 if path else 200)
            assert "not_met" not in json.dumps(found)
    assert call(facts.bruno, "GET", f"sessions/{session.pk}/situations/1")[1]["answers"] == {}
    assert call(facts.claire, "GET", f"rules/{RULE}")[0] == 404
    assert call(facts.claire, "GET", f"sessions/{session.pk}")[1]["answered"] == 1


def test_how_one_judges_is_read_by_oneself_alone(facts: Cast) -> None:
    pk = closed_session_of_lyon(facts)["pk"]
    path = f"sessions/{pk}/results"
    assert "Vous répondez" in " ".join(call(facts.awa, "GET", path)[1]["own"])
    assert call(facts.odile, "GET", path)[1]["own"] == []
    for person in (facts.claire, facts.awa, facts.odile):
        shown = json.dumps(call(person, "GET", path)[1])
        assert not any(name in shown for name in ("Awa", "Bruno", "Claire", "Agent Num"))


def test_answers_handed_in_change_no_more(facts: Cast) -> None:
    session = open_session(facts)
    answer_all(session, facts.awa, lambda *_: "met")
    given = {"answers": {RULE: {"says": "not_met"}}}
    status, refusal = call(facts.awa, "PUT", f"sessions/{session.pk}/situations/1/answers", given)
    assert (status, refusal["detail"]) == (
        422,
        "Vos réponses sont rendues\u00a0: elles ne changent plus.",
    )
    assert call(facts.awa, "GET", f"sessions/{session.pk}/situations/1")[0] == 404
    assert set(place_of(session, facts.awa).answers.values_list("says", flat=True)) == {"met"}


def test_a_closed_session_takes_nothing(facts: Cast) -> None:
    session = close(open_session(facts))
    given = {"answers": {RULE: {"says": "met"}}}
    status, refusal = call(facts.awa, "PUT", f"sessions/{session.pk}/situations/1/answers", given)
    assert (status, "close" in refusal["detail"]) == (422, True)
    assert call(facts.claire, "DELETE", f"sessions/{session.pk}")[0] == 422
    assert Session.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"people": []}, "people: Invitez au moins deux personnes."),
        ({"rules": []}, "rules: Choisissez une règle au moins."),
        ({"closes_on": "bientôt"}, "closes_on"),
        ({"count": 3}, "count: "),
    ],
)
def test_what_lacks_is_said(sent: dict[str, Any], said: str, facts: Cast) -> None:
    status, refusal = call(facts.claire, "POST", "sessions", asked(facts, **sent))
    assert status == 422
    assert any(said in one for one in refusal["problems"])
    assert refusal["detail"]
    assert not Session.objects.exists()


def test_people_of_other_teams_cannot_be_invited(facts: Cast) -> None:
    sent = asked(facts, people=[facts.claire.pk, facts.nina.pk])
    assert call(facts.claire, "POST", "sessions", sent)[0] == 422
    names = {one["name"] for one in call(facts.claire, "GET", "invitable")[1]}
    assert "Nina Petit" not in names


def test_every_rule_is_answered_and_no_other(facts: Cast) -> None:
    session = open_session(facts, rules=(RULE, "recovery"))
    path = f"sessions/{session.pk}/situations/1/answers"
    status, refusal = call(facts.awa, "PUT", path, {"answers": {RULE: {"says": "met"}}})
    assert (status, refusal["problems"]) == (422, ["recovery.says: Choisissez une réponse."])
    both = {key: {"says": "met"} for key in (RULE, "recovery", "elsewhere")}
    status, refusal = call(facts.awa, "PUT", path, {"answers": both})
    assert refusal["problems"] == ["elsewhere: La séance ne porte pas sur cette règle."]
    assert not Answer.objects.exists()


def test_a_refusal_is_in_the_person_s_language(facts: Cast) -> None:
    change_profile(facts.claire, name=facts.claire.name, language="en", theme="system")
    status, refusal = call(facts.claire, "POST", "sessions", asked(facts, people=[]))
    assert (status, refusal["detail"]) == (422, "Invite at least two people.")
    assert call(facts.claire, "POST", "sessions", {"rules": 3})[1]["detail"] == (
        "The request does not have the expected form."
    )


def test_reading_a_situation_is_written_and_masked(facts: Cast) -> None:
    session = open_session(facts)
    shown = json.dumps(call(facts.bruno, "GET", f"sessions/{session.pk}/situations/1")[1])
    assert not any(word in shown for word in ("Awa", "Jeanne", "borderline", "jeanne.moulin"))
    assert AuditEntry.objects.get(action="alignment.situation_opened").person == facts.bruno


def test_the_list_asks_no_more_of_the_database_as_it_grows(
    facts: Cast, django_assert_num_queries: Any
) -> None:
    open_session(facts)
    client = Client()
    client.force_login(facts.awa)
    with CaptureQueriesContext(connection) as few:
        assert len(client.get("/api/alignment/sessions").json()) == 1
    for seed in (8, 9):
        open_session(facts, seed=seed)
    with django_assert_num_queries(len(few)):
        assert len(client.get("/api/alignment/sessions").json()) == 3
