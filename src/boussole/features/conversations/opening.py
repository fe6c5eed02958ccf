"""One conversation read for another page than its own: masked, within the reader's scope."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from boussole.core.playbook import Playbook
from boussole.features.conversations import models, queries, reading, records
from boussole.features.conversations.naming import discreet
from boussole.features.conversations.thread import Thread, compose
from boussole.features.organisation.models import Person


@dataclass(frozen=True)
class Opened:
    """A conversation with its thread and the playbook it is judged with; ``record`` is given back to services, and read by nobody else."""

    pk: int
    customer: str
    agent: str
    at: datetime | None
    thread: Thread
    playbook: Playbook
    record: models.Conversation


def opened(person: Person, pk: int) -> Opened | None:
    """Read a conversation that someone may see, if it has a message; the page that shows it leaves the trace."""
    if not queries.visible(person, [pk]):
        return None
    record = next(iter(reading.fetched([pk])), None)
    if record is None or not record.turns.all():
        return None
    noun, frame = records.to_noun(record), reading.frame()
    return Opened(
        pk=pk,
        customer=discreet(record.customer),
        agent=record.agent.name if record.agent else record.agent_name,
        at=record.started_at,
        thread=compose(noun, reading.facts_of(record, noun, frame), frame),
        playbook=frame.playbook,
        record=record,
    )
