"""A run: doubts asked one after the other, until they are done or going on makes no sense."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from boussole.adapters.language_models.errors import (
    AccessRefusedError,
    BudgetSpentError,
    LanguageModelError,
    UnmaskedTextError,
)
from boussole.core.signals.review import Doubt, Review, SecondReader

IN_A_ROW = 3


def review_all(reader: SecondReader, doubts: Iterable[Doubt]) -> Iterator[Review]:
    """Yield a review of each doubt as it comes; one that fails does not stop the others.

    Raises ``LanguageModelError``, after what could be had, when the budget is spent, access is refused, or
    ``IN_A_ROW`` requests failed one after the other.
    """
    failed = 0
    for doubt in doubts:
        try:
            review = reader.review(doubt)
            failed = 0
        except (AccessRefusedError, BudgetSpentError):
            raise
        except LanguageModelError as problem:
            failed += not isinstance(problem, UnmaskedTextError)
            review = Review(doubt, reader.name, problem.outcome, reason=problem.code)
            if failed == IN_A_ROW:
                yield review
                raise
        yield review
