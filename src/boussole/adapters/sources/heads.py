"""The beginning of a file, as looked at to recognise its format."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from boussole.adapters.sources.encodings import guess_encoding
from boussole.adapters.sources.inputs import Input
from boussole.adapters.sources.limits import Limits

SIZE = 256 * 1024
LINES = 20


@dataclass(frozen=True, slots=True)
class Head:
    """A file's suffix, first characters, and first JSON object if it holds some.

    ``keys`` are the top-level keys when the file is one large object, as ``{"tickets": [...]}``.
    """

    suffix: str
    raw: bytes
    text: str
    record: dict[str, Any] = field(default_factory=dict)
    keys: tuple[str, ...] = ()


def head_of(source: Input, limits: Limits) -> Head:
    """Read the beginning of ``source``."""
    with source.open(limits) as stream:
        raw = stream.read(SIZE)
    text = raw.decode(guess_encoding(raw), "replace").removeprefix("\ufeff")
    return Head(source.suffix, raw, text, *_first_record(text))


def _first_record(text: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The first JSON object that can be read: the file's own, or one of its first lines."""
    start = text.lstrip().removeprefix("[").lstrip()
    for candidate in (start, *start.splitlines()[1:LINES]):
        if candidate[:1] == "{" and (value := _object(candidate)):
            return value, tuple(value)
    return {}, ()


def _object(text: str) -> dict[str, Any]:
    try:
        value, _ = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}
