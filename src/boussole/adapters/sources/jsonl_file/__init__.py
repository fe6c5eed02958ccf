"""Conversations in JSON of any shape, one per line or in an array, read with a mapping or a guess."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from boussole.adapters.sources.build import Builder, parse_json
from boussole.adapters.sources.context import Context, Item
from boussole.adapters.sources.errors import MappingError
from boussole.adapters.sources.heads import Head
from boussole.adapters.sources.inputs import Input, Meter
from boussole.adapters.sources.json_records import json_records
from boussole.adapters.sources.jsonl_file.guess import guess_json_mapping
from boussole.adapters.sources.mapped import Mapped
from boussole.adapters.sources.mapping import Mapping
from boussole.adapters.sources.rejections import Place, Rejection
from boussole.core.text import Text

SAMPLE = 20


def recognise(head: Head) -> int:
    """Any JSON object; vendors that know more about theirs are surer."""
    return 50 if head.record or head.suffix in {".jsonl", ".ndjson", ".json"} else 0


def read(inputs: Sequence[Input], context: Context) -> Iterator[Item]:
    """Yield every conversation, or the reason why not; a mapping is guessed when none is given."""
    mapping = context.mapping or _guessed(inputs[0], context)
    if mapping.turns.list is None:
        raise _unmapped(inputs[0])
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


def _guessed(source: Input, context: Context) -> Mapping:
    unmetered = replace(context, meter=Meter(0))
    sample = [
        record
        for place, raw in islice(json_records(source, unmetered), SAMPLE)
        if not isinstance(raw, Rejection) and isinstance(record := parse_json(raw, place), dict)
    ]
    found = guess_json_mapping(sample)
    if found is None:
        raise _unmapped(source)
    said = found.model_dump(exclude_defaults=True, exclude_none=True)
    context.notices.add("guessed_mapping", source.name, str(said)[:300])
    return found


def _unmapped(source: Input) -> MappingError:
    return MappingError(
        Text(
            fr="Les messages n’ont pas été trouvés dans ce JSON, qui n’a pas le format de Boussole.",
            en="The messages were not found in this JSON, which is not in Boussole’s shape.",
        ),
        mend=Text(
            fr="Donnez un mapping (--map) avec «\u202fturns.list\u202f»\u00a0: voir docs/sources.md et examples/.",
            en="Give a mapping (--map) with “turns.list”: see docs/sources.md and examples/.",
        ),
        where=source.name,
    )
