"""Which situations a session proposes to talk about: pure, and fair by construction.

Successes are at least as many as failures whenever there are some; when there are fewer successes than failures
only as many failures are proposed. Without any success a couple of failures are proposed, and the page says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

# A session has time for a few: two to go over, and as many to build on.
MOST_FAILURES = 2
MOST_SUCCESSES = 3


class Proposed(Protocol):
    """What is asked of a situation."""

    success: bool
    upstream: bool


S = TypeVar("S", bound=Proposed)


@dataclass(frozen=True)
class Balance:
    """How many were there, and how many are proposed: what the page explains."""

    failures: int
    successes: int
    failures_there: int
    successes_there: int


def propose(situations: Sequence[S]) -> tuple[list[S], Balance]:
    """Choose among a week's situations, in their order; what another department caused is left out."""
    own = [one for one in situations if not one.upstream]
    failures = [one for one in own if not one.success]
    successes = [one for one in own if one.success]
    most = min(MOST_FAILURES, len(failures))
    if successes:
        most = min(most, len(successes))
    kept = successes[: max(most, min(len(successes), MOST_SUCCESSES))]
    chosen = [*kept, *failures[:most]]
    return chosen, Balance(most, len(kept), len(failures), len(successes))
