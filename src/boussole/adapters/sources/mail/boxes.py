"""The mails of a file: one .eml, or the many of an mbox."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from boussole.adapters.sources.context import Context
from boussole.adapters.sources.inputs import Input

# "From someone Tue Mar 04 03:33:20 2003" opens a mail; a sentence that starts with From does not.
SEPARATOR = re.compile(rb"^From \S.{0,200}\d{1,2}:\d{2}.{0,60}\d{4}.{0,20}\r?$|^From - \w{3} ")
_ESCAPED = re.compile(rb"^>(>*From )")


@dataclass(frozen=True, slots=True)
class Raw:
    """One mail as bytes, its first line, and whether its end (attachments) was let go."""

    line: int
    data: bytes
    cut: bool


def raw_mails(source: Input, context: Context) -> Iterator[Raw]:
    """Yield the mails of ``source``; one over the limit keeps its beginning, where its text is."""
    with source.open(context.limits, context.meter) as stream:
        if SEPARATOR.match(stream.peek(300)[:300].split(b"\n")[0]):
            yield from _of_mbox(stream, context.limits.record_bytes)
        else:
            data = stream.read(context.limits.record_bytes + 1)
            while stream.read(1 << 20):
                continue
            limit = context.limits.record_bytes
            yield Raw(1, data[:limit], len(data) > limit)


def _of_mbox(stream: io.BufferedReader, limit: int) -> Iterator[Raw]:
    kept = _Kept(limit)
    number = 0
    blank = True
    while line := stream.readline(limit):
        number += 1
        if blank and SEPARATOR.match(line.rstrip(b"\n")):
            if number > 1:
                yield kept.taken()
            kept.start = number + 1
        else:
            kept.add(_ESCAPED.sub(rb"\1", line))
        blank = not line.strip()
    yield kept.taken()


class _Kept:
    """The mail being read, up to a limit."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.start = 1
        self._lines: list[bytes] = []
        self._size = 0

    def add(self, line: bytes) -> None:
        """Keep a line while there is room."""
        self._size += len(line)
        if self._size <= self.limit:
            self._lines.append(line)

    def taken(self) -> Raw:
        """The mail so far; the next begins empty."""
        taken = Raw(self.start, b"".join(self._lines), self._size > self.limit)
        self._lines, self._size = [], 0
        return taken
