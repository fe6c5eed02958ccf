"""Conversations written in Boussole's own JSONL, personal data masked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from boussole.core import facts, privacy
from boussole.core.conversations import Answer, Conversation, Party, Turn
from boussole.features.conversations import reading, records


def lines(ids: Iterable[int], batch: int = reading.BATCH) -> Iterator[bytes]:
    """Write these conversations, one per line, in the order of their ids within each batch.

    Texts are masked, the customer is a key without name or address, and attributes, whose content
    nobody knows, are left out.
    """
    waiting = iter(ids)
    while chosen := list(islice(waiting, batch)):
        by_id = {record.pk: record for record in reading.fetched(chosen)}
        for pk in chosen:
            if pk in by_id:
                noun = masked(records.to_noun(by_id[pk]))
                yield noun.model_dump_json(exclude_defaults=True).encode() + b"\n"


def masked(noun: Conversation) -> Conversation:
    """The same conversation without personal data; its agents keep the names they work under."""
    names = facts.known_names(noun)

    def hide(text: str | None) -> str | None:
        return privacy.mask(text, names).text if text else text

    key = facts.customer_key(noun)
    changes: dict[str, Any] = {
        "subject": hide(noun.subject),
        "customer": Party(id=key) if key else None,
        "turns": tuple(_masked_turn(turn, hide(turn.text) or "") for turn in noun.turns),
        "answers": tuple(_masked_answer(answer, hide(answer.comment)) for answer in noun.answers),
        "reason_settled": False,
        "settled_origin": None,
        "settled_demand": None,
        "tags": (),
        "attributes": {},
    }
    return noun.model_copy(update=changes)


def _masked_turn(turn: Turn, text: str) -> Turn:
    author = turn.author if turn.role != "customer" else None
    return turn.model_copy(update={"text": text, "author": author, "attributes": {}})


def _masked_answer(answer: Answer, comment: str | None) -> Answer:
    return answer.model_copy(update={"comment": comment, "of_company": False, "follow_up": None})
