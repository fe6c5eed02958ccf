"""What was found in one answer of the agent; where it comes from is ``reading.py``'s business."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of the answer: ``text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Act:
    """An act that is there, and the passage that shows it."""

    name: str
    span: Span


@dataclass(frozen=True)
class Heard:
    """An answer as the customer takes it.

    ``points`` are the scenario's points it makes, ``asks`` the facts its words ask for, ``blame`` the words
    that put the fault on the customer.
    """

    text: str
    acts: tuple[Act, ...] = ()
    points: tuple[Act, ...] = ()
    asks: tuple[str, ...] = ()
    blame: Span | None = None

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the acts."""
        return frozenset(act.name for act in self.acts)

    @property
    def empty(self) -> bool:
        """Whether nothing was found that a customer would react to."""
        return not (self.acts or self.points or self.blame)

    def span(self, act: str) -> Span | None:
        """Where an act shows."""
        return next((one.span for one in self.acts if one.name == act), None)
