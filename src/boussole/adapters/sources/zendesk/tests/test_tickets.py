"""Zendesk exports become conversations, in each of the forms they are written in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from boussole.adapters.sources import Rejection, detect, open_source
from boussole.adapters.sources.zendesk.tickets import conversation_of
from boussole.core.conversations import Answer, Conversation, Party

BIG = 9_007_199_254_740_993
LEA = {"id": BIG, "name": "Léa", "email": "lea@perso.fr", "role": "end-user"}
ANNE = {"id": 2, "name": "Anne", "email": "anne@exemple.fr", "role": "agent"}
TICKET: dict[str, Any] = {
    "id": BIG + 1, "url": "https://x.zendesk.com/api/v2/tickets/1.json", "subject": "Colis perdu", "priority": None,
    "status": "closed", "created_at": "2025-03-12T09:00:00Z", "updated_at": "2025-03-14T09:00:00Z",
    "via": {"channel": "voice"}, "tags": ["colis", "vip"], "requester_id": BIG, "assignee_id": 2, "group_id": 5,
    "custom_fields": [{"id": 1, "value": "FR"}, {"id": 2, "value": True}, {"id": 3, "value": ["a"]}, {"id": 4, "value": None}],
    "satisfaction_rating": {"score": "good", "comment": "Parfait"},
    "metric_set": {"solved_at": "2025-03-14T08:00:00Z", "reopens": 1, "first_resolution_time_in_minutes": {"calendar": 60, "business": 30}},
    "comments": [
        {"id": 10, "author_id": BIG, "body": "Où est mon colis ?", "public": True, "created_at": "2025-03-12T09:00:00Z",
         "attachments": [{"file_name": "photo.jpg"}]},
        {"id": 11, "author_id": 2, "body": "Vu avec le dépôt", "public": False, "created_at": "2025-03-12T09:10:00Z"},
        {"id": 12, "author_id": 2, "body": "Il arrive demain.\n\nLe 12/03/2025 à 10:00, Léa a écrit :\n> Où", "public": True,
         "created_at": "2025-03-12T09:20:00Z", "via": {"channel": "email"}},
        {"id": 13, "author_id": -1, "body": "Ticket fermé", "public": True, "created_at": "2025-03-14T08:00:00Z"},
    ],
}  # fmt: skip


def users(identifier: Any) -> dict[str, Any] | None:
    return {BIG: LEA, 2: ANNE}.get(identifier)


def only(path: Path) -> Conversation:
    (found,) = open_source(path)
    assert isinstance(found, Conversation)
    return found


@pytest.mark.parametrize(
    "written",
    [
        json.dumps([TICKET | {"users": [LEA, ANNE], "group": {"id": 5, "name": "Nord"}}]),
        json.dumps(TICKET | {"users": [LEA, ANNE], "group": {"id": 5, "name": "Nord"}}),
        json.dumps({"tickets": [TICKET], "users": [LEA, ANNE], "groups": [{"id": 5, "name": "Nord"}], "count": 1}),
        json.dumps({"count": 1, "groups": [{"id": 5, "name": "Nord"}], "users": [LEA, ANNE], "tickets": [TICKET]}, indent=1),
        json.dumps({"users": [LEA, ANNE], "tickets": []}) + "\n" + json.dumps({"tickets": [TICKET], "groups": [{"id": 5, "name": "Nord"}]}),
        json.dumps({"ticket": {k: v for k, v in TICKET.items() if k != "comments"} | {"requester": LEA, "assignee": ANNE, "group": {"name": "Nord"}}, "comments": TICKET["comments"]}),
    ],
    ids=["array", "lines", "page", "page with users first", "pages", "ticket and comments"],
)  # fmt: skip
def test_every_form_of_export_gives_the_same_conversation(written: str, tmp_path: Path) -> None:
    path = tmp_path / "tickets.json"
    path.write_text(written, encoding="utf-8")
    assert detect(path).kind.name == "zendesk"
    found = only(path)
    assert (found.id, found.channel, found.status, found.team) == (
        str(BIG + 1),
        "phone",
        "closed",
        "Nord",
    )
    assert found.customer == Party(id=str(BIG), name="Léa", email="lea@perso.fr")
    assert found.agent == Party(id="2", name="Anne", email="anne@exemple.fr")
    assert [(turn.role, turn.text, turn.public) for turn in found.turns] == [
        ("customer", "Où est mon colis ?", True), ("agent", "Vu avec le dépôt", False),
        ("agent", "Il arrive demain.", True), ("system", "Ticket fermé", True),
    ]  # fmt: skip
    assert found.turns[0].attributes == {"id": 10, "attachments": ["photo.jpg"]}
    assert found.turns[2].author == "Anne"
    assert found.first_solved_at == datetime(2025, 3, 12, 10, tzinfo=UTC)
    assert (found.solved_at, found.reopened) == (datetime(2025, 3, 14, 8, tzinfo=UTC), True)
    assert found.answers == (Answer(kind="csat", scale=2, value=1, comment="Parfait"),)
    assert found.tags == ("colis", "vip")
    assert found.attributes["custom_fields"] == {"1": "FR", "2": True, "3": ["a"]}
    assert found.attributes["via"] == {"channel": "voice"}
    assert "priority" not in found.attributes


def record(**changes: Any) -> dict[str, Any]:
    return conversation_of(TICKET | changes, users)


@pytest.mark.parametrize("score", ["offered", "unoffered", None])
def test_an_unanswered_rating_is_no_answer(score: str | None) -> None:
    assert record(satisfaction_rating={"score": score})["answers"] == []


def test_newer_survey_responses() -> None:
    response = {
        "id": "r", "subjects": [{"type": "ticket", "id": str(BIG + 1)}],
        "answers": [
            {"type": "rating_scale", "rating": 4, "rating_category": "good", "created_at": "2025-03-15T00:00:00Z"},
            {"type": "open_ended", "value": "Merci"},
        ],
    }  # fmt: skip
    answers = record(satisfaction_rating=None, survey_responses=[response])["answers"]
    assert answers == [
        {"kind": "csat", "scale": 5, "value": 4, "at": "2025-03-15T00:00:00Z", "comment": "Merci"}
    ]
    bare = {
        "answers": [{"type": "rating_scale", "rating_category": "bad"}, {"type": "rating_scale"}]
    }
    answers = record(satisfaction_rating=None, survey_responses=[bare])["answers"]
    assert [(one["scale"], one["value"]) for one in answers] == [(2, 0)]


def test_survey_responses_told_beside_the_tickets(tmp_path: Path) -> None:
    response = {
        "subjects": [{"type": "ticket", "id": str(BIG + 1)}],
        "answers": [{"type": "rating_scale", "rating": 2}],
    }
    path = tmp_path / "page.json"
    path.write_text(json.dumps({"tickets": [TICKET], "survey_responses": [response]}))
    assert [(one.scale, one.value) for one in only(path).answers] == [(2, 1), (5, 2)]


def test_metric_events_tell_when_it_was_solved() -> None:
    events = [
        {"metric": "full_resolution_time", "type": "fulfill", "time": "2025-03-12T10:00:00Z"},
        {"metric": "full_resolution_time", "type": "activate", "time": "2025-03-13T10:00:00Z"},
        {"metric": "full_resolution_time", "type": "fulfill", "time": "2025-03-14T10:00:00Z"},
        {"metric": "reply_time", "type": "fulfill", "time": "2025-03-12T09:30:00Z"},
    ]
    found = record(metric_set=None, metric_events=events)
    assert (found["first_solved_at"], found["solved_at"], found["reopened"]) == (
        "2025-03-12T10:00:00Z", "2025-03-14T10:00:00Z", True,
    )  # fmt: skip
    grouped = {"full_resolution_time": [{"type": "fulfill", "time": "2025-03-12T10:00:00Z"}]}
    assert record(metric_set=None, metric_events=grouped)["reopened"] is False
    assert record(metric_set=None)["reopened"] is None


def test_the_requester_is_the_customer_whatever_else_they_are() -> None:
    comments = [
        {"author_id": 2, "body": "Bonjour", "public": True},
        {"author_id": 77, "body": "note", "public": False},
    ]
    found = record(requester_id=2, assignee_id=3, comments=comments)
    assert [turn["role"] for turn in found["turns"]] == ["customer", "agent"]


def test_a_ticket_without_comments_tells_its_description(tmp_path: Path) -> None:
    found = record(comments=[], description="Mon colis ?")
    assert [(turn["role"], turn["text"]) for turn in found["turns"]] == [
        ("customer", "Mon colis ?")
    ]
    path = tmp_path / "tickets.jsonl"
    path.write_text(json.dumps(TICKET | {"comments": []}))
    (rejected,) = open_source(path)
    assert isinstance(rejected, Rejection)
    assert rejected.reason == "no_turns"


def test_bodies_in_every_form() -> None:
    comments = [
        {"author_id": 2, "html_body": "<p>Bonjour</p>"},
        {"author_id": 2, "body": "Appel", "data": {"transcription_text": "Allô ?"}},
        {"author_id": 2, "body": "**x**", "plain_body": "x"},
    ]
    assert [turn["text"] for turn in record(comments=comments)["turns"]] == [
        "Bonjour",
        "Allô ?",
        "x",
    ]
