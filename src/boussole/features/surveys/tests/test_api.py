"""Programs: who should be asked (the gates decide), what answers say, follow-ups, and no more surveys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from boussole.features.surveys import addresses, planning
from boussole.features.surveys.models import Address, Answer, FollowUp, Invitation
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


def test_results_are_those_of_the_page_within_ones_scope(
    claire: Client, cast: Cast, client: Client
) -> None:
    one = surveys_stock.answered(cast, words="Encore fausse.")
    Answer.objects.exclude(text="").update(masked="Encore fausse.", reason="billing")
    (listed,) = claire.get("/api/surveys").json()
    assert (listed["id"], listed["sent"], listed["answered"]) == (one.survey_id, 1, 1)
    found = claire.get(f"/api/surveys/{one.survey_id}/results").json()
    assert (found["sent"], found["answered"], found["said"]) == (1, 1, 1)
    assert found["response_rate"]["value"] == 1
    assert [score["metric"] for score in found["scores"]] == ["csat", "csat_mean"]
    assert {score["state"] for score in found["scores"]} == {"insufficient"}
    assert found["followed_up_in_time"]["unknown_n"] == 1, "not due yet"
    (comment,) = found["comments"]
    assert (comment["text"], comment["conversation"]) == ("Encore fausse.", one.conversation_id)
    client.force_login(cast.malik)
    found = client.get(f"/api/surveys/{one.survey_id}/results").json()
    assert (found["sent"], found["scores"], found["comments"]) == (0, [], [])


def test_why_a_person_was_asked_is_told_as_on_the_page(claire: Client, cast: Cast) -> None:
    one = surveys_stock.answered(cast)
    for who in (one.email, str(one.conversation_id)):
        (told,) = _explained(claire, who=who)
        assert (told["outcome"], told["survey"]) == ("asked", one.survey_id)
        assert [gate["state"] for gate in told["gates"]] == ["open"] * 8
    assert _explained(claire, who=one.email, until="2026-03-01") == []
    assert _explained(claire, who="zia@example.com") == []


def _explained(client: Client, **asked: str) -> Any:
    return client.post("/api/surveys/explanations", asked, content_type="application/json").json()


def test_a_follow_up_is_taken_and_closed_once(claire: Client, cast: Cast) -> None:
    surveys_stock.answered(cast)
    (one,) = claire.get("/api/surveys/follow-ups").json()
    assert (one["owner"], one["closed_at"]) == (cast.claire.pk, None)
    assert [rating["answer"] for rating in one["ratings"]] == ["2/5"]
    place = f"/api/surveys/follow-ups/{one['id']}"
    assert _put(claire, f"{place}/owner").json()["owner"] == cast.claire.pk
    assert _put(claire, f"{place}/closing", what_was_done="").status_code == 422
    said = {"what_was_done": "Facture refaite.", "told": "Votre facture est refaite."}
    assert _put(claire, f"{place}/closing", **said).json()["closed_at"]
    assert FollowUp.objects.get().told == "Votre facture est refaite."
    refused = _put(claire, f"{place}/closing", **said)
    assert (refused.status_code, refused.json()["detail"]) == (422, "Ce suivi est déjà clos.")
    assert claire.get("/api/surveys/follow-ups").json() == []
    (closed,) = claire.get("/api/surveys/follow-ups?state=closed").json()
    assert closed["what_was_done"] == "Facture refaite."


def _put(client: Client, place: str, **said: str) -> Any:
    return client.put(place, said, content_type="application/json")


def test_an_address_is_stopped_for_good(claire: Client, cast: Cast) -> None:
    one = surveys_stock.invited(cast)
    for written in (one.email.upper(), one.email):
        told = {"email": written}
        answer = claire.post("/api/surveys/unsubscribes", told, content_type="application/json")
        assert answer.status_code == 204
    known = Address.objects.get()
    assert (known.digest, known.why) == (addresses.digest(one.email), "opted_out")
    one.refresh_from_db()
    assert one.state == Invitation.State.STOPPED
