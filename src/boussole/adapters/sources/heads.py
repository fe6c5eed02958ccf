"""The beginning of a file, as looked at to recognise its format."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from boussole.adapters.sources.encodings import guess_encoding
from boussole.adapters.sources.inputs import Input
from boussole.adapters.sources.limits import Limits

SIZE = 256 * 1024


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
    start = text.lstrip()
    if start[:1] == "[":
        start = start[1:].lstrip()
    if start[:1] != "{":
        return {}, ()
    try:
        value, _ = json.JSONDecoder().raw_decode(start)
    except (ValueError, RecursionError):
        return {}, ()
    return (value, tuple(value)) if isinstance(value, dict) else ({}, ())
