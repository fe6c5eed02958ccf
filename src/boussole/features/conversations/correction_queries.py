"""What people's corrections of reasons say: which ones count, and what they teach."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from boussole.features.conversations import models
from boussole.features.conversations.queries import first_words

# The newest are learnt: they take minutes, more would teach little.
MOST = 10_000


class Corrected(NamedTuple):
    """A correction that counts: of which contact, its reason's key (empty when none fits), and when."""

    id: int
    conversation: int
    reason: str
    at: datetime


def corrected() -> list[Corrected]:
    """Every correction that counts, the newest ``MOST`` of them, in the order of their contacts."""
    made = models.ReasonCorrection.objects.filter(in_force=True).order_by("-at", "-pk")
    rows = made.values_list("pk", "conversation", "reason", "at")[:MOST]
    return sorted((Corrected(*row) for row in rows), key=lambda one: one.conversation)


def examples(chosen: Sequence[Corrected]) -> list[tuple[str, str | None]]:
    """What corrections teach: the masked first words of each contact, and its reason's key or nothing.

    The words are those a reason is looked for in (``core.facts.first_words``).
    """
    reasons = {one.conversation: one.reason or None for one in chosen}
    return [(words, reasons[pk]) for pk, words in first_words(list(reasons))]
