"""Labelled lines (docs/labelling.md): the codes, and how a file of them is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from boussole.core.signals.models import GRADED, GRADES, Side, columns
from boussole.core.text import Language

CODES: dict[Side, dict[str, str]] = {
    "customer": {
        "effort": "effort",
        "repeat": "repeat_contact",
        "human": "human_request",
        "manager": "manager_request",
        "leave": "leaving_intent",
        "threat": "public_threat",
        "praise": "praise",
        "need": "need_expressed",
        "esg": "esg",
        "privacy": "privacy_request",
        "vuln": "vulnerability",
        "urgent": "urgency",
        **{f"d{grade}": f"{GRADED}:{grade}" for grade in range(1, GRADES + 1)},
    },
    "agent": {
        "ack": "acknowledgement",
        "reform": "reformulation",
        "apol": "apology",
        "ask": "open_question",
        "expl": "explanation",
        "commit": "commitment",
        "offer": "offer",
        "refuse": "refusal",
        "hand": "handover",
        "close": "closing_check",
    },
}
TAGS = frozenset({"#irony", "#cold", "#hard", "#neg", "#mixed", "#quote"})
NOTHING = "-"


class LineError(ValueError):
    """A line that does not follow the format: says which file, which line, and why."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A message with its labels: columns of its side's model (one grade at most) and tags."""

    text: str
    labels: frozenset[str]
    tags: frozenset[str]
    side: Side
    language: Language
    where: str


def read(path: Path, side: Side, language: Language) -> Iterator[Labelled]:
    """Read the lines of a file. Raises LineError on one that is ill formed."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("//"):
            yield _parsed(line, side, language, f"{path.name}:{number}")


def _parsed(line: str, side: Side, language: Language, where: str) -> Labelled:
    head, bar, text = line.partition(" | ")
    said = head.split()
    tags = frozenset(code for code in said if code.startswith("#"))
    codes = [code for code in said if code not in tags]
    known = CODES[side]
    if not bar or not text.strip():
        raise LineError(f"{where}: labels, then ' | ', then the text are expected")
    if unknown := [*(tags - TAGS), *(code for code in codes if code not in {*known, NOTHING})]:
        raise LineError(f"{where}: unknown {', '.join(unknown)}; see docs/labelling.md")
    if not codes or (NOTHING in codes and len(codes) > 1):
        raise LineError(f"{where}: write labels, or - alone when there is none")
    labels = frozenset(known[code] for code in codes if code != NOTHING)
    if sum(label.startswith(GRADED) for label in labels) > 1:
        raise LineError(f"{where}: one strength of dissatisfaction at most")
    return Labelled(text.replace("\\n", "\n"), labels, tags, side, language, where)


def flags(lines: Iterable[Labelled], side: Side) -> NDArray[np.bool_]:
    """Say which columns of the side's model each line carries; a grade carries those under it."""
    names = columns(side)
    rows = [[_carries(line.labels, name) for name in names] for line in lines]
    return np.array(rows, dtype=np.bool_).reshape(-1, len(names))


def _carries(labels: frozenset[str], name: str) -> bool:
    signal, _, grade = name.partition(":")
    if not grade:
        return name in labels
    return any(f"{signal}:{at}" in labels for at in range(int(grade), GRADES + 1))
