"""Friction and journey: the steps as customers live them, and where they struggle."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from boussole.adapters.reports import charts
from boussole.core import wording
from boussole.core.metrics import Friction
from boussole.core.reasons import STEPS, ReasonTree
from boussole.features.conversations import queries as conversations
from boussole.features.conversations import reading
from boussole.features.conversations.filters import STEP_MARK
from boussole.features.conversations.forms import language, said
from boussole.features.metrics import access, facts, queries
from boussole.features.metrics.presenting import (
    evolution,
    expressed,
    link,
    name_of,
    period_text,
    struggling,
)
from boussole.features.metrics.views.asked import Asked, around
from boussole.features.organisation.access import requires, signed_in

MOST_REASONS = 4


@require_GET
@requires(access.SEE)
def journey(request: HttpRequest) -> HttpResponse:
    """The journey of the week: customers touched and what they expressed, step by step."""
    asked = Asked.read(request, signed_in(request))
    found = facts.in_use()
    week = None if found is None else asked.week or queries.last_week(found, asked.scope)
    if found is None or week is None:
        return render(request, "metrics/empty.html", {"reading": not conversations.is_empty()})
    tree = reading.tree()
    steps_of = {reason.key: reason.step for reason in tree.reasons if reason.step}
    stages = queries.journey(found, asked.scope, week, dict(steps_of))
    origins = queries.frictions(found, asked.scope, week, "origin")
    worst = max(stages, key=lambda stage: stage.friction.at_least, default=None)
    return render(
        request,
        "metrics/journey.html",
        {
            "stages": [_stage(stage, asked, week, tree) for stage in stages],
            "worst": worst and said(STEPS[_step(worst)]),
            "worst_sentence": worst and struggling(worst.friction),
            "chart": _chart(stages),
            "origins": [_friction(one, "origin", asked, week, tree) for one in origins],
            "week": said(wording.week(week)),
            "tabs": asked.tabs("metrics:journey", _("Toute l’entreprise")),
            "weeks": around(asked, "metrics:journey", found.engine.weeks(asked.scope), week),
        },
    )


def _step(stage: queries.Stage) -> Any:
    return stage.step


def _chart(stages: list[queries.Stage]) -> charts.Spec | None:
    bars = [
        charts.Bar(
            wording.sentence(STEPS[_step(stage)]),
            stage.friction.share,
            wording.percent(stage.friction.share.value or 0.0),
        )
        for stage in stages
    ]
    return charts.bar_chart(bars, language()) if len(bars) > 1 else None


def _stage(stage: queries.Stage, asked: Asked, week: date, tree: ReasonTree) -> dict[str, Any]:
    return _friction(stage.friction, "step", asked, week, tree) | {
        "reasons": [
            _friction(reason, "reason", asked, week, tree)
            for reason in stage.reasons[:MOST_REASONS]
        ]
    }


def _friction(
    friction: Friction, by: str, asked: Asked, week: date, tree: ReasonTree
) -> dict[str, Any]:
    key = friction.counts.key
    about = f"{STEP_MARK}{key}" if by == "step" else key
    url = link(
        "conversations:list",
        about=about,
        period=period_text(week),
        team=asked.team.pk if asked.team else None,
    )
    return {
        "name": name_of(by, key, tree),
        "sentence": struggling(friction),
        "evolution": evolution(friction),
        "moved": friction.grew or friction.eased,
        "expressed": expressed(friction),
        "contacts": friction.counts.contacts,
        "url": url if key and by != "origin" else "",
    }
