"""The mirror for programs: one read, with the scopes of the page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router

from boussole.core.metrics.mirror import Refused
from boussole.core.metrics.mirror.told import ONCE
from boussole.features.conversations.forms import said
from boussole.features.mirror import access, presenting, queries
from boussole.features.mirror.api_schemas import (
    MirrorMeasureOut,
    MirrorOut,
    MirrorPartOut,
    MirrorSequenceOut,
    MirrorTeamOut,
    MirrorWeekOut,
)
from boussole.features.organisation.api import allowed

router = Router(tags=["mirror"])


@router.get("", response=MirrorOut)
def read_mirror(request: HttpRequest) -> Any:
    """What the teams you manage say of their work beside what their customers live, and what can be said of both."""
    found = queries.seen(allowed(request, access.SEE))
    if found is None:
        nothing = _("Rien à mettre en regard pour l’instant")
        return MirrorOut(until=None, sentence=nothing, teams=[], sequences=[], moved=[], parts=[])
    return MirrorOut(
        until=found.kept.until,
        sentence=presenting.sentence(found),
        teams=[_team(team) for team in found.teams],
        sequences=_sequences(found),
        moved=presenting.told_moves(found),
        parts=[
            MirrorPartOut(title=part["title"], lines=part["lines"])
            for part in presenting.parts(found.kept)
        ],
    )


def _team(team: queries.TeamSeen) -> MirrorTeamOut:
    measures = [
        MirrorMeasureOut(
            measure=measure,
            label=presenting.measure_name(measure),
            weeks=[_week(week) for week in weeks],
        )
        for measure, weeks in team.weeks.items()
    ]
    return MirrorTeamOut(team=team.name, measures=measures)


def _week(week: queries.Week) -> MirrorWeekOut:
    return MirrorWeekOut(
        week=week.week,
        n=week.own.n,
        share=week.own.share,
        others_n=week.others.n if week.others else None,
        others_share=week.others.share if week.others else None,
    )


def _sequences(found: queries.Seen) -> list[MirrorSequenceOut]:
    if isinstance(found.found, Refused):
        return []
    return [
        MirrorSequenceOut(
            team=one.pulse.team,
            theme=one.pulse.theme,
            indicator=one.customers.indicator,
            weeks=one.weeks,
            says=presenting.say(found, one),
            caution=said(ONCE),
        )
        for one in found.found.found
    ]
