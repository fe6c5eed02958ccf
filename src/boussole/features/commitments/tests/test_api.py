"""Commitments for programs; nothing about a ballot can be asked."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from boussole.features.organisation import tokens
from boussole.features.organisation.models import Person
from boussole.web.api import api
from tests import commitments_stock as stock
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def call(person: Person, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    token = tokens.make_token(person, "test")[1]
    answer = Client().generic(
        method,
        f"/api/commitments{path}",
        json.dumps(body or {}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    return answer.status_code, json.loads(answer.content) if answer.content else None


def test_a_consultation_is_opened_and_filled(cast: Cast) -> None:
    today = timezone.localdate()
    asked = {
        "title": "Nos engagements",
        "purpose": "Ce que nous promettons.",
        "vote_opens_on": (today + timedelta(days=7)).isoformat(),
        "closes_on": (today + timedelta(days=14)).isoformat(),
    }
    status, made = call(cast.odile, "POST", "/consultations", asked)
    assert (status, made["state"], made["team"]) == (201, "writing", "")
    assert call(cast.odile, "POST", "/consultations", asked)[0] == 422
    said = {"sentence": "Nous rappelons.", "looks_like": "À l’heure dite."}
    status, proposal = call(cast.awa, "POST", f"/consultations/{made['id']}/proposals", said)
    assert (status, proposal["by"], proposal["in_force"]) == (201, "Awa Diop", False)
    said["sentence"] = "Nous rappelons toujours."
    assert call(cast.bruno, "PUT", f"/proposals/{proposal['id']}", said)[0] == 404
    assert call(cast.awa, "PUT", f"/proposals/{proposal['id']}", said)[0] == 200
    found = call(cast.nina, "GET", f"/consultations/{made['id']}")[1]
    assert [one["sentence"] for one in found["proposals"]] == ["Nous rappelons toujours."]
    assert call(cast.claire, "GET", f"/consultations?team={cast.nantes.pk}")[0] == 404


def test_results_stand_without_a_name(cast: Cast) -> None:
    made = stock.closed(cast)
    found = call(cast.claire, "GET", f"/consultations/{made.pk}")[1]
    assert (found["ballots"], found["proposals"]) == (6, [])
    assert [(one["adopted"], one["approvals"]) for one in found["results"]] == [
        (True, 5),
        (False, 1),
    ]
    assert "Awa" not in json.dumps(found)
    (version,) = call(cast.zoe, "GET", "/versions")[1]
    assert (version["number"], version["added"]) == (
        1,
        ["Nous disons ce que nous ne savons pas encore."],
    )


def test_no_operation_is_about_a_ballot() -> None:
    paths = [path for path in api.get_openapi_schema()["paths"] if "/commitments" in path]
    assert paths
    assert not [path for path in paths if "ballot" in path or "vote" in path]
