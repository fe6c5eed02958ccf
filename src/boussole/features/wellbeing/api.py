"""The pulse for programs: what was published, in the scopes of the pages; waves, and promises.

Answering, receipts and comments have no operation: a token keeps the day of its last use, which would say when its person
answered, and a program would keep what a page shows once.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router, Status

from boussole.features.organisation.access import found_or_404
from boussole.features.organisation.api import Refusal, allowed, checked
from boussole.features.wellbeing import access, api_shapes, queries, services, waves
from boussole.features.wellbeing.api_schemas import (
    BesideOut,
    FullPlanIn,
    FullPlanOut,
    LaunchIn,
    PulseCalendarOut,
    PulseOut,
    PulsePromiseIn,
    PulsePromiseOut,
    PulseTeamOut,
    PulseWaveOut,
)
from boussole.features.wellbeing.errors import PromisedError
from boussole.features.wellbeing.forms import PlanForm, PromiseForm

router = Router(tags=["pulse"])


@router.get("/waves", response=PulseCalendarOut)
def calendar(request: HttpRequest) -> Any:
    """The waves: over, under way, planned."""
    allowed(request, access.SEE)
    now, planned = queries.open_wave(), queries.planned_full()
    return PulseCalendarOut(
        open=api_shapes.wave(now) if now else None,
        planned_on=planned.opens_on if planned else None,
        closed=[api_shapes.wave(one) for one in queries.closed_waves()],
    )


@router.post("/waves", response={201: PulseWaveOut, 422: Refusal})
def launch(request: HttpRequest, asked: LaunchIn) -> Any:
    """Launch a wave now."""
    person = allowed(request, access.LAUNCH)
    made = waves.launch(asked.kind, timezone.localdate(), by=person)
    return Status(201, api_shapes.wave(made))


@router.put("/plan", response={200: FullPlanOut, 422: Refusal})
def plan(request: HttpRequest, asked: FullPlanIn) -> Any:
    """Plan the next full wave, or move it."""
    person, today = allowed(request, access.LAUNCH), timezone.localdate()
    opens_on = checked(PlanForm(asked.model_dump()))["opens_on"]
    made = waves.plan_full(opens_on, today=today, by=person)
    return FullPlanOut(opens_on=made.opens_on, pauses_on=waves.pauses_on(made.opens_on))


@router.delete("/plan", response={204: None, 422: Refusal})
def cancel_plan(request: HttpRequest) -> Any:
    """Give up the full wave that is planned."""
    waves.cancel_full(by=allowed(request, access.LAUNCH))
    return Status(204, None)


@router.get("/teams", response=list[PulseTeamOut])
def teams(request: HttpRequest) -> Any:
    """The teams whose published figures you may read, by name."""
    person = allowed(request, access.SEE)
    return [api_shapes.team(one) for one in access.teams(person).order_by("name", "pk")]


@router.get("/teams/{int:pk}", response={200: PulseOut, 404: Refusal})
def team(request: HttpRequest, pk: int, wave: int | None = None) -> Any:
    """What was published of a team, for its newest wave or another one."""
    shown = found_or_404(access.teams(allowed(request, access.SEE)), pk=pk)
    return api_shapes.pulse(queries.team_pulse(shown, wave))


@router.get("/company", response=PulseOut)
def company(request: HttpRequest, wave: int | None = None) -> Any:
    """What was published of the company: its teams together."""
    allowed(request, access.LAUNCH)
    return api_shapes.pulse(queries.team_pulse(None, wave))


@router.get("/company/teams", response=list[BesideOut])
def side_by_side(request: HttpRequest, wave: int | None = None) -> Any:
    """The company, then the teams by name, for the newest wave or another one."""
    person = allowed(request, access.LAUNCH)
    shown = next((one for one in queries.closed_waves() if wave in (None, one.pk)), None)
    if shown is None:
        return []
    return [api_shapes.beside(row, shown) for row in queries.side_by_side(person, shown)]


@router.get("/managers", response=PulseOut)
def managers(request: HttpRequest, wave: int | None = None) -> Any:
    """What was published of managers, as one group of the whole company."""
    allowed(request, access.SEE_MANAGERS)
    return api_shapes.pulse(queries.managers_pulse(wave))


@router.get("/teams/{int:pk}/promises", response={200: list[PulsePromiseOut], 404: Refusal})
def promises(request: HttpRequest, pk: int) -> Any:
    """What was last promised to a team, and what the team said of it."""
    shown = found_or_404(access.teams(allowed(request, access.SEE)), pk=pk)
    return [api_shapes.promise(one) for one in queries.team_pulse(shown).told]


@router.post(
    "/teams/{int:pk}/promises", response={201: PulsePromiseOut, 404: Refusal, 422: Refusal}
)
def promise(request: HttpRequest, pk: int, asked: PulsePromiseIn) -> Any:
    """Promise one action to a team you manage, on the theme to look at first."""
    person, today = allowed(request, access.MANAGE), timezone.localdate()
    shown = found_or_404(access.teams(person), pk=pk)
    text = checked(PromiseForm(asked.model_dump()))["text"]
    focus = queries.team_pulse(shown).focus
    if focus is None:
        raise PromisedError(_("Rien n’est encore publié de cette équipe."))
    made = services.promise(shown, theme=focus.theme, text=text, today=today, by=person)
    return Status(201, api_shapes.promise(queries.Told(made, None)))


@router.delete("/promises/{int:pk}", response={204: None, 404: Refusal, 422: Refusal})
def take_back(request: HttpRequest, pk: int) -> Any:
    """Take back a promise the team was not asked about."""
    person = allowed(request, access.MANAGE)
    services.take_back(found_or_404(access.promises(person), pk=pk), by=person)
    return Status(204, None)
