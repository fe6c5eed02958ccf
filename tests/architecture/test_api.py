"""Every operation of the API as every role: who gets an answer, and 403 for the others; 401 without a name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.test import Client

from boussole.features.organisation import tokens
from boussole.features.playbook import drafting
from boussole.web.api import api
from tests import stock, surveys_stock
from tests.cast import Cast
from tests.pages import DECIDERS, EVERYONE, MANAGERS

RULE = "late_escalation"


def _nothing(_cast: Cast) -> dict[str, Any]:
    return {}


def _version(_cast: Cast) -> dict[str, Any]:
    return {"number": stock.published()}


def _rule(_cast: Cast) -> dict[str, Any]:
    return {"key": RULE}


def _kept_rule(cast: Cast) -> dict[str, Any]:
    drafting.discard(by=cast.claire)
    return _rule(cast)


def _question(cast: Cast) -> dict[str, Any]:
    return {"pk": stock.question(cast)}


def _by_api(cast: Cast) -> dict[str, Any]:
    return {"pk": surveys_stock.survey(cast, trigger="api").pk}


@dataclass(frozen=True)
class Operation:
    """Who gets ``status``; ``body`` is what is sent, ``values`` fill the path."""

    ok: tuple[str, ...]
    status: int = 200
    body: Mapping[str, Any] = field(default_factory=dict)
    values: Callable[[Cast], Mapping[str, Any]] = _nothing


OPERATIONS: dict[str, Operation] = {
    "post /api/surveys/{pk}/occasions": Operation(
        MANAGERS, 202, {"email": "lea@example.com"}, _by_api
    ),
    "get /api/playbook/versions": Operation(EVERYONE),
    "post /api/playbook/versions": Operation(DECIDERS, 422, {"text": "name: x"}),
    "get /api/playbook/versions/{number}": Operation(EVERYONE, values=_version),
    "get /api/playbook/in-force": Operation(EVERYONE),
    "get /api/playbook/draft": Operation(DECIDERS),
    "delete /api/playbook/draft": Operation(DECIDERS),
    "get /api/playbook/draft/text": Operation(DECIDERS),
    "get /api/playbook/draft/rules/{key}": Operation(DECIDERS, values=_rule),
    "put /api/playbook/draft/rules/{key}": Operation(DECIDERS, 422, {"kind": "x"}, _rule),
    "delete /api/playbook/draft/rules/{key}": Operation(DECIDERS, values=_kept_rule),
    # Nothing was read yet: there is no preview, for whoever may ask.
    "get /api/playbook/draft/rules/{key}/preview": Operation(DECIDERS, 404, values=_rule),
    "post /api/playbook/draft/undo": Operation(DECIDERS),
    "post /api/playbook/draft/publish": Operation(DECIDERS, 422, {"note": ""}),
    "post /api/playbook/versions/{number}/acknowledgement": Operation(
        EVERYONE, 204, values=_version
    ),
    "get /api/playbook/questions": Operation(EVERYONE),
    "post /api/playbook/questions": Operation(
        EVERYONE, 201, {"rule": RULE, "text": "Et la nuit ?"}
    ),
    "post /api/playbook/questions/{pk}/answer": Operation(
        DECIDERS, 200, {"text": "Oui."}, _question
    ),
    "post /api/playbook/versions/{number}/rereadings": Operation(DECIDERS, 202, values=_version),
    "get /api/playbook/versions/{number}/rereadings": Operation(DECIDERS, values=_version),
}


def test_every_operation_has_a_row_and_every_row_an_operation() -> None:
    described = api.get_openapi_schema()["paths"]
    names = {f"{method} {path}" for path, methods in described.items() for method in methods}
    assert names == OPERATIONS.keys()


@pytest.mark.parametrize("name", sorted(OPERATIONS))
@pytest.mark.django_db
def test_an_operation_answers_each_role(name: str, cast: Cast) -> None:
    operation = OPERATIONS[name]
    method, path = name.split()
    for who in EVERYONE:
        url = path.format(**operation.values(cast))
        _, token = tokens.make_token(cast.people()[who], "test")
        answer = Client().generic(
            method.upper(),
            url,
            json.dumps(operation.body),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )
        assert answer.status_code == (operation.status if who in operation.ok else 403), who
    stranger = Client().generic(method.upper(), path.format(**operation.values(cast)))
    assert stranger.status_code == 401


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
