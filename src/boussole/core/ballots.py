"""A vote by approval: each ballot holds the proposals that one person supports, and says nothing of whose it is.

Brams and Fishburn, Approval voting (1983): everyone may support as many as they like, so that supporting one takes nothing
from another. Below ``LEAST_BALLOTS`` nothing is said, not even what would be adopted: that alone would tell how few voted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LEAST_BALLOTS = 5
# More than this share of the ballots adopts a proposal.
HALF = 0.5


@dataclass(frozen=True, slots=True)
class Tally:
    """What may be told of a vote: how many voted, how many support each proposal, and those adopted, in the order given."""

    ballots: int
    approvals: Mapping[int, int]
    adopted: tuple[int, ...]


def tally(
    proposals: Iterable[int],
    ballots: Iterable[Iterable[int]],
    *,
    least: int = LEAST_BALLOTS,
    share: float = HALF,
) -> Tally | None:
    """Count the ballots; none below ``least`` of them.

    ``proposals`` are the keys that may be supported; a ballot counts once for each of them that it holds, whatever else it
    holds. A ballot that supports none was cast all the same. Adopted: supported by more than ``share`` of the ballots.
    """
    known = tuple(dict.fromkeys(proposals))
    cast = [frozenset(ballot) & frozenset(known) for ballot in ballots]
    if len(cast) < least:
        return None
    counted = Counter(one for ballot in cast for one in ballot)
    approvals = {one: counted[one] for one in known}
    adopted = tuple(one for one in known if approvals[one] > share * len(cast))
    return Tally(len(cast), approvals, adopted)
