"""The records of a JSON file, whatever holds them: one per line, or an array."""

from __future__ import annotations

from collections.abc import Iterator

from boussole.adapters.sources.context import Context
from boussole.adapters.sources.inputs import Input
from boussole.adapters.sources.lines import byte_lines
from boussole.adapters.sources.rejections import Place, Rejection


def json_records(source: Input, context: Context) -> Iterator[tuple[Place, bytes | Rejection]]:
    """Yield each record as written, with its place; memory holds one record at a time."""
    for number, raw in byte_lines(source, context):
        if isinstance(raw, Rejection) or raw.strip():
            yield Place(source.name, number), raw
