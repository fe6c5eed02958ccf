"""Is a share here really different from elsewhere? Fisher's exact test, corrected for the many asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from scipy.stats import fisher_exact

from boussole.core.brief.models import Uncertain
from boussole.core.metrics.intervals import wilson

FALSE_DISCOVERIES = 0.05
# A difference worth a sentence is half as much again, and is seen at least this many times.
NOTABLE_RATIO = 1.5
NOTABLE_COUNT = 5


@dataclass(frozen=True)
class Comparison:
    """``k`` of ``n`` here, ``other_k`` of ``other_n`` elsewhere."""

    key: tuple[str, ...]
    k: int
    n: int
    other_k: int
    other_n: int

    @property
    def p(self) -> float:
        """One-sided: as many or more here, were here like elsewhere."""
        table = [[self.k, self.n - self.k], [self.other_k, self.other_n - self.other_k]]
        return float(fisher_exact(table, alternative="greater").pvalue)

    @property
    def notable(self) -> bool:
        """Whether it is large enough to be worth saying, chance apart."""
        if self.k < NOTABLE_COUNT or not self.n or not self.other_n:
            return False
        return self.k / self.n >= NOTABLE_RATIO * max(self.other_k, 1) / self.other_n


def real_differences(comparisons: Sequence[Comparison]) -> list[Comparison]:
    """Keep what is notable and stands after Benjamini-Hochberg over all ``comparisons``."""
    ordered = sorted(comparisons, key=lambda one: (one.p, one.key))
    kept = 0
    for rank, one in enumerate(ordered, start=1):
        if one.p <= FALSE_DISCOVERIES * rank / len(ordered):
            kept = rank
    return [one for one in ordered[:kept] if one.notable]


def share(k: int, n: int) -> Uncertain:
    """Return ``k`` of ``n`` with its Wilson interval."""
    found = wilson(k, n)
    return Uncertain(value=found.value, low=found.low, high=found.high, n=n)
