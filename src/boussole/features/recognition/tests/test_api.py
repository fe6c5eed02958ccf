"""Recognition for programs: the person thanked decides who reads, and a manager's practice is theirs alone."""

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
from boussole.features.recognition import access, feedback, services
from boussole.features.recognition.models import FeedbackRound, Place, Recognition
from tests.cast import Cast
from tests.recognition_stock import agents_of_lyon, feedback_of_lyon, success_of_awa
from tests.stock import TALK, noun, store

pytestmark = pytest.mark.django_db


def call(person: Person, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    token = tokens.make_token(person, "test")[1]
    answer = Client().generic(
        method,
        f"/api/recognitions{path}",
        json.dumps(body or {}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    return answer.status_code, json.loads(answer.content) if answer.content else None


def test_a_proposal_is_accepted_and_shared_by_the_person_it_is_for(cast: Cast) -> None:
    success_of_awa(cast)
    (proposed,) = call(cast.claire, "GET", "/to-thank")[1]
    path = f"/situations/{proposed['situation']}/acceptance"
    status, given = call(cast.claire, "POST", path)
    assert (status, given["recipient"], given["passage"]) == (201, "Awa Diop", proposed["passage"])
    assert call(cast.claire, "POST", path)[0] == 422
    assert call(cast.claire, "GET", "/to-thank")[1] == []
    assert call(cast.bruno, "GET", "/wall")[1]["shown"] == []
    (own,) = call(cast.awa, "GET", "/mine")[1]
    assert (own["reach"], own["by"]) == ("private", "Claire Morel")
    assert call(cast.awa, "PUT", f"/{own['id']}/reach", {"reach": "team"})[0] == 204
    assert call(cast.bruno, "PUT", f"/{own['id']}/thanks")[0] == 204
    (shared,) = call(cast.bruno, "GET", "/wall")[1]["shown"]
    assert (shared["recipient"], shared["thanked"], shared["thanks"]) == ("Awa Diop", True, [])
    assert call(cast.awa, "GET", "/mine")[1][0]["thanks"] == ["Bruno Lefèvre"]
    assert call(cast.nina, "GET", "/wall")[1]["shown"] == []
    status, refusal = call(cast.claire, "DELETE", f"/{own['id']}")
    assert (status, "elle seule" in refusal["detail"]) == (422, True)
    assert call(cast.awa, "POST", f"/{own['id']}/withdrawal")[0] == 204
    assert call(cast.bruno, "GET", "/wall")[1]["shown"] == []
    written = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"recognition.given", "recognition.reach_chosen", "recognition.withdrawn"} <= written


def test_a_success_is_named_with_a_masked_passage(cast: Cast) -> None:
    (conversation,) = store(noun("good", TALK))
    asked = {
        "recipient": cast.awa.pk,
        "sentence": "Elle a rappelé au 06 12 34 56 78 dans l’heure.",
        "conversation": conversation,
        "turn": 2,
    }
    status, given = call(cast.claire, "POST", "", asked)
    assert status == 201
    assert "06 12" not in given["sentence"]
    assert "jeanne.moulin" not in given["passage"]
    assert call(cast.claire, "DELETE", f"/{given['id']}")[0] == 204
    assert not Recognition.objects.exists()


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"sentence": ""}, "sentence"),
        ({"recipient": 0}, "recipient"),
        ({"rule": "none"}, "rule"),
        ({"conversation": 1, "turn": 99}, "message"),
        ({"sentence": "x" * 301}, "body.asked.sentence"),
    ],
)
def test_what_lacks_is_said(sent: dict[str, Any], field: str, cast: Cast) -> None:
    asked = {"recipient": cast.awa.pk, "sentence": "Une explication claire.", **sent}
    status, refusal = call(cast.claire, "POST", "", asked)
    assert status == 422
    assert [one.partition(":")[0] for one in refusal["problems"]] == [field]
    assert not Recognition.objects.exists()


