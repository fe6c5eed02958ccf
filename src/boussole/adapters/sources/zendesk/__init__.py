"""Zendesk: export files of tickets, as a JSON array, JSON lines, or pages with users beside the tickets.

``zendesk.api`` reads the same tickets from the account itself.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any
from zipfile import BadZipFile

from boussole.adapters.sources.build import Builder, parse_json
from boussole.adapters.sources.context import Context, Item
from boussole.adapters.sources.encodings import find_encoding
from boussole.adapters.sources.errors import UnsafeArchiveError
from boussole.adapters.sources.heads import Head
from boussole.adapters.sources.inputs import Input
from boussole.adapters.sources.json_records import json_cuts, json_records
from boussole.adapters.sources.rejections import Place, Rejection
from boussole.adapters.sources.zendesk.directory import Directory
from boussole.adapters.sources.zendesk.tickets import conversation_of

_MARKS = (
    '"requester_id"', '"assignee_id"', '"via"', '"comments"', '"satisfaction_rating"', '"custom_fields"',
    '"ticket_form_id"', '"tickets"', '"submitter_id"', '"author_id"', ".zendesk.com/api/v2/",
)  # fmt: skip
MARKS_NEEDED = 3
_PAGE = re.compile(
    r'^\s*\{\s*"(?:tickets|users|groups|metric_sets|count|next_page|previous_page|after_cursor|after_url|'
    r'before_cursor|before_url|end_of_stream|end_time|survey_responses)"\s*:'
)
_BESIDE = frozenset({"users", "groups", "metric_sets", "ticket_metrics"})


def recognise(head: Head) -> int:
    """A JSON text that holds several of Zendesk's own keys."""
    if head.text.lstrip()[:1] not in {"{", "["}:
        return 0
    return 90 if sum(mark in head.text for mark in _MARKS) >= MARKS_NEEDED else 0


def read(inputs: Sequence[Input], context: Context) -> Iterator[Item]:
    """Yield every ticket as a conversation, or the reason why not."""
    directory, builder = Directory(), Builder(context)
    try:
        paged = {one for one in inputs if _is_page(one, context)}
        for one in paged:
            # A file that fails here fails again below, where it is told.
            with suppress(
                EOFError, OSError, RuntimeError, zlib.error, BadZipFile, UnsafeArchiveError
            ):
                _gather(one, context, directory)

        def read_one(source: Input, context: Context) -> Iterator[Item]:
            within = "tickets" if source in paged else None
            for place, raw in json_records(source, context, within):
                built = _build(raw, place, directory, builder)
                if built is not None:
                    yield built

        yield from context.each(inputs, read_one)
    finally:
        directory.close()
        builder.seen.close()


def _is_page(source: Input, context: Context) -> bool:
    with source.open(context.limits) as stream:
        start = stream.peek(300)[:300]
    return bool(_PAGE.match(start.decode("utf-8", "replace").removeprefix("\ufeff")))


def _gather(source: Input, context: Context, directory: Directory) -> None:
    """First pass: keep what stands beside the tickets, which may come after them."""
    encoding = find_encoding(source, context)
    for cut in json_cuts(source, context, encoding, inside=True, metered=False):
        if cut.fault or (cut.key not in _BESIDE and cut.key != "survey_responses"):
            continue
        thing = parse_json(cut.raw, Place(source.name, cut.line))
        if isinstance(thing, Rejection):
            continue
        if cut.key == "survey_responses":
            directory.add_survey(thing)
        else:
            directory.add(cut.key, thing)


def _build(
    raw: bytes | Rejection, place: Place, directory: Directory, builder: Builder
) -> Item | None:
    record = raw if isinstance(raw, Rejection) else parse_json(raw, place)
    if isinstance(record, Rejection):
        return record
    ticket = directory.completed(_unwrapped(record))
    return builder.from_record(
        conversation_of(ticket, directory.user), place, raw if isinstance(raw, bytes) else b""
    )


def _unwrapped(record: dict[str, Any]) -> dict[str, Any]:
    """Some exports write ``{"ticket": {...}, "comments": [...]}``."""
    inner = record.get("ticket")
    if not isinstance(inner, dict):
        return record
    return inner | {name: value for name, value in record.items() if name != "ticket"}
