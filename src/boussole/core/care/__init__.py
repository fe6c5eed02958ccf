"""Exposure to hard conversations, and what may be said of it: to the person all, to others nothing about anyone.

``exposure`` says what is hard and counts it by week, ``usual`` sets a week against the person's own weeks, ``distribution`` says
what a team's manager may read, ``rota`` where hard contacts concentrate, ``offers`` when a person is offered to talk, ``effect``
whether teams that talk say something else in the pulse. Only what customers wrote is read; nothing here judges an agent.
"""

from boussole.core.care.distribution import Bands, bands_published
from boussole.core.care.effect import Compared, Refused, Team, compare
from boussole.core.care.exposure import (
    SIGNS,
    Sign,
    Week,
    monday_of,
    say_sign,
    weekly,
    with_signs,
)
from boussole.core.care.offers import OFFERED_EVERY, Offer, Seen, offer
from boussole.core.care.rota import Part, Pattern, Spread, patterns, spread
from boussole.core.care.usual import Band, Usual, band_of, bands, usual

__all__ = [
    "OFFERED_EVERY",
    "SIGNS",
    "Band",
    "Bands",
    "Compared",
    "Offer",
    "Part",
    "Pattern",
    "Refused",
    "Seen",
    "Sign",
    "Spread",
    "Team",
    "Usual",
    "Week",
    "band_of",
    "bands",
    "bands_published",
    "compare",
    "monday_of",
    "offer",
    "patterns",
    "say_sign",
    "spread",
    "usual",
    "weekly",
    "with_signs",
]
