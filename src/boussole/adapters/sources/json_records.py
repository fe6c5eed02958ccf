"""The records of a JSON file, whatever holds them: one per line, an array, or one large object."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from boussole.adapters.sources.context import Context
from boussole.adapters.sources.encodings import find_encoding
from boussole.adapters.sources.inputs import Input
from boussole.adapters.sources.json_scanner import Cut, Scanner
from boussole.adapters.sources.lines import byte_lines, too_large
from boussole.adapters.sources.rejections import Place, Rejection, reject

Found = tuple[Place, bytes | Rejection]


def json_records(source: Input, context: Context, within: str | None = None) -> Iterator[Found]:
    """Yield each record as written, with its place; memory holds one record at a time.

    ``within`` names the array to read when the file is one large object.
    """
    encoding = find_encoding(source, context)
    if within is None and _one_per_line(source, context, encoding):
        for number, raw in byte_lines(source, context, encoding):
            if isinstance(raw, Rejection) or raw.strip():
                yield Place(source.name, number), raw
        return
    for cut in json_cuts(source, context, encoding, inside=within is not None):
        if within is None or cut.key == within or cut.fault:
            yield _found(cut, source, context)


def json_cuts(
    source: Input, context: Context, encoding: str, *, inside: bool, metered: bool = True
) -> Iterator[Cut]:
    """Yield the values of a JSON document, cut out of its outline."""
    with source.open(context.limits, context.meter if metered else None) as stream:
        text = io.TextIOWrapper(stream, _unmarked(encoding), errors="surrogateescape", newline="\n")
        yield from Scanner(text, context.limits.record_bytes).values(inside=inside)


def _unmarked(encoding: str) -> str:
    return "utf-8-sig" if encoding == "utf-8" else encoding


def _one_per_line(source: Input, context: Context, encoding: str) -> bool:
    """True unless the file opens an array, or an object that its first line does not close."""
    with source.open(context.limits) as stream:
        text = io.TextIOWrapper(stream, _unmarked(encoding), errors="surrogateescape", newline="\n")
        mark = " "
        while mark.isspace():
            mark = text.read(1)
        if mark == "[":
            return False
        return _complete(mark + text.readline(context.limits.record_bytes)) or not _continues(text)


def _complete(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _continues(text: io.TextIOWrapper) -> bool:
    """True when the second line does not begin a record of its own."""
    second = text.readline(1024).lstrip()
    return bool(second) and second[0] != "{"


def _found(cut: Cut, source: Input, context: Context) -> Found:
    place = Place(source.name, cut.line)
    if cut.fault == "truncated":
        return place, reject("truncated", place)
    if cut.fault == "too_large":
        return place, too_large(source, cut.line, context.limits.record_bytes)
    return place, cut.raw.encode("utf-8", "surrogateescape")
