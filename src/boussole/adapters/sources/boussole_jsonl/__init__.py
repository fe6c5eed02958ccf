"""Boussole's own shape: one conversation per line, or a JSON array of them. Written by ``export`` too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from boussole.adapters.sources.build import Builder
from boussole.adapters.sources.context import Context, Item
from boussole.adapters.sources.heads import Head
from boussole.adapters.sources.inputs import Input
from boussole.adapters.sources.json_records import json_records
from boussole.adapters.sources.rejections import Rejection
from boussole.core.conversations import ROLES


def recognise(head: Head) -> int:
    """Sure of a record whose turns have Boussole's roles; a faulty one is still told best by its reader."""
    turns = head.record.get("turns")
    if not isinstance(turns, list) or not all(isinstance(turn, dict) for turn in turns):
        return 0
    if not all("role" in turn and "text" in turn for turn in turns):
        return 0
    known = "id" in head.record and all(turn["role"] in ROLES for turn in turns)
    return 95 if known else 60


def read(inputs: Sequence[Input], context: Context) -> Iterator[Item]:
    """Yield every conversation, or the reason why not."""
    builder = Builder(context)

    def read_one(source: Input, context: Context) -> Iterator[Item]:
        for place, raw in json_records(source, context):
            built = raw if isinstance(raw, Rejection) else builder.from_json(raw, place)
            if built is not None:
                yield built

    try:
        yield from context.each(inputs, read_one)
    finally:
        builder.seen.close()
