"""From a Zendesk ticket, its comments and the people in it, to a record in Boussole's shape; pure.

Shapes: https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/ (ids are int64, instants ISO 8601
in UTC, ``priority`` may be null, custom field values are strings, booleans or arrays).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from boussole.adapters.sources.mail.html_text import text_of
from boussole.adapters.sources.mail.quoting import split_mail
from boussole.core.conversations import Channel

Json = dict[str, Any]
FindUser = Callable[[Any], Json | None]

CHANNELS: dict[str, Channel] = {
    "voice": "phone", "phone": "phone", "chat": "chat", "messaging": "chat", "native_messaging": "chat",
    "web_messaging": "chat", "whatsapp": "chat", "line": "chat", "sms": "chat", "text": "chat", "mobile_sdk": "chat",
    "email": "email", "closed_ticket": "email", "web": "web", "web_form": "web", "help_center": "web",
    "web_widget": "web", "mobile": "web", "sample_ticket": "web", "forum": "web", "twitter": "social",
    "x_dm": "social", "facebook": "social", "instagram_dm": "social", "any_channel": "social", "api": "api",
    "rule": "api", "system": "api", "web_service": "api", "apps": "api",
}  # fmt: skip
SURVEY_SCALE = 5
_READ = frozenset(
    {
        "id", "subject", "raw_subject", "description", "created_at", "updated_at", "status", "tags", "comments",
        "requester", "assignee", "group", "users", "groups", "submitter", "satisfaction_rating",
        "survey_responses", "metric_set", "metric_events", "url", "collaborators",
    }
)  # fmt: skip
_COMMENT_READ = frozenset(
    {"body", "html_body", "plain_body", "public", "author_id", "author", "created_at", "attachments", "metadata", "audit_id"}
)  # fmt: skip


def conversation_of(ticket: Json, find_user: FindUser, team: str | None = None) -> Json:
    """Return the record of one ticket, whose ``comments`` are inside; ``find_user`` knows people by id."""
    people = _People(ticket, find_user)
    group = _dict(ticket.get("group"))
    return {
        "id": ticket.get("id"),
        "channel": _channel(ticket),
        "subject": ticket.get("subject") or ticket.get("raw_subject") or None,
        "started_at": ticket.get("created_at"),
        "updated_at": ticket.get("updated_at"),
        "status": ticket.get("status"),
        **_outcome(ticket),
        "customer": people.party("requester"),
        "agent": people.party("assignee"),
        "team": group.get("name") or team,
        "tags": tuple(str(tag) for tag in _list(ticket.get("tags"))),
        "turns": [_turn(one, people) for one in comments_of(ticket)],
        "answers": [*_legacy_rating(ticket), *_survey_answers(ticket)],
        "attributes": {
            name: _fields(value) if name == "custom_fields" else value
            for name, value in ticket.items()
            if name not in _READ and value not in (None, [], {})
        },
    }


def _dict(value: Any) -> Json:
    """``value`` when it is an object, else an empty one: exports are not always what they should be."""
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: Any) -> list[Json]:
    return [one for one in _list(value) if isinstance(one, dict)]


def _author_of(comment: Json) -> Any:
    return comment.get("author_id", _dict(comment.get("author")).get("id"))


def comments_of(ticket: Json) -> list[Json]:
    """The ticket's comments; one that has none still tells its description."""
    comments = _dicts(ticket.get("comments"))
    if comments or not ticket.get("description"):
        return comments
    first = {"body": ticket["description"], "author_id": ticket.get("requester_id")}
    return [first | {"created_at": ticket.get("created_at")}]


class _People:
    """Who is who in one ticket."""

    def __init__(self, ticket: Json, find_user: FindUser) -> None:
        self.ticket = ticket
        self.find_user = find_user
        embedded = [ticket.get(name) for name in ("requester", "assignee", "submitter")]
        embedded += [one.get("author") for one in _dicts(ticket.get("comments"))]
        embedded += [*_list(ticket.get("users")), *_list(ticket.get("collaborators"))]
        self.known = {str(one["id"]): one for one in _dicts(embedded) if "id" in one}

    def user(self, identifier: Any) -> Json:
        """What is known of someone; nothing at worst."""
        return self.known.get(str(identifier)) or self.find_user(identifier) or {}

    def named(self, name: str) -> Any:
        """The id of the requester or the assignee."""
        embedded = _dict(self.ticket.get(name))
        return self.ticket.get(f"{name}_id") or embedded.get("id")

    def party(self, name: str) -> Json | None:
        """The requester or the assignee as a party."""
        identifier = self.named(name)
        if identifier is None:
            return None
        user = self.user(identifier)
        return {"id": str(identifier), "name": user.get("name"), "email": user.get("email")}

    def role(self, comment: Json) -> str:
        """Who speaks: the requester is the customer, whatever else they are."""
        author = _author_of(comment)
        if author is None or author == -1:
            return "system"
        if author == self.named("requester"):
            return "customer" if comment.get("public", True) else "agent"
        said = self.user(author).get("role")
        if said in {"agent", "admin"} or author == self.named("assignee"):
            return "agent"
        if said == "end-user":
            return "customer"
        return "agent" if comment.get("public") is False else "customer"