def test_only_one_s_colleagues_are_thanked(cast: Cast) -> None:
    names = [one["name"] for one in call(cast.awa, "GET", "/colleagues")[1]]
    assert names == ["Bruno Lefèvre", "Claire Morel"]
    asked = {"recipient": cast.nina.pk, "sentence": "Merci."}
    assert call(cast.awa, "POST", "", asked)[0] == 422


def test_the_wall_is_read_page_by_page(cast: Cast) -> None:
    for number in range(23):
        given = services.thank(cast.awa, by=cast.claire, sentence=f"Réussite {number}.")
        services.choose_reach(given, "company", by=cast.awa)
    first = call(cast.nina, "GET", "/wall?reach=company")[1]
    rest = call(cast.nina, "GET", f"/wall?reach=company&before={first['next']}")[1]
    assert (len(first["shown"]), len(rest["shown"]), rest["next"]) == (20, 3, None)
    ids = [one["id"] for one in (*first["shown"], *rest["shown"])]
    assert ids == sorted(ids, reverse=True)
    # A leader is in no team: theirs is the company's.
    assert call(cast.odile, "GET", "/wall?reach=team")[1]["reach"] == "company"
    assert call(cast.nina, "GET", "/wall?reach=everyone")[0] == 422


def test_nothing_of_a_consultation_is_shown_while_it_is_open(cast: Cast) -> None:
    agents_of_lyon(cast, 3)
    status, opened = call(cast.claire, "POST", "/practice/consultations")
    assert (status, set(opened)) == (201, {"id", "opened_on", "closes_on"})
    assert call(cast.claire, "POST", "/practice/consultations")[0] == 422
    before = call(cast.claire, "GET", "/practice")[1]
    place = access.places(cast.awa).get()
    answers = {"posture": 5, "arbitration": 4, "transmission": 3}
    feedback.answer(place, answers, today=timezone.localdate())
    assert call(cast.claire, "GET", "/practice")[1] == before
    assert before["consultations"] == []


def settled(cast: Cast, answering: int) -> dict[str, Any]:
    """What Claire reads of a consultation that so many of her team answered."""
    feedback_of_lyon(cast)
    opened = FeedbackRound.objects.get()
    for place in Place.objects.order_by("pk")[:answering]:
        answers = {"posture": 5, "arbitration": 4, "transmission": 3}
        feedback.answer(place, answers, comment="Oui.", today=timezone.localdate())
    feedback.settle_due(opened.closes_on + timedelta(days=1))
    (found,) = call(cast.claire, "GET", "/practice")[1]["consultations"]
    return dict(found)


def test_a_consultation_is_shown_in_words_from_five_answers_on(cast: Cast) -> None:
    found = settled(cast, 5)
    assert (found["shown"], found["at_least"], found["comments"]) == (True, 5, [])
    assert [one["words"] for one in found["statements"]] == [
        "le plus souvent, tout à fait d’accord",
        "plutôt d’accord",
        "partagé",
    ]


def test_a_consultation_of_four_answers_shows_nothing(cast: Cast) -> None:
    found = settled(cast, 4)
    assert (found["shown"], found["statements"], found["at_least"]) == (False, [], 0)


def test_a_practice_is_its_manager_s_alone(cast: Cast) -> None:
    success_of_awa(cast)
    own = call(cast.claire, "GET", "/practice")[1]
    assert [one["proposed"] for one in own["weeks"]] == [1]
    assert call(cast.malik, "GET", "/practice")[1]["weeks"] == []
    assert "Awa" not in json.dumps(own)
    for person in (cast.awa, cast.odile, cast.zoe, cast.paul):
        assert call(person, "GET", "/practice")[0] == 403


def test_the_wall_asks_no_more_of_the_database_as_it_grows(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    def share() -> None:
        given = services.thank(cast.awa, by=cast.claire, sentence="Une explication claire.")
        services.choose_reach(given, "team", by=cast.awa)

    share()
    client = Client()
    client.force_login(cast.bruno)
    with CaptureQueriesContext(connection) as few:
        assert len(client.get("/api/recognitions/wall").json()["shown"]) == 1
    for _number in range(4):
        share()
    with django_assert_num_queries(len(few)):
        assert len(client.get("/api/recognitions/wall").json()["shown"]) == 5
