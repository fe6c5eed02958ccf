"""A program says that a customer should be asked; the gates decide."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from boussole.features.surveys import planning
from tests import stock, surveys_stock
from tests.cast import Cast
from tests.surveys_stock import NOON


@pytest.fixture
def claire(cast: Cast, client: Client) -> Client:
    """Claire's program."""
    client.force_login(cast.claire)
    return client


def post(client: Client, survey: int, **told: Any) -> Any:
    return client.post(f"/api/surveys/{survey}/occasions", told, content_type="application/json")


def test_days_after_an_event_and_once_for_a_key(claire: Client, cast: Cast) -> None:
    survey = surveys_stock.survey(cast, trigger="event", delay_days=7)
    told = {
        "email": "zia@example.com",
        "language": "en",
        "key": "order-42",
        "happened_at": NOON.isoformat(),
    }
    for _again in range(2):
        answer = post(claire, survey.pk, **told)
        assert answer.status_code == 202
    assert answer.json() == {"key": "order-42", "due_at": "2026-03-10T11:00:00Z"}
    assert planning.plan(NOON + timedelta(days=7)) == planning.Planned(asked=1)
    assert survey.invitations.get().language == "en"


def test_what_cannot_be_done_says_why(claire: Client, cast: Cast) -> None:
    survey = surveys_stock.survey(cast, trigger="api")
    (foreign,) = stock.store(surveys_stock.contact(agent="agent-nina", team="team-nantes"))
    assert post(claire, 404, email="zia@example.com").status_code == 404
    assert post(claire, survey.pk, conversation=foreign).status_code == 404
    refused = post(claire, survey.pk)
    assert refused.status_code == 422
    assert refused.json()["detail"] == "Aucun client connu à interroger pour ce contact."
    assert post(claire, survey.pk, email="personne").status_code == 422
    assert not survey.occasions.exists()
