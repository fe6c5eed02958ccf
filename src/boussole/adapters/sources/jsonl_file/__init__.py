"""Conversations in JSON of any shape, one per line or in an array, read with a mapping."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from boussole.adapters.sources.build import Builder, parse_json
from boussole.adapters.sources.context import Context, Item
from boussole.adapters.sources.errors import MappingError
from boussole.adapters.sources.heads import Head
from boussole.adapters.sources.inputs import Input
from boussole.adapters.sources.json_records import json_records
from boussole.adapters.sources.mapped import Mapped
from boussole.adapters.sources.rejections import Place, Rejection
from boussole.core.text import Text


def recognise(head: Head) -> int:
    """Any JSON object; vendors that know more about theirs are surer."""
    return 50 if head.record or head.suffix in {".jsonl", ".ndjson", ".json"} else 0


def read(inputs: Sequence[Input], context: Context) -> Iterator[Item]:
    """Yield every conversation, or the reason why not."""
    mapping = context.mapping
    if mapping is None or mapping.turns.list is None:
        raise MappingError(
            Text(
                fr="Ce JSON n’a pas le format de Boussole.",
                en="This JSON is not in Boussole’s shape.",
            ),
            mend=Text(
                fr="Donnez un mapping (--map) avec «\u202fturns.list\u202f»\u00a0: voir docs/sources.md et examples/.",
                en="Give a mapping (--map) with “turns.list”: see docs/sources.md and examples/.",
            ),
            where=inputs[0].name,
        )
    mapped, builder = Mapped(mapping), Builder(context)

    def read_one(source: Input, context: Context) -> Iterator[Item]:
        for place, raw in json_records(source, context, mapping.records):
            built = raw if isinstance(raw, Rejection) else _build(raw, place, mapped, builder)
            if built is not None:
                yield built
        if mapped.contradicted:
            context.notices.add("contradicted_instant", source.name, count=mapped.contradicted)
            mapped.contradicted = 0

    try:
        yield from context.each(inputs, read_one)
    finally:
        builder.seen.close()


def _build(raw: bytes, place: Place, mapped: Mapped, builder: Builder) -> Item | None:
    record = parse_json(raw, place)
    if isinstance(record, Rejection):
        return record
    return builder.from_record(mapped.record(record), place, raw)
