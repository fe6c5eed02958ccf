"""Role-play for programs: played line by line to an ending, looked back on, one's own until it is shared."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from boussole.features.organisation import tokens
from boussole.features.organisation.models import AuditEntry, Person
from boussole.features.roleplay.models import Play
from tests.cast import Cast
from tests.roleplay_stock import ANSWERS, play_of_awa, shared_play_of_awa

pytestmark = pytest.mark.django_db


def call(person: Person, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    token = tokens.make_token(person, "test")[1]
    answer = Client().generic(
        method,
        f"/api/roleplay/{path}",
        json.dumps(body or {}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    return answer.status_code, json.loads(answer.content) if answer.content else None


def test_a_play_goes_to_its_ending_and_is_looked_back_on(cast: Cast) -> None:
    told = call(cast.awa, "GET", "scenarios/late_parcel")[1]
    assert told["situation"]
    assert told["aims"]
    status, play = call(cast.awa, "POST", "scenarios/late_parcel/plays", {"language": "fr"})
    assert (status, play["state"], play["answered"]) == (201, "going_on", 0)
    assert [one["role"] for one in play["messages"]] == ["customer"]
    path = f"plays/{play['id']}"
    assert call(cast.awa, "GET", f"{path}/look-back")[0] == 404
    call(cast.awa, "PUT", f"{path}/explained", {"explained": True})
    for count, text in enumerate(ANSWERS):
        moved = call(cast.awa, "POST", f"{path}/answers", {"text": text, "after": count})[1]
        assert moved["taken"]
    over = moved["play"]
    assert (over["state"], over["ending"]["quality"]) == ("ended", "good")
    assert any(one["reasons"] for one in over["messages"])
    back = call(cast.awa, "GET", f"{path}/look-back")[1]
    assert back["seen"]
    assert back["cue"]
    assert back["course"][-1] <= back["course"][0]
    assert back["managers"] == ["Claire Morel"]
    # Practising leaves no trace of who practised what.
    assert not AuditEntry.objects.filter(action__startswith="roleplay.").exists()


def test_an_answer_that_comes_too_late_is_kept_as_a_draft(cast: Cast) -> None:
    path = f"plays/{play_of_awa(cast)['pk']}"
    moved = call(cast.awa, "POST", f"{path}/answers", {"text": "Un instant.", "after": 0})[1]
    assert (moved["taken"], moved["play"]["draft"]) == (False, "Un instant.")
    status, refusal = call(cast.awa, "POST", f"{path}/answers", {"text": "  ", "after": 1})
    assert (status, refusal["detail"]) == (422, "Écrivez une réponse avant de l’envoyer.")
    back = call(cast.awa, "POST", f"{path}/take-back", {"after": 1})[1]
    assert (back["taken"], back["play"]["answered"]) == (True, 0)


def test_a_play_is_given_up_taken_up_played_again_and_deleted(cast: Cast) -> None:
    path = f"plays/{play_of_awa(cast)['pk']}"
    assert call(cast.awa, "PUT", f"{path}/given-up")[1]["state"] == "given_up"
    back = call(cast.awa, "GET", f"{path}/look-back")[1]
    assert (back["cue"], back["seen"]) == ("", [])
    assert call(cast.awa, "DELETE", f"{path}/given-up")[1]["state"] == "going_on"
    status, other = call(cast.awa, "POST", f"{path}/again")
    assert (status, other["answered"], other["scenario"]) == (201, 0, "late_parcel")
    assert call(cast.awa, "DELETE", path)[0] == 204
    assert Play.objects.count() == 1


def test_a_play_is_its_trainee_s_until_shared_with_their_manager(cast: Cast) -> None:
    pk = shared_play_of_awa(cast)["pk"]
    (shared,) = call(cast.claire, "GET", "plays")[1]["shared"]
    assert (shared["person"], shared["id"]) == ("Awa Diop", str(pk))
    back = call(cast.claire, "GET", f"plays/{pk}/look-back")[1]
    assert (back["person"], back["managers"]) == ("Awa Diop", [])
    assert call(cast.claire, "GET", f"plays/{pk}")[0] == 404
    assert call(cast.malik, "GET", f"plays/{pk}/look-back")[0] == 404
    assert call(cast.awa, "DELETE", f"plays/{pk}/sharing")[0] == 204
    assert call(cast.claire, "GET", f"plays/{pk}/look-back")[0] == 404
    assert call(cast.claire, "GET", "plays")[1]["shared"] == []
    other = play_of_awa(cast)["pk"]
    status, refusal = call(cast.awa, "PUT", f"plays/{other}/sharing")
    assert (status, "pas fini" in refusal["detail"]) == (422, True)


def test_scenarios_are_listed_and_an_unknown_one_is_not_found(cast: Cast) -> None:
    found = call(cast.awa, "GET", "scenarios")[1]
    assert len(found) >= 10
    assert [one["level"] for one in found] == sorted(one["level"] for one in found)
    assert call(cast.awa, "GET", "scenarios/none")[0] == 404
    assert call(cast.awa, "POST", "scenarios/none/plays")[0] == 404


def test_the_list_asks_no_more_of_the_database_as_it_grows(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    shared_play_of_awa(cast)
    client = Client()
    client.force_login(cast.claire)
    with CaptureQueriesContext(connection) as few:
        assert len(client.get("/api/roleplay/plays").json()["shared"]) == 1
    shared_play_of_awa(cast)
    shared_play_of_awa(cast)
    with django_assert_num_queries(len(few)):
        assert len(client.get("/api/roleplay/plays").json()["shared"]) == 3
