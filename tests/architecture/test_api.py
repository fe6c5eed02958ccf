"""Every operation of the API as every role: who gets an answer, 404 for what is foreign, 403 for the others; 401 without a name."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from ninja import Schema

from boussole.features.organisation import tokens
from boussole.features.organisation.models import Person
from boussole.web.api import api
from tests import stock
from tests.cast import Cast
from tests.operations import OPERATIONS, Operation
from tests.pages.who import EVERYONE


def test_every_operation_has_a_row_and_every_row_an_operation() -> None:
    described = api.get_openapi_schema()["paths"]
    names = {f"{method} {path}" for path, methods in described.items() for method in methods}
    assert names - OPERATIONS.keys() == set(), "add a row to tests/operations"
    assert OPERATIONS.keys() - names == set(), "this row of tests/operations has no operation"


def _shapes(known: type[Schema] = Schema) -> Iterator[type[Schema]]:
    for one in known.__subclasses__():
        if one.__module__.startswith("boussole."):
            yield one
        yield from _shapes(one)


def test_no_two_shapes_have_one_name() -> None:
    """The description names a shape by its class alone: the second would hide the first."""
    names = Counter(one.__name__ for one in _shapes())
    assert [name for name, count in names.items() if count > 1] == []


def _ask(operation: Operation, method: str, url: str, person: Person | None) -> Any:
    token = tokens.make_token(person, "test")[1] if person else ""
    return Client().generic(
        method.upper(),
        url,
        json.dumps(operation.body),
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"} if person else {},
    )


@pytest.mark.parametrize("name", sorted(OPERATIONS))
@pytest.mark.django_db
def test_an_operation_answers_each_role(name: str, cast: Cast) -> None:
    operation = OPERATIONS[name]
    method, path = name.split()
    url = path.format(**operation.values(cast))
    expected = dict.fromkeys(EVERYONE, 403)
    expected |= dict.fromkeys(operation.ok, operation.status) | dict.fromkeys(operation.hidden, 404)
    answers = {}
    for who in EVERYONE:
        # What one does is undone before the next asks.
        with transaction.atomic():
            answers[who] = _ask(operation, method, url, cast.people()[who]).status_code
            transaction.set_rollback(True)
    assert answers == expected
    assert _ask(operation, method, url, None).status_code == 401


@pytest.mark.django_db
def test_a_token_is_shown_once_and_refused_once_revoked(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    page = client.post("/settings/tokens/new/", {"name": "Tableur"}).content.decode()
    token = page.split('<code class="token">')[1].split("<")[0]
    headers = {"Authorization": f"Bearer {token}"}
    assert token not in client.get("/settings/").content.decode()
    assert Client().get("/api/playbook/versions", headers=headers).status_code == 200
    made = cast.awa.api_tokens.get()
    assert made.used_on is not None
    assert token not in made.digest
    client.post(f"/settings/tokens/{made.pk}/revoke/")
    assert Client().get("/api/playbook/versions", headers=headers).status_code == 401


@pytest.mark.django_db
def test_an_account_that_is_closed_has_no_token_any_more(cast: Cast) -> None:
    _, token = tokens.make_token(cast.hugo, "test")
    headers = {"Authorization": f"Bearer {token}"}
    assert Client().get("/api/playbook/versions", headers=headers).status_code == 401


@pytest.mark.django_db
def test_whoever_is_signed_in_is_protected_from_forged_requests(cast: Cast) -> None:
    stock.published()
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.claire)
    assert client.get("/api/playbook/draft").status_code == 200
    forged = client.post("/api/playbook/draft/undo", "{}", content_type="application/json")
    assert forged.status_code == 403
