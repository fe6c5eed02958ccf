"""From a planned contact to the conversation: its words, its clock, how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from boussole.adapters.demo.chance import stream
from boussole.adapters.demo.clock import instants
from boussole.adapters.demo.coached import restated
from boussole.adapters.demo.dialogues import Dialogue, Line, tree_reasons
from boussole.adapters.demo.habits import framed
from boussole.adapters.demo.people import Person
from boussole.adapters.demo.plan import Contact
from boussole.adapters.demo.surveys import answers
from boussole.adapters.demo.wording import choose, fill
from boussole.adapters.demo.words import Cast, author, role, said, values
from boussole.core.conversations import Answer, Conversation, Party, Status, Turn

REASON_GIVEN_SHARE = 0.9
REOPENED_SHARE = 0.02
PENDING_SHARE = 0.5
REOPENED_HOOKS = frozenset({"rushed_closing", "broken_promise"})


@dataclass(frozen=True, slots=True)
class _Ending:
    status: Status
    solved_at: datetime | None = None
    reopened: bool = False
    answers: tuple[Answer, ...] = ()


def conversation(
    seed: int,
    number: int,
    contact: Contact,
    manager: Person,
    *,
    now: datetime,
    left_on: date | None = None,
    restates: bool = False,
) -> Conversation:
    """The ``number``-th conversation as known at ``now``: what comes later is not said yet.

    ``restates`` when its agent restates the request before answering.
    """
    chance = stream(seed, "words", number, contact.dialogue.id)
    dialogue = contact.dialogue
    cast = Cast(contact.customer, contact.agent, contact.colleague, manager)
    known = values(cast, contact.began, dialogue.lang, chance)
    lines = framed(dialogue, chance)
    if restates:
        lines = restated(lines, dialogue)
    turns = tuple(_turns(contact, lines, cast, known, chance, now=now))
    ending = _ending(dialogue, turns, now, chance, whole=len(turns) == len(lines))
    return Conversation(
        id=f"AT-{now.year}-{number:05d}",
        channel=dialogue.channel,
        subject=fill(choose(dialogue.subject, chance), known) if dialogue.subject else None,
        started_at=contact.began,
        updated_at=turns[-1].at,
        status=ending.status,
        first_solved_at=ending.solved_at,
        solved_at=ending.solved_at,
        reopened=ending.reopened,
        customer=Party(
            id=contact.customer.id, name=contact.customer.name, email=contact.customer.email
        ),
        agent=Party(name=contact.agent.name, email=contact.agent.email),
        team=contact.team.key,
        reason=tree_reasons()[dialogue.reason] if chance.random() < REASON_GIVEN_SHARE else None,
        language=dialogue.lang,
        turns=turns,
        answers=ending.answers,
        attributes=_attributes(contact, left_on),
    )


def _turns(
    contact: Contact,
    lines: Sequence[Line],
    cast: Cast,
    known: dict[str, str],
    chance: Random,
    *,
    now: datetime,
) -> Iterator[Turn]:
    channel = contact.dialogue.channel
    for line, at in zip(lines, instants(lines, channel, contact.began, chance), strict=True):
        if at > now:
            return
        speaker = author(line, cast)
        yield Turn(
            role=role(line),
            text=said(line, cast, known, chance, chat=channel == "chat"),
            at=at.replace(microsecond=0),
            author=speaker.name if speaker else None,
            public=line.speaker != "note",
        )


def _ending(
    dialogue: Dialogue, turns: Sequence[Turn], now: datetime, chance: Random, *, whole: bool
) -> _Ending:
    last = turns[-1].at
    if not whole or last is None:
        return _Ending("open")
    if not dialogue.resolved and chance.random() < PENDING_SHARE:
        return _Ending("pending")
    solved_at = last + timedelta(seconds=round(chance.uniform(30, 900)))
    if solved_at > now:
        return _Ending("open")
    given = tuple(
        answer
        for answer in answers(dialogue, solved_at, chance)
        if answer.at is not None and answer.at <= now
    )
    likely = 0.3 if dialogue.tags & REOPENED_HOOKS else REOPENED_SHARE
    reopened = chance.random() < likely
    return _Ending("solved" if reopened else "closed", solved_at, reopened, given)


def _attributes(contact: Contact, left_on: date | None) -> dict[str, str | int]:
    """What the source knows besides: the contract, and the day the customer left."""
    known: dict[str, str | int] = {
        "plan": contact.customer.plan,
        "customer_since": contact.customer.since,
        "site": contact.team.city,
    }
    if left_on is not None:
        known["customer_left_on"] = left_on.isoformat()
    return known
