"""What was asked of an endpoint, what it took and what it cost; ids only, never text."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from statistics import median

from boussole.core.signals.review import Outcome


@dataclass(frozen=True, slots=True)
class Price:
    """What a million tokens cost, in and out, in whatever currency they are paid."""

    tokens_in: float
    tokens_out: float

    def of(self, tokens_in: int | None, tokens_out: int | None) -> float | None:
        """The cost of a call; None when the endpoint did not count its tokens."""
        if tokens_in is None or tokens_out is None:
            return None
        return (tokens_in * self.tokens_in + tokens_out * self.tokens_out) / 1_000_000


@dataclass(frozen=True, slots=True)
class Call:
    """One request: for which doubt, when, how long, how much, and what became of it.

    ``attempt`` counts from 1; ``status`` is None when no answer came. ``outcome`` is that of the answer,
    ``reason`` a word that says more.
    """

    key: str
    model: str
    at: datetime
    attempt: int
    status: int | None
    seconds: float
    tokens_in: int | None
    tokens_out: int | None
    cost: float | None
    outcome: Outcome
    reason: str

    def as_row(self) -> dict[str, object]:
        """The call as flat values that JSON knows."""
        return asdict(self) | {"at": self.at.isoformat(), "seconds": round(self.seconds, 3)}


@dataclass
class Usage:
    """The calls of a run, added up as they come."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float = 0.0
    priced: int = 0
    answered: list[float] = field(default_factory=list)

    def add(self, call: Call) -> None:
        """Count a call."""
        self.calls += 1
        self.tokens_in += call.tokens_in or 0
        self.tokens_out += call.tokens_out or 0
        if call.cost is not None:
            self.cost += call.cost
            self.priced += 1
        if call.outcome not in {Outcome.TIMEOUT, Outcome.ERROR}:
            self.answered.append(call.seconds)

    @property
    def latency(self) -> float | None:
        """The median time of the calls that were answered, in seconds."""
        return median(self.answered) if self.answered else None

    @property
    def slowest(self) -> float | None:
        """The longest time of the calls that were answered, in seconds."""
        return max(self.answered, default=None)

    @property
    def fully_priced(self) -> bool:
        """Whether ``cost`` covers every call that was answered."""
        return self.priced >= len(self.answered)
