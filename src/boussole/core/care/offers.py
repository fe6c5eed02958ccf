"""When someone is offered to talk: after a heavy week, or after one conversation that was hard in more than one way.

The offer is the person's alone. At most one in ``OFFERED_EVERY``, whatever became of the last one, so that it never becomes a nuisance
and so that its date says nothing of what was answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from boussole.core.care.usual import Band

OFFERED_EVERY = timedelta(days=21)
# A conversation is talked over while it is fresh.
FRESH = timedelta(days=10)
# Strong tension and a fragile situation, a recourse after tension that lasted: two signs in one conversation.
HARDEST_SIGNS = 2


@dataclass(frozen=True, slots=True)
class Seen:
    """A hard conversation of someone's: its id, its day, and how many signs it shows."""

    conversation: str
    day: date
    signs: int


@dataclass(frozen=True, slots=True)
class Offer:
    """Why to offer: one ``conversation`` of a ``day``, or a whole week begun on ``day``."""

    day: date
    conversation: str | None


def offer(
    today: date,
    last: date | None,
    seen: Sequence[Seen],
    week: tuple[date, Band] | None,
) -> Offer | None:
    """What to offer someone ``today``, who was last offered something on ``last``; ``week`` is their last whole one.

    The most marked conversation comes first, the latest among equals; then the week.
    """
    if last is not None and today < last + OFFERED_EVERY:
        return None
    fresh = [
        one for one in seen if one.signs >= HARDEST_SIGNS and today - FRESH <= one.day <= today
    ]
    if fresh:
        chosen = max(fresh, key=lambda one: (one.signs, one.day, one.conversation))
        return Offer(chosen.day, chosen.conversation)
    if week is None or week[1] == Band.USUAL or week[0] + timedelta(days=7) + FRESH < today:
        return None
    return Offer(week[0], None)
