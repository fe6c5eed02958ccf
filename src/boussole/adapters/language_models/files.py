"""What a run of reviews leaves on disk, line by line: ``reviews.jsonl`` and ``usage.jsonl``.

The only text is the passage cited, which is the masked message's own words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path

from boussole.adapters.language_models.usage import Call
from boussole.core.signals.review import Review

REVIEWS, USAGE = "reviews.jsonl", "usage.jsonl"


class ReviewFiles(ExitStack):
    """Writes each review and each call as it comes, so that an interrupted run keeps what was paid for.

    Use it in a ``with``. Raises ``FileExistsError`` rather than write over an earlier run.
    """

    def __init__(self, folder: Path, label_model: str) -> None:
        super().__init__()
        self._label_model = label_model
        folder.mkdir(parents=True, exist_ok=True)
        self._reviews, self._usage = (self._opened(folder / name) for name in (REVIEWS, USAGE))

    def add_review(self, review: Review) -> None:
        """Add a review: ids, spans and a verdict."""
        _add(self._reviews, review_row(review, self._label_model))

    def add_call(self, call: Call) -> None:
        """Add a request: ids, time and cost."""
        _add(self._usage, call.as_row())

    def _opened(self, path: Path) -> TextIOWrapper:
        return self.enter_context(path.open("x", encoding="utf-8"))


def review_row(review: Review, label_model: str) -> dict[str, object]:
    """A review as flat values. ``label_*`` is what the first reader put; the rest is the second's."""
    doubt, verdict = review.doubt, review.verdict
    return {
        "conversation_id": doubt.conversation_id,
        "turn": doubt.turn,
        "signal": doubt.signal,
        "label_model": label_model,
        "label_strength": doubt.strength,
        "label_start": doubt.start,
        "label_end": doubt.end,
        "reader": review.reader,
        "outcome": review.outcome.value,
        "reason": review.reason,
        "holds": verdict.holds if verdict else None,
        "strength": verdict.strength if verdict else None,
        "start": verdict.start if verdict else None,
        "end": verdict.end if verdict else None,
        "passage": verdict.passage if verdict else None,
    }


def _add(file: TextIOWrapper, row: Mapping[str, object]) -> None:
    file.write(json.dumps(row, ensure_ascii=False) + "\n")
    file.flush()
