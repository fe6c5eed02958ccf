"""Conversations written out: Boussole's own JSON lines, which read back as they were, or a table."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from boussole.adapters.sources.cells import neutralised
from boussole.core.conversations import Conversation, Turn

CSV_COLUMNS = (
    "conversation_id", "turn", "role", "at", "author", "public", "text", "channel", "subject", "started_at",
    "status", "solved_at", "team", "reason", "tags", "customer_id", "customer_name", "customer_email",
    "agent_id", "agent_name", "csat", "nps", "ces",
)  # fmt: skip


def as_json(conversation: Conversation) -> str:
    """One conversation in Boussole's own shape, on one line; what is not known is not written."""
    return conversation.model_dump_json(exclude_defaults=True)


def write_jsonl(conversations: Iterable[Conversation], path: str | Path) -> int:
    """Write JSON lines to ``path`` (compressed when it ends in ``.gz``); returns how many."""
    count = 0
    with _binary(Path(path)) as file:
        for one in conversations:
            file.write(as_json(one).encode() + b"\n")
            count += 1
    return count


def write_csv(conversations: Iterable[Conversation], path: str | Path) -> int:
    """Write one row per message to ``path``, formulas neutralised; returns how many conversations."""
    count = 0
    with (
        _binary(Path(path)) as raw,
        io.TextIOWrapper(raw, "utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(CSV_COLUMNS)
        for one in conversations:
            writer.writerows(_rows(one))
            count += 1
    return count


@contextmanager
def _binary(path: Path) -> Iterator[IO[bytes]]:
    with path.open("wb") as file:
        if path.suffix != ".gz":
            yield file
            return
        with gzip.GzipFile(fileobj=file, mode="wb", mtime=0) as packed:
            yield cast("IO[bytes]", packed)


def _rows(conversation: Conversation) -> Iterable[list[str]]:
    about = [neutralised(value) for value in _about(conversation)]
    for number, turn in enumerate(conversation.turns):
        said = [neutralised(value) for value in _said(turn)]
        yield [neutralised(conversation.id), str(number), *said, *about]


def _said(turn: Turn) -> tuple[object, ...]:
    at = turn.at.isoformat() if turn.at else None
    return turn.role, at, turn.author, str(turn.public).lower(), turn.text


def _about(conversation: Conversation) -> tuple[object, ...]:
    customer, agent = conversation.customer, conversation.agent
    answers = {answer.kind: answer.value for answer in conversation.answers}
    return (
        conversation.channel,
        conversation.subject,
        conversation.started_at and conversation.started_at.isoformat(),
        conversation.status,
        conversation.solved_at and conversation.solved_at.isoformat(),
        conversation.team,
        conversation.reason,
        ", ".join(conversation.tags),
        customer and customer.id,
        customer and customer.name,
        customer and customer.email,
        agent and agent.id,
        agent and agent.name,
        *(answers.get(kind) for kind in ("csat", "nps", "ces")),
    )
