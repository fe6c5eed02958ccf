"""Cuts a JSON document into the values it holds, one at a time, without building them.

Works on the outline only (strings, braces, brackets), so that a value with a fault inside is cut whole and
told apart from its neighbours. Memory holds one value; one over the limit is passed over without being kept.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

CHUNK = 256 * 1024
_DECODER = json.JSONDecoder()
_OUTLINE = re.compile(r'\\.|["{}\[\]]', re.DOTALL)
_BETWEEN = re.compile(r"[\s,]*")
_SCALAR_END = re.compile(r"[\s,\]}]")

Fault = Literal["", "truncated", "too_large"]


@dataclass(frozen=True, slots=True)
class Cut:
    """One value as written, its first line, and the key of the array that holds it."""

    key: str
    line: int
    raw: str
    fault: Fault = ""


class _Depth:
    """The braces and brackets still open; a stray closing one closes what it can, to find the way back."""

    def __init__(self) -> None:
        self.opened: list[str] = []

    def pass_by(self, mark: str) -> None:
        if mark in "{[":
            self.opened.append(mark)
            return
        opening = "{" if mark == "}" else "["
        while self.opened and self.opened.pop() != opening:
            continue


class Scanner:
    """Reads a text stream forward, once."""

    def __init__(self, stream: io.TextIOBase, limit: int) -> None:
        self.stream = stream
        self.limit = limit
        self.buffer = ""
        self.at = 0
        self.line = 1
        self.ended = False

    def values(self, *, inside: bool = False) -> Iterator[Cut]:
        """Yield the values of the document, those of a top-level array included one by one.

        With ``inside``, top-level objects are opened too: each element of their arrays comes with its key,
        their other members as they are.
        """
        while (first := self._next_mark()) is not None:
            if first == "[":
                yield from self._elements("")
            elif first == "{" and inside:
                yield from self._members()
            else:
                yield self._value("")

    def _elements(self, key: str) -> Iterator[Cut]:
        self.at += 1
        while (first := self._next_mark()) != "]":
            if first is None:
                yield Cut(key, self.line, "", "truncated")
                return
            cut = self._value(key)
            yield cut
            if cut.fault == "truncated":
                return
        self.at += 1

    def _members(self) -> Iterator[Cut]:
        self.at += 1
        while (first := self._next_mark()) != "}":
            if first != '"':
                yield Cut("", self.line, "", "truncated")
                self.at += first is not None
                return
            key = self._key()
            if self._next_mark() == "[":
                yield from self._elements(key)
            elif not self.ended or self.at < len(self.buffer):
                yield self._value(key)
        self.at += 1

    def _key(self) -> str:
        raw = self._value("").raw
        if self._next_mark() == ":":
            self.at += 1
        try:
            return str(json.loads(raw))
        except ValueError:
            return raw

    def _next_mark(self) -> str | None:
        """Move to the next character that is not a blank or a comma; None at the end."""
        while True:
            found = _BETWEEN.match(self.buffer, self.at)
            assert found is not None  # noqa: S101  # the pattern matches the empty string
            self.line += self.buffer.count("\n", self.at, found.end())
            self.at = found.end()
            if self.at < len(self.buffer):
                return self.buffer[self.at]
            if not self._fill():
                return None

    def _fill(self) -> bool:
        """Read as much again as is waiting; what was passed is dropped."""
        if self.ended:
            return False
        waiting = self.buffer[self.at :]
        more = self.stream.read(max(CHUNK, len(waiting)))
        self.ended = not more
        self.buffer, self.at = waiting + more, 0
        return bool(more)

    def _value(self, key: str) -> Cut:
        line = self.line
        if self.buffer[self.at] not in '{["':
            return self._scalar(key)
        whole = self._whole()
        if whole is not None:
            return self._taken(key, line, whole, large=False)
        depth, quoted, look, large = _Depth(), False, self.at, False
        while True:
            for found in _OUTLINE.finditer(self.buffer, look):
                look = found.end()
                mark = found[0]
                if mark == '"':
                    quoted = not quoted
                elif quoted or mark[0] == "\\":
                    continue
                else:
                    depth.pass_by(mark)
                if not depth.opened and not quoted:
                    return self._taken(key, line, look, large=large)
            look = max(look, self.at, len(self.buffer) - self.buffer.endswith("\\"))
            large = self._dropped(look) or large
            look -= self.at
            if not self._fill():
                self.at = len(self.buffer)
                return Cut(key, line, "", "truncated")

    def _whole(self) -> int | None:
        """Where the value ends when it is sound and waiting in full: the common case, and a fast one."""
        try:
            return _DECODER.raw_decode(self.buffer, self.at)[1]
        except (ValueError, RecursionError):
            return None

    def _dropped(self, upto: int) -> bool:
        """Let go of a value that passes the limit; True when it does."""
        if upto - self.at <= self.limit:
            return False
        self.line += self.buffer.count("\n", self.at, upto)
        self.at = upto
        return True

    def _taken(self, key: str, line: int, end: int, *, large: bool) -> Cut:
        raw = self.buffer[self.at : end]
        self.line += raw.count("\n")
        self.at = end
        large = large or len(raw) > self.limit
        return Cut(key, line, "" if large else raw, "too_large" if large else "")

    def _scalar(self, key: str) -> Cut:
        while (found := _SCALAR_END.search(self.buffer, self.at + 1)) is None:
            if len(self.buffer) - self.at > CHUNK or not self._fill():
                return self._taken(key, self.line, len(self.buffer), large=False)
        return self._taken(key, self.line, found.start(), large=False)
