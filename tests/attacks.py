"""An attacker's arithmetic: what adding and subtracting groups of people can speak of. It shares no code with what it attacks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np

LEAST = 5


def isolated(groups: Sequence[set[int]]) -> set[int]:
    """A set of fewer than five people that some linear combination of the groups speaks of, or nothing."""
    people = sorted(set().union(*groups)) if groups else []
    if not people:
        return set()
    table = np.array([[person in group for person in people] for group in groups], float)
    # People who stand together in every group are one unknown: a combination speaks of all of them or of none.
    columns = Counter(tuple(column) for column in table.T)
    small = [column for column, count in columns.items() if count < LEAST]
    rank = np.linalg.matrix_rank(table)
    for size in range(1, min(LEAST, len(small) + 1)):
        for few in combinations(small, size):
            left = np.array([column for column in table.T if tuple(column) not in few]).T
            if sum(columns[one] for one in few) < LEAST and (
                not left.size or np.linalg.matrix_rank(left) < rank
            ):
                chosen = zip(people, table.T, strict=True)
                return {person for person, column in chosen if tuple(column) in few}
    return set()
