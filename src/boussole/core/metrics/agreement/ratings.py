"""Who judged what, and how: the table every figure of agreement is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from boussole.core.metrics.engine import MetricError
from boussole.core.metrics.resampling import Floats

MISSING = -1


class RatingsError(MetricError):
    """The ratings do not make a table; the message says which one, and how to mend it."""


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """A table raters x items of categories, some of them missing.

    ``codes`` holds the place of each rating in ``categories``, ``MISSING`` where there is none.
    Categories are all those offered, in order when ``ordinal``, used or not.
    """

    raters: tuple[str, ...]
    items: tuple[str, ...]
    categories: tuple[str, ...]
    codes: NDArray[np.int64]
    ordinal: bool = False

    @classmethod
    def of(
        cls,
        rows: Iterable[tuple[str, str, str]],
        categories: Sequence[str],
        *,
        ordinal: bool = False,
    ) -> Ratings:
        """Lay out (rater, item, category) rows; the same rows in another order give the same table."""
        places = {name: place for place, name in enumerate(categories)}
        if len(places) < 2 or len(places) < len(categories):  # noqa: PLR2004 - one category judges nothing
            raise RatingsError("categories must be at least two different ones")
        given = _given(rows, places)
        raters = tuple(sorted({rater for rater, _ in given}))
        items = tuple(sorted({item for _, item in given}))
        codes = np.full((len(raters), len(items)), MISSING, dtype=np.int64)
        row_of = {rater: row for row, rater in enumerate(raters)}
        column_of = {item: column for column, item in enumerate(items)}
        for (rater, item), code in given.items():
            codes[row_of[rater], column_of[item]] = code
        return cls(raters, items, tuple(categories), codes, ordinal)

    def counts(self, raters: Iterable[str] | None = None) -> Floats:
        """How many of ``raters``, by default all, gave each category: items x categories."""
        kept = None if raters is None else set(raters)
        rows = [kept is None or rater in kept for rater in self.raters]
        given = self.codes[np.array(rows, dtype=bool)]
        per_category = [(given == code).sum(axis=0) for code in range(len(self.categories))]
        return np.array(per_category, dtype=np.float64).reshape(len(self.categories), -1).T

    def code_of(self, category: str) -> int:
        """The place of ``category`` among those offered."""
        if category not in self.categories:
            raise RatingsError(
                f"{category!r} is not a category; there are {', '.join(self.categories)}"
            )
        return self.categories.index(category)


def _given(
    rows: Iterable[tuple[str, str, str]], places: Mapping[str, int]
) -> dict[tuple[str, str], int]:
    given: dict[tuple[str, str], int] = {}
    for rater, item, category in rows:
        if category not in places:
            raise RatingsError(
                f"{rater} on {item}: {category!r} is not one of {', '.join(places)}; declare it or leave it out"
            )
        if (rater, item) in given:
            raise RatingsError(f"{rater} judged {item} twice; keep one of the two")
        given[rater, item] = places[category]
    return given
