"""A row of a list of conversations, as people read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from boussole.core.conversations import EARLIEST
from boussole.core.facts import Frame
from boussole.core.reasons import ReasonTree
from boussole.features.conversations import models
from boussole.features.conversations.forms import CHANNEL_NAMES, reason_name, said
from boussole.features.conversations.naming import discreet
from boussole.features.conversations.reading import frame as frame_in_force
from boussole.features.conversations.reading import read_by

MOST_MARKS = 2


@dataclass(frozen=True)
class Mark:
    """A situation, named."""

    label: str
    success: bool


@dataclass(frozen=True)
class Row:
    """One conversation in a list; ``more_marks`` counts the situations there is no room for."""

    id: int
    url: str
    customer: str
    reason: str
    opening: str
    agent: str
    team: str
    channel: str
    at: datetime | None
    turns: int
    tension: list[float]
    ribbon_marks: list[list[int]]
    marks: list[Mark]
    more_marks: int
    waiting: bool
    read_by: str


def rows(
    readings: Iterable[models.Reading], query: str = "", frame: Frame | None = None
) -> list[Row]:
    """Compose rows; ``query`` is the list they belong to, so that a conversation can lead back.

    ``frame`` is the one in force, for whoever asked for it already.
    """
    frame = frame or frame_in_force()
    marks = {rule.key: Mark(said(rule.name), rule.success) for rule in frame.playbook.rules}
    return [_row(reading, marks, frame.tree, query) for reading in readings]


def _row(reading: models.Reading, named: dict[str, Mark], tree: ReasonTree, query: str) -> Row:
    conversation = reading.conversation
    marks = [named[rule] for rule in reading.situations.split() if rule in named]
    url = reverse("conversations:conversation", args=[reading.pk])
    return Row(
        id=reading.pk,
        url=f"{url}?{query}" if query else url,
        customer=discreet(conversation.customer),
        reason=reason_name(reading.reason, tree),
        opening=reading.opening,
        agent=conversation.agent.name if conversation.agent else conversation.agent_name,
        team=conversation.team.name if conversation.team else conversation.team_name,
        channel=str(CHANNEL_NAMES.get(reading.channel, "")),
        at=conversation.listed_at if conversation.listed_at > EARLIEST else None,
        turns=reading.turns,
        tension=reading.tension,
        ribbon_marks=reading.marks,
        marks=marks[:MOST_MARKS],
        more_marks=max(0, len(marks) - MOST_MARKS),
        waiting=not reading.version,
        read_by=read_by(reading.version),
    )
