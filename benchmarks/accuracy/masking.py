"""How much of the personal data that a set marks is masked, kind by kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.accuracy.samples import Line
from boussole.core.metrics.intervals import Interval, wilson
from boussole.core.privacy import Masked, mask

# What the masking looks for; the other kinds of the set are shown apart, for honesty.
LOOKED_FOR = (
    "PERSON", "STREET_ADDRESS", "EMAIL_ADDRESS", "PHONE_NUMBER", "CREDIT_CARD", "IBAN_CODE",
    "US_SSN", "IP_ADDRESS", "US_DRIVER_LICENSE", "ZIP_CODE",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KindRecall:
    """Spans of one kind: how many were masked whole, and how many at least in part."""

    kind: str
    n: int
    whole: Interval
    touched: Interval


@dataclass(frozen=True, slots=True)
class MaskingScores:
    """Recall by kind, and the share of what was masked that stands on personal data."""

    kinds: list[KindRecall]
    replaced: int
    justified: Interval


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
        justified=_justified(lines, masked),
    )


def _people(line: Line) -> list[str]:
    return [line.text[start:end] for kind, start, end in line.spans if kind == "PERSON"]


def _covered(masked: Masked) -> set[int]:
    return {at for one in masked.replacements for at in range(one.start, one.end)}


def _recall(kind: str, hits: list[tuple[bool, bool]]) -> KindRecall:
    whole, touched = (sum(hit[place] for hit in hits) for place in (0, 1))
    return KindRecall(kind, len(hits), wilson(whole, len(hits)), wilson(touched, len(hits)))


def _justified(lines: Sequence[Line], masked: Iterable[Masked]) -> Interval:
    right = total = 0
    for line, one in zip(lines, masked, strict=True):
        for replacement in one.replacements:
            total += 1
            right += any(
                start < replacement.end and replacement.start < end for _, start, end in line.spans
            )
    return wilson(right, total)
