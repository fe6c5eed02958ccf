"""What a second reader answers, accepted only when it is complete and cites the message it judges."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from boussole.core.privacy import mask
from boussole.core.signals.catalogue import BY_NAME
from boussole.core.signals.review.citations import find_citation
from boussole.core.signals.review.doubts import Doubt

LONGEST_CITATION = 300
LONGEST_WHY = 300
_TRIES = 20  # braces after which no object is looked for
_THOUGHTS = re.compile(
    r"<think>.*?(?:</think>|\Z)", re.DOTALL
)  # what some models write before answering


class Reason(StrEnum):
    """Why an answer was rejected."""

    NO_JSON = "no_json"
    MALFORMED = "malformed"
    MISSING_FIELD = "missing_field"
    WRONG_TYPE = "wrong_type"
    UNKNOWN_SIGNAL = "unknown_signal"
    OTHER_SIGNAL = "other_signal"
    STRENGTH_OUT_OF_SCALE = "strength_out_of_scale"
    NOT_CITED = "not_cited"
    CITATION_TOO_LONG = "citation_too_long"
    CITATION_NOT_FOUND = "citation_not_found"


CITATION_REASONS = frozenset(
    {Reason.NOT_CITED, Reason.CITATION_TOO_LONG, Reason.CITATION_NOT_FOUND}
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """An accepted answer. ``start:end`` and ``passage`` are the message's own words, not the answer's.

    ``strength`` is on the signal's scale, None when the reader gave none or refutes the label.
    """

    key: str
    signal: str
    holds: bool
    strength: float | None
    start: int
    end: int
    passage: str
    why: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """An answer that cannot be relied on. ``field`` is the one at fault, never what it said."""

    key: str
    signal: str
    reason: Reason
    field: str = ""


class _Wrong(Exception):  # noqa: N818 - never leaves this module
    def __init__(self, reason: Reason, field: str = "") -> None:
        self.reason = reason
        self.field = field
        super().__init__(reason)


def check(answer: str, doubt: Doubt) -> Verdict | Rejected:
    """Read what a second reader answered about ``doubt``; anything but a cited verdict is rejected.

    Prose or a code fence around one JSON object is tolerated; unknown fields are left aside. ``why``
    is masked again, since it is the one text that the reader wrote itself.
    """
    try:
        found = _object(answer)
        _same_signal(_field(found, "signal", str), doubt)
        holds: bool = _field(found, "holds", bool)
        strength = _strength(found, doubt) if holds else None
        start, end = _cited(_field(found, "passage", str), doubt)
        why = mask(_field(found, "why", str)[:LONGEST_WHY].strip()).text
    except _Wrong as wrong:
        return Rejected(doubt.key, doubt.signal, wrong.reason, wrong.field)
    passage = doubt.text_masked[start:end]
    return Verdict(doubt.key, doubt.signal, holds, strength, start, end, passage, why)


def _object(answer: str) -> dict[str, Any]:
    said = _THOUGHTS.sub("", answer)
    braces = [found.start() for found in re.finditer(r"\{", said)][:_TRIES]
    decoder = json.JSONDecoder(object_pairs_hook=_without_repeats, parse_constant=_no_number)
    for brace in braces:
        try:
            found, _ = decoder.raw_decode(said, brace)
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    raise _Wrong(Reason.MALFORMED if braces else Reason.NO_JSON)


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field is given twice")
    return found


def _no_number(written: str) -> float:
    raise ValueError(written)


def _field(found: dict[str, Any], name: str, kind: type) -> Any:
    if name not in found:
        raise _Wrong(Reason.MISSING_FIELD, name)
    if not isinstance(found[name], kind):
        raise _Wrong(Reason.WRONG_TYPE, name)
    return found[name]


def _same_signal(named: str, doubt: Doubt) -> None:
    if named not in BY_NAME:
        raise _Wrong(Reason.UNKNOWN_SIGNAL, "signal")
    if named != doubt.signal:
        raise _Wrong(Reason.OTHER_SIGNAL, "signal")


def _strength(found: dict[str, Any], doubt: Doubt) -> float | None:
    """A strength above 0 and within the scale; null is allowed, leaving it out is not."""
    if "strength" not in found:
        raise _Wrong(Reason.MISSING_FIELD, "strength")
    given = found["strength"]
    if given is None:
        return None
    if isinstance(given, bool) or not isinstance(given, int | float):
        raise _Wrong(Reason.WRONG_TYPE, "strength")
    if not 0 < given <= BY_NAME[doubt.signal].maximum:
        raise _Wrong(Reason.STRENGTH_OUT_OF_SCALE, "strength")
    return float(given)


def _cited(passage: str, doubt: Doubt) -> tuple[int, int]:
    if not passage.strip():
        raise _Wrong(Reason.NOT_CITED, "passage")
    if len(passage) > LONGEST_CITATION:
        raise _Wrong(Reason.CITATION_TOO_LONG, "passage")
    span = find_citation(passage, doubt.text_masked, near=doubt.start)
    if span is None:
        raise _Wrong(Reason.CITATION_NOT_FOUND, "passage")
    return span
