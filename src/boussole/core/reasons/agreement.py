"""How often what is read agrees with what people say a contact is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Agreement:
    """Of ``n`` corrections, how many are read as people say, and how many are left unknown wrongly.

    The others, ``wrong``, are read as another reason. Of a contact that is of no reason, unknown is right.
    """

    n: int = 0
    right: int = 0
    unknown: int = 0

    @property
    def wrong(self) -> int:
        """How many are read as another reason."""
        return self.n - self.right - self.unknown


def agreement(said: Sequence[str | None], found: Sequence[str | None]) -> Agreement:
    """Compare what people said of each contact with what was found in it; both of one length."""
    right = sum(one == other for one, other in zip(said, found, strict=True))
    unknown = sum(one is not None and other is None for one, other in zip(said, found, strict=True))
    return Agreement(len(said), right, unknown)


def agreement_by_reason(
    said: Sequence[str | None], found: Sequence[str | None]
) -> dict[str | None, Agreement]:
    """The agreement on each reason that people named, null for none, the most named first."""
    pairs: dict[str | None, tuple[list[str | None], list[str | None]]] = {}
    for one, other in zip(said, found, strict=True):
        ours, theirs = pairs.setdefault(one, ([], []))
        ours.append(one)
        theirs.append(other)
    counted = {key: agreement(*both) for key, both in pairs.items()}
    ordered = sorted(counted, key=lambda key: (-counted[key].n, key or ""))
    return {key: counted[key] for key in ordered}
