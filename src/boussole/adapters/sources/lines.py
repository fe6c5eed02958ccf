"""The lines of a file, one at a time, none larger than the declared limit."""

from __future__ import annotations

import io
from collections.abc import Iterator

from boussole.adapters.sources.context import Context
from boussole.adapters.sources.inputs import Input
from boussole.adapters.sources.rejections import Place, Rejection, reject

_UTF8_MARK = b"\xef\xbb\xbf"


def byte_lines(
    source: Input, context: Context, encoding: str
) -> Iterator[tuple[int, bytes | Rejection]]:
    """Yield ``(line number, UTF-8 line)``; a line over the limit gives a rejection in its place."""
    with source.open(context.limits, context.meter) as stream:
        if encoding in {"utf-8", "utf-8-sig"}:
            yield from _bounded(stream, source, context)
        else:
            yield from _bounded(_Transcoded(stream, encoding), source, context)


class _Transcoded(io.RawIOBase):
    """Lines of another encoding, as UTF-8; an unreadable byte becomes U+FFFD."""

    def __init__(self, stream: io.BufferedReader, encoding: str) -> None:
        self._text = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")

    def readline(self, size: int | None = -1) -> bytes:
        return self._text.readline(-1 if size is None else size).encode("utf-8")


def _bounded(
    stream: io.BufferedReader | _Transcoded, source: Input, context: Context
) -> Iterator[tuple[int, bytes | Rejection]]:
    limit = context.limits.record_bytes
    number = 0
    while raw := stream.readline(limit + 1):
        number += 1
        if len(raw) > limit and not raw.endswith(b"\n"):
            _skip_line(stream)
            yield number, too_large(source, number, limit)
        else:
            yield number, raw.removeprefix(_UTF8_MARK) if number == 1 else raw


def too_large(source: Input, line: int, limit: int) -> Rejection:
    """The rejection of a record over ``limit`` bytes."""
    return reject("record_too_large", Place(source.name, line), limit=f"{limit:,}")


def _skip_line(stream: io.BufferedReader | _Transcoded) -> None:
    while (part := stream.readline(1 << 20)) and not part.endswith(b"\n"):
        continue
