"""What later features may ask about parts of conversations, whoever sees them: places and ids, never a text."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from boussole.features.conversations import keys, models

# A conversation worth listening to has a question and an answer.
LEAST_TURNS = 2


def said_by_agents(places: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Among these conversations and turns, those where an agent wrote to the customer."""
    wanted = Q(pk__in=[])
    for conversation, turn in places:
        wanted |= Q(conversation=conversation, index=turn)
    found = models.Turn.objects.filter(wanted, role="agent", public=True)
    return set(found.values_list("conversation", "index"))


def with_team_and_agent(start: datetime, end: datetime) -> list[tuple[int, int, int]]:
    """The conversations that began between two instants and have a team and an agent: their ids, in this order."""
    dated = models.Reading.objects.filter(
        newest_key__gte=keys.before(start), newest_key__lt=keys.before(end)
    )
    found = dated.filter(team__isnull=False, agent__isnull=False, turns__gte=LEAST_TURNS)
    return list(found.values_list("pk", "team", "agent"))
