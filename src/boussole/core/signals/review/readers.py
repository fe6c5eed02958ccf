"""Who reads a second time, as the rest of the product sees it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from boussole.core.signals.review.answers import CITATION_REASONS, Reason, Rejected, Verdict
from boussole.core.signals.review.doubts import Doubt


class Outcome(StrEnum):
    """What became of a question."""

    OK = "ok"
    REJECTED_CITATION = "rejected_citation"
    MALFORMED = "malformed"
    REFUSAL = "refusal"
    TIMEOUT = "timeout"
    ERROR = "error"
    WITHHELD = "withheld"  # never sent: personal data was found in the text


@dataclass(frozen=True, slots=True)
class Review:
    """A doubt and what a second reader made of it: a verdict, or the reason there is none.

    ``reader`` is the name shown beside the verdict, ``reason`` a word for the log, never a text.
    """

    doubt: Doubt
    reader: str
    outcome: Outcome
    verdict: Verdict | None = None
    reason: str = ""


class SecondReader(Protocol):
    """Reviews one doubt at a time; it returns a verdict and never writes a label."""

    @property
    def name(self) -> str:
        """What people read beside its verdicts."""

    def review(self, doubt: Doubt) -> Review:
        """Ask about ``doubt``; only masked text leaves."""


def outcome_of(checked: Verdict | Rejected) -> Outcome:
    """What a checked answer counts as; prose without any JSON is a refusal to answer."""
    if isinstance(checked, Verdict):
        return Outcome.OK
    if checked.reason in CITATION_REASONS:
        return Outcome.REJECTED_CITATION
    return Outcome.REFUSAL if checked.reason is Reason.NO_JSON else Outcome.MALFORMED
