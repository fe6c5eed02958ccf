"""The gold: messages and conversations written for this project, labelled, and never learnt from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from boussole.core.signals.models import Side
from boussole.core.text import Language
from training.lines import Labelled, read

GOLD = Path(__file__).resolve().parents[2] / "tests" / "gold"
CONVERSATIONS = GOLD / "conversations"


@dataclass(frozen=True, slots=True)
class GoldSet:
    """A set of messages of one side in one language.

    ``exact`` is the share of messages given the very same labels by two readings, ``kappa`` their mean
    agreement beyond chance over the labels. The first reading was corrected by the second and is not
    kept: these two figures cannot be computed again, and are noted here.
    """

    name: str
    side: Side
    language: Language
    exact: float
    kappa: float

    def lines(self) -> list[Labelled]:
        """Read its messages, in the order of the file."""
        return list(read(GOLD / f"{self.name}.txt", self.side, self.language))


SETS: Mapping[str, GoldSet] = {
    one.name: one
    for one in (
        GoldSet("customer_fr", "customer", "fr", exact=0.972, kappa=0.990),
        GoldSet("customer_en", "customer", "en", exact=0.964, kappa=0.988),
        GoldSet("agent_fr", "agent", "fr", exact=1.0, kappa=1.0),
        GoldSet("agent_en", "agent", "en", exact=0.99, kappa=0.996),
    )
}
