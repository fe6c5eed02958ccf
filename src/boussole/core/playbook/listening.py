"""A few conversations of a week drawn at random, to listen beyond what rules find.

The draw is the same for the same week, team and conversations: nobody picks, and anyone can draw again.
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

PER_TEAM = 3


@dataclass(frozen=True, order=True)
class Drawable:
    """A conversation that may be drawn, with the ids of its team and agent."""

    team: int
    conversation: int
    agent: int


def draw(found: Iterable[Drawable], week: date, per_team: int = PER_TEAM) -> list[Drawable]:
    """Draw at most ``per_team`` conversations of each team, at most one for an agent.

    Agents are drawn first, each as likely as another however many conversations they have; then one of
    their conversations. ``week`` is its Monday: with the team it is the seed.
    """
    ordered = sorted(found)
    drawn: list[Drawable] = []
    for team, ones in groupby(ordered, key=lambda one: one.team):
        by_agent: dict[int, list[Drawable]] = {}
        for one in ones:
            by_agent.setdefault(one.agent, []).append(one)
        chance = random.Random(f"{week.isoformat()}/{team}")  # noqa: S311 - a draw anyone can repeat
        agents = sorted(by_agent)
        listened = chance.sample(agents, min(per_team, len(agents)))
        drawn += [chance.choice(by_agent[agent]) for agent in listened]
    return sorted(drawn)
