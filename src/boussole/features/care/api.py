"""Care for programs: one's own exposure, and a group's frozen weeks. Nothing else: a debrief is between two people.

Offers, debriefs and what someone chose for themself have no operation: a token keeps the day of its last use.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router

from boussole.features.care import access, api_shapes, exposure, queries
from boussole.features.care.api_schemas import ExposureOut, GroupWeekOut
from boussole.features.metrics import facts
from boussole.features.organisation.access import found_or_404
from boussole.features.organisation.api import Refusal, allowed

router = Router(tags=["care"])


@router.get("/exposure", response=ExposureOut)
def own_exposure(request: HttpRequest) -> Any:
    """Your own last twelve weeks beside what is usual for you; empty when you chose that nothing be counted."""
    person = allowed(request, access.OWN)
    in_use = facts.in_use() if queries.choice_of(person).exposure else None
    own = exposure.of_oneself(in_use, person, timezone.localdate()) if in_use else None
    return api_shapes.exposure(own)


@router.get("/teams/{int:pk}/weeks", response={200: list[GroupWeekOut], 404: Refusal})
def team_weeks(request: HttpRequest, pk: int) -> Any:
    """A team's counted weeks, the newest first; what may not be shown is null."""
    person = allowed(request, access.TEAM)
    team = found_or_404(access.teams(person), pk=pk)
    return [api_shapes.group_week(one) for one in queries.weeks_of(team)]
