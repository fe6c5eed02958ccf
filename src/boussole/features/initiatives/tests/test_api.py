"""Initiatives for programs: from an idea to what it taught, with the pages' forms and scopes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boussole.features.initiatives import services
from boussole.features.initiatives.models import Initiative
from boussole.features.organisation import tokens
from boussole.features.organisation.models import Person
from tests import initiatives_stock as stock
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def call(person: Person, method: str, path: str, body: Any = None) -> tuple[int, Any]:
    token = tokens.make_token(person, "test")[1]
    answer = Client().generic(
        method,
        f"/api/initiatives{path}",
        json.dumps(body or {}),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )
    return answer.status_code, json.loads(answer.content) if answer.content else None


def test_an_idea_is_proposed_announced_and_objected_to(cast: Cast) -> None:
    idea = {"line": "Rappeler la veille", "why": "Ils appellent.", "whom": "Les clients"}
    status, made = call(cast.awa, "POST", "", {**idea, "origin": "heard:1"})
    assert (status, made["state"], made["by"], made["team"]) == (
        201,
        "proposed",
        "Awa Diop",
        "Lyon",
    )
    path = f"/{made['id']}"
    scope = stock.scope_in(cast.lyon, timezone.localdate())
    trial = {
        "what": scope.what,
        "where": scope.where,
        "teams": [cast.lyon.pk],
        "starts_on": scope.starts_on.isoformat(),
        "ends_on": scope.ends_on.isoformat(),
        "will_tell": scope.will_tell,
    }
    status, refusal = call(cast.awa, "POST", f"{path}/trials", {**trial, "metric": "csat"})
    assert (status, "cinq conseillers" in refusal["detail"]) == (422, True)
    assert call(cast.awa, "POST", f"{path}/trials", {**trial, "teams": [cast.nantes.pk]})[0] == 422
    status, announced = call(cast.awa, "POST", f"{path}/trials", trial)
    assert (status, announced["state"]) == (201, "announced")
    objection = {"reason": "Trop large.", "counter_proposal": ""}
    assert call(cast.claire, "POST", f"{path}/objections", objection)[0] == 422
    objection["counter_proposal"] = "Le matin."
    status, objected = call(cast.claire, "POST", f"{path}/objections", objection)
    (said,) = objected["trials"][-1]["objections"]
    assert (status, said["by"], said["lifted"]) == (201, "Claire Morel", False)
    assert call(cast.claire, "DELETE", f"/objections/{said['id']}")[0] == 204
    assert call(cast.zoe, "GET", path)[1]["state"] == "announced"


def test_what_was_learnt_is_told(cast: Cast) -> None:
    pk = stock.tried(cast)["pk"]
    status, told = call(
        cast.awa, "PUT", f"/{pk}/telling", {"learnt": "Un SMS suffit.", "outcome": "adapted"}
    )
    assert (status, told["trials"][-1]["telling"]["outcome"]) == (200, "adapted")
    (listed,) = call(cast.nina, "GET", "?list=told")[1]["shown"]
    assert listed["sentence"] == "Essayée, puis adaptée."
    assert call(cast.awa, "PUT", f"/{pk}/telling", {"learnt": "", "outcome": "kept"})[0] == 422
    assert call(cast.awa, "DELETE", f"/{pk}/telling")[0] == 204
    assert Initiative.objects.get(pk=pk).state == "tried"


def test_the_list_asks_no_more_of_the_database_as_it_grows(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    stock.told(cast)
    client = Client()
    client.force_login(cast.bruno)
    with CaptureQueriesContext(connection) as few:
        assert len(client.get("/api/initiatives?list=told").json()["shown"]) == 1
    for _number in range(3):
        services.support(Initiative.objects.get(**stock.told(cast)), by=cast.nina)
    with django_assert_num_queries(len(few)):
        assert len(client.get("/api/initiatives?list=told").json()["shown"]) == 4
