"""How much of the personal data that a set marks is masked, kind by kind."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.accuracy.samples import ROOT, SAMPLES, Line
from boussole.core.metrics.intervals import Interval, wilson
from boussole.core.privacy import KINDS, Masked, mask

GOLD = {
    "French messages": "pii_fr",
    "French messages written later": "pii_fr_later",
    "English messages": "pii_en",
}
UNREAD = {"French messages, misses never read": "pii_fr_unread"}
OPEN_SET = "Presidio synthetic"
# What the masking looks for; the other kinds of the open set are shown apart, for honesty.
LOOKED_FOR = frozenset(
    (*KINDS, "PERSON", "STREET_ADDRESS", "EMAIL_ADDRESS", "PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE",
     "US_SSN", "IP_ADDRESS", "US_DRIVER_LICENSE", "ZIP_CODE")
)  # fmt: skip
NAMES = frozenset({"NAME", "PERSON"})
# Of the open set, the sentences made from templates of even number were read while the finders were
# written; those of odd number were only ever measured.
READ, ONLY_MEASURED, ALL = "read while writing", "only measured", "all"


@dataclass(frozen=True, slots=True)
class KindRecall:
    """Spans of one kind: how many were masked whole, and how many at least in part."""

    kind: str
    n: int
    whole: Interval
    touched: Interval


@dataclass(frozen=True, slots=True)
class MaskingScores:
    """Recall by kind, and the share of what was masked that stands on personal data.

    ``precise`` counts a place as right when it touches a kind that is looked for; ``justified`` when it
    touches anything the set marks, a town or a company included.
    """

    kinds: list[KindRecall]
    replaced: int
    precise: Interval
    justified: Interval


@dataclass(frozen=True, slots=True)
class MaskingRun:
    """A set, or a part of one, masked without and with the names a record would know."""

    name: str
    part: str
    texts: int
    plain: MaskingScores
    with_names: MaskingScores = field(repr=False)


def measure_masking() -> list[MaskingRun]:
    """Mask the gold first, then the open set, whole and in its two parts."""
    runs = [_run(name, ALL, gold_lines(file)) for name, file in (GOLD | UNREAD).items()]
    lines = SAMPLES[OPEN_SET].lines(0)
    parts = {
        part: [line for line in lines if part in line.labels] for part in (READ, ONLY_MEASURED)
    }
    return [*runs, *(_run(OPEN_SET, part, kept) for part, kept in {ALL: lines, **parts}.items())]


def _run(name: str, part: str, lines: Sequence[Line]) -> MaskingRun:
    return MaskingRun(
        name, part, len(lines), score_masking(lines), score_masking(lines, with_names=True)
    )


def gold_lines(file: str) -> list[Line]:
    """Return the messages written and marked for this project."""
    path = ROOT / "tests" / "gold" / f"{file}.jsonl"
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [
        Line(
            row["text"],
            spans=tuple((one["kind"], one["start"], one["end"]) for one in row["spans"]),
        )
        for row in rows
    ]


def score_masking(lines: Sequence[Line], *, with_names: bool = False) -> MaskingScores:
    """Mask each line, knowing the people it names when ``with_names``, as a record does."""
    masked = [mask(line.text, _people(line) if with_names else ()) for line in lines]
    found: dict[str, list[tuple[bool, bool]]] = {}
    for line, one in zip(lines, masked, strict=True):
        covered = _covered(one)
        for kind, start, end in line.spans:
            letters = [at for at in range(start, end) if line.text[at].isalnum()]
            hidden = [at in covered for at in letters]
            found.setdefault(kind, []).append((all(hidden), any(hidden)))
    return MaskingScores(
        kinds=[_recall(kind, hits) for kind, hits in sorted(found.items())],
        replaced=sum(len(one.replacements) for one in masked),
        precise=_right(lines, masked, LOOKED_FOR),
        justified=_right(lines, masked),
    )


def _people(line: Line) -> list[str]:
    return [line.text[start:end] for kind, start, end in line.spans if kind in NAMES]


def _covered(masked: Masked) -> set[int]:
    return {at for one in masked.replacements for at in range(one.start, one.end)}


def _recall(kind: str, hits: list[tuple[bool, bool]]) -> KindRecall:
    whole, touched = (sum(hit[place] for hit in hits) for place in (0, 1))
    return KindRecall(kind, len(hits), wilson(whole, len(hits)), wilson(touched, len(hits)))


def _right(
    lines: Sequence[Line], masked: Iterable[Masked], kinds: frozenset[str] | None = None
) -> Interval:
    """Share of the places masked that touch a span of ``kinds``, or of any kind."""
    right = total = 0
    for line, one in zip(lines, masked, strict=True):
        for replacement in one.replacements:
            total += 1
            right += any(
                start < replacement.end and replacement.start < end
                for kind, start, end in line.spans
                if kinds is None
                or kind in kinds
                or (kind, replacement.kind) == ("DATE_TIME", "BIRTHDATE")
            )
    return wilson(right, total)
