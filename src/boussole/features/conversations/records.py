"""Between the noun of a conversation and its records, both ways, values only."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, cast

from boussole.core.conversations import (
    EARLIEST,
    OWN_OF_ANSWERS,
    SETTLED,
    Answer,
    AnswerKind,
    Channel,
    Conversation,
    FollowUp,
    Party,
    Role,
    Status,
    Turn,
)
from boussole.features.conversations import models


def content_hash(noun: Conversation) -> str:
    """Name a conversation's content: the same content gives the same name.

    ``updated_at`` is left out: a source that only touches a record has not changed it. So is what people
    settle, which no source says.
    """
    left_out: dict[str, Any] = dict.fromkeys(("updated_at", *SETTLED), True)
    left_out["answers"] = {"__all__": set(OWN_OF_ANSWERS)}
    said = noun.model_dump_json(exclude=left_out)
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def customer_key(noun: Conversation) -> str | None:
    """Name the customer within their source account; someone known by name alone is of one contact."""
    customer = noun.customer
    if customer is None:
        return None
    email = (customer.email or "").strip().lower()
    if customer.id or email:
        return customer.id or email
    return f"contact:{noun.id}" if customer.name else None


def identity(source_id: int, external_id: str, email: str) -> str:
    """Name a person across sources: by their address, else by their id in their source."""
    return email.strip().lower() or f"{source_id}:{external_id}"


def fill(record: models.Conversation, noun: Conversation) -> models.Conversation:
    """Copy what a noun says into its record; links to people and teams are set by the caller."""
    agent = noun.agent or Party()
    dated = [turn.at for turn in noun.turns if turn.at]
    record.channel = noun.channel or ""
    record.subject = noun.subject or ""
    record.reason = noun.reason or ""
    record.language = noun.language or ""
    record.status = noun.status or ""
    record.team_name = noun.team or ""
    record.agent_external_id = agent.id or ""
    record.agent_name = agent.name or ""
    record.tags = list(noun.tags)
    record.attributes = dict(noun.attributes) | _agent_email(agent)
    record.started_at = noun.began
    record.ended_at = max(dated) if dated else None
    record.first_solved_at = noun.first_solved_at
    record.solved_at = noun.solved_at
    record.reopened = noun.reopened
    record.source_updated_at = noun.updated_at
    record.listed_at = noun.began or EARLIEST
    record.content_hash = content_hash(noun)
    return record


def _agent_email(agent: Party) -> dict[str, str]:
    return {"agent_email": agent.email} if agent.email else {}


TURN_COLUMNS = ("conversation", "index", "role", "at", "author", "text", "public", "attributes")


def turns(record: models.Conversation, noun: Conversation) -> Iterator[tuple[Any, ...]]:
    """The turns of a conversation as rows, in the order of ``TURN_COLUMNS``."""
    return (
        (
            record.pk,
            index,
            turn.role,
            turn.at,
            turn.author or "",
            turn.text,
            turn.public,
            turn.attributes,
        )
        for index, turn in enumerate(noun.turns)
    )


def answers(record: models.Conversation, noun: Conversation) -> list[models.Answer]:
    """Make the answers about a conversation, unsaved."""
    return [
        models.Answer(
            conversation=record,
            index=index,
            kind=answer.kind,
            scale=answer.scale,
            value=answer.value,
            at=answer.at,
            comment=answer.comment or "",
        )
        for index, answer in enumerate(noun.answers)
    ]


def to_noun(record: models.Conversation, *, as_in_source: bool = False) -> Conversation:
    """Read a record back, its turns, answers, customer, team and agent already fetched.

    The ids are the company's own, for facts: the record's, the person's across sources, the name the
    organisation has for the colleague and the team. With ``as_in_source`` they are the source's, for an export.
    What a person corrected of its reason, origin or demand is the noun's, settled; the source's own reason
    stays in the record.
    """
    said = {"reason": record.reason or None} | ({} if as_in_source else _settled(record))
    return Conversation(
        id=record.external_id if as_in_source else str(record.pk),
        turns=tuple(_turn(turn) for turn in record.turns.all()),
        channel=cast("Channel | None", record.channel or None),
        subject=record.subject or None,
        started_at=record.started_at,
        updated_at=record.source_updated_at,
        status=cast("Status | None", record.status or None),
        first_solved_at=record.first_solved_at,
        solved_at=record.solved_at,
        reopened=record.reopened,
        customer=_customer(record.customer, as_in_source=as_in_source),
        agent=_agent(record, as_in_source=as_in_source),
        team=_team(record, as_in_source=as_in_source),
        language=record.language or None,
        tags=tuple(record.tags),
        answers=tuple(_answer(answer) for answer in record.answers.all()),
        attributes=record.attributes,
        **said,
    )


def in_house(record: models.Conversation, noun: Conversation) -> Conversation:
    """The noun a record was just made from, with the company's own ids: what ``to_noun`` reads back."""
    changes: dict[str, Any] = {
        "id": str(record.pk),
        "customer": _customer(record.customer, as_in_source=False),
        "agent": _agent(record, as_in_source=False),
        "team": _team(record, as_in_source=False),
        "started_at": record.started_at,
        "attributes": record.attributes,
    }
    return noun.model_copy(update=changes | _settled(record))


def standing_correction(record: models.Conversation) -> models.ReasonCorrection | None:
    """What a person says the contact is about, if anyone does; its corrections already fetched."""
    return next((one for one in record.corrections.all() if one.in_force), None)


def standing_origin(record: models.Conversation) -> models.OriginCorrection | None:
    """What a person says caused the contact, if anyone does; its corrections already fetched."""
    return next((one for one in record.origin_corrections.all() if one.in_force), None)


def _settled(record: models.Conversation) -> dict[str, Any]:
    """The fields of the noun that people settled."""
    said: dict[str, Any] = {}
    if reason := standing_correction(record):
        said |= {"reason": reason.reason or None, "reason_settled": True}
    if origin := standing_origin(record):
        said |= {
            "settled_origin": origin.origin or None,
            "settled_demand": origin.demand or None,
        }
    return said


def _turn(turn: models.Turn) -> Turn:
    return Turn(
        role=cast("Role", turn.role),
        text=turn.text,
        at=turn.at,
        author=turn.author or None,
        public=turn.public,
        attributes=turn.attributes,
    )


def _answer(answer: models.Answer) -> Answer:
    return Answer(
        kind=cast("AnswerKind", answer.kind),
        scale=answer.scale,
        value=answer.value,
        at=answer.at,
        comment=answer.comment or None,
        of_company=answer.of_company,
        follow_up=cast("FollowUp | None", answer.follow_up or None),
    )


def _customer(customer: models.Customer | None, *, as_in_source: bool) -> Party | None:
    if customer is None:
        return None
    return Party(
        id=customer.external_id if as_in_source else customer.identity[:200],
        name=customer.name or None,
        email=customer.email or None,
    )


def _agent(record: models.Conversation, *, as_in_source: bool) -> Party | None:
    """A colleague goes by the name the organisation knows; facts and scopes then agree on it."""
    if record.agent and not as_in_source:
        return Party(id=record.agent.name[:200], name=record.agent.name)
    if not record.agent_external_id and not record.agent_name:
        return None
    return Party(id=record.agent_external_id or None, name=record.agent_name or None)


def _team(record: models.Conversation, *, as_in_source: bool) -> str | None:
    if record.team and not as_in_source:
        return record.team.name
    return record.team_name or None