def _channel(ticket: Json) -> str | None:
    said = _dict(ticket.get("via")).get("channel")
    return None if said is None else CHANNELS.get(str(said), str(said))


def _turn(comment: Json, people: _People) -> Json:
    text, quoted, signature = _words(comment)
    author = people.user(_author_of(comment))
    files = [one.get("file_name") for one in _dicts(comment.get("attachments"))]
    aside = {name: value for name, value in comment.items() if name not in _COMMENT_READ}
    aside |= {
        "quoted": quoted,
        "signature": signature,
        "attachments": [name for name in files if name],
    }
    return {
        "role": people.role(comment),
        "text": text,
        "at": comment.get("created_at"),
        "author": author.get("name"),
        "public": comment.get("public") is not False,
        "attributes": {
            name: value for name, value in aside.items() if value not in (None, "", [], {})
        },
    }


def _words(comment: Json) -> tuple[str, str, str]:
    """The text, and what a mail repeats below it."""
    spoken = _dict(comment.get("data")).get("transcription_text")
    text = spoken or comment.get("plain_body") or comment.get("body")
    text = str(text) if text else text_of(str(comment.get("html_body") or ""))
    if _dict(comment.get("via")).get("channel") == "email":
        parts = split_mail(text.replace("\r\n", "\n"))
        return parts.said or parts.forwarded or text, parts.quoted, parts.signature
    return text, "", ""


def _outcome(ticket: Json) -> Json:
    """When it was solved, first and last, and whether it was reopened, from metrics or their events."""
    metric = _dict(ticket.get("metric_set"))
    solved_at = metric.get("solved_at")
    first = _after(ticket.get("created_at"), metric.get("first_resolution_time_in_minutes"))
    reopens = metric.get("reopens")
    fulfilled = list(_fulfilments(ticket.get("metric_events")))
    return {
        "first_solved_at": min(fulfilled) if fulfilled else first,
        "solved_at": solved_at or (max(fulfilled) if fulfilled else None),
        "reopened": bool(reopens)
        if reopens is not None
        else (len(fulfilled) > 1 if fulfilled else None),
    }


def _fulfilments(events: Any) -> Iterator[str]:
    """When the ticket was solved: events come as one list, or as one list per metric."""
    if isinstance(events, dict):
        listed = _dicts(events.get("full_resolution_time") or events.get("resolution_time"))
    else:
        listed = [one for one in _dicts(events) if one.get("metric") == "full_resolution_time"]
    for one in listed:
        if one.get("type") == "fulfill" and isinstance(one.get("time"), str):
            yield one["time"]


def _after(start: Any, minutes: Any) -> datetime | None:
    calendar = _dict(minutes).get("calendar")
    if not isinstance(calendar, (int, float)) or not isinstance(start, str):
        return None
    try:
        return datetime.fromisoformat(start) + timedelta(minutes=calendar)
    except (ValueError, OverflowError):
        return None


def _legacy_rating(ticket: Json) -> Iterator[Json]:
    rating = _dict(ticket.get("satisfaction_rating"))
    score = str(rating.get("score") or "")
    if score.startswith(("good", "bad")):
        yield {
            "kind": "csat",
            "scale": 2,
            "value": int(score.startswith("good")),
            "at": rating.get("updated_at") or rating.get("created_at"),
            "comment": rating.get("comment") or None,
        }


def _survey_answers(ticket: Json) -> Iterator[Json]:
    for response in _dicts(ticket.get("survey_responses")):
        answers = _dicts(response.get("answers"))
        said = next((one.get("value") for one in answers if one.get("type") == "open_ended"), None)
        yield from _ratings(answers, response, said)


def _ratings(answers: Iterable[Json], response: Json, said: str | None) -> Iterator[Json]:
    for one in answers:
        if one.get("type") != "rating_scale":
            continue
        rating, category = one.get("rating"), one.get("rating_category")
        if rating is None and category not in {"good", "bad"}:
            continue
        yield {
            "kind": "csat",
            "scale": 2 if rating is None else _scale(one),
            "value": int(category == "good") if rating is None else rating,
            "at": one.get("updated_at") or one.get("created_at") or response.get("updated_at") or response.get("created_at"),
            "comment": said or None,
        }  # fmt: skip


def _scale(answer: Json) -> int:
    options = _list(_dict(answer.get("question")).get("options"))
    return len(options) if len(options) > 1 else SURVEY_SCALE


def _fields(fields: Any) -> Any:
    if not isinstance(fields, list):
        return fields
    return {
        str(one.get("id")): one.get("value")
        for one in fields
        if isinstance(one, dict) and one.get("value") not in (None, "", [])
    }
