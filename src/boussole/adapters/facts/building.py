"""From a stream of conversations to facts on disk, in batches: memory does not grow with the input."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from boussole.adapters.facts.store import FactStore
from boussole.core import facts
from boussole.core.conversations import Conversation
from boussole.core.facts import Frame

BATCH = 2_000
# A batch of very long mails is cut earlier, so that its memory stays bounded too.
BATCH_CHARACTERS = 8_000_000


@dataclass
class Built:
    """What went through."""

    conversations: int = 0
    turns: int = 0
    keys: list[str] = field(default_factory=list)


def build(
    conversations: Iterable[Conversation],
    store: FactStore,
    frame: Frame,
    *,
    on_batch: Callable[[Built], None] = lambda _: None,
) -> Built:
    """Read every conversation into ``store``, one partition per batch, then link contacts.

    A conversation id given twice keeps the last one within a batch; sources report duplicates.
    """
    built = Built()
    for batch in _batches(conversations):
        key = f"batch-{len(built.keys):06d}"
        store.write(key, facts.read(batch, frame))
        built.keys.append(key)
        built.conversations += len(batch)
        built.turns += sum(len(one.turns) for one in batch)
        on_batch(built)
    store.consolidate()
    return built


def _batches(conversations: Iterable[Conversation]) -> Iterator[list[Conversation]]:
    stream = iter(conversations)
    while first := list(islice(stream, 1)):
        batch = {one.id: one for one in first}
        size = _characters(first[0])
        for one in stream:
            batch[one.id] = one
            size += _characters(one)
            if len(batch) >= BATCH or size >= BATCH_CHARACTERS:
                break
        yield list(batch.values())


def _characters(conversation: Conversation) -> int:
    return sum(len(turn.text) for turn in conversation.turns)
