"""Home, made for the role: what changed and is real, where customers struggle, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from boussole.core.brief.models import Brief, Cause, Change, Debrief, Friction, Quote, Thanks
from boussole.core.metrics import METRICS, Estimate
from boussole.features.conversations import access as conversations_access
from boussole.features.conversations import queries as conversations
from boussole.features.conversations.forms import said
from boussole.features.metrics import access, briefs, decisions, facts, own, services
from boussole.features.metrics.presenting import (
    honest_number,
    link,
    name_of,
    period_text,
    quote_url,
)
from boussole.features.metrics.views.asked import Asked, around
from boussole.features.organisation.access import SIGN_IN, may, requires, signed_in
from boussole.features.organisation.models import Person, Role

# The figures a leader and a manager begin with; the others are a click away.
FIRST = (
    "contacts",
    "effort_expressed",
    "dissatisfaction",
    "failure_demand",
    "csat",
    "nps",
    "ces",
    "fcr",
    "first_response",
    "durability",
)


@require_GET
@requires(SIGN_IN)
def compass(request: HttpRequest) -> HttpResponse:
    """The first page of everyone."""
    person = signed_in(request)
    if person.role == Role.DEPARTMENT_CONTACT:
        # Figures of the service are not theirs to read: what they are asked is.
        waiting = {"decisions": decisions.waiting_for(person)}
        return render(request, "metrics/waiting.html", waiting)
    found = facts.in_use()
    if found is None:
        return _empty(request, person)
    if person.role == Role.AGENT:
        context = {**own.page_of(found, person), "decisions": decisions.waiting_for(person)}
        return render(request, "metrics/own.html", context)
    if person.role in {Role.MANAGER, Role.LEADER}:
        return _brief(request, person, found)
    return _keeper(request, person, found)


def _brief(request: HttpRequest, person: Person, found: facts.Facts) -> HttpResponse:
    asked = Asked.read(request, person)
    if person.role == Role.MANAGER and asked.team is None:
        return render(request, "metrics/no_team.html")
    known = found.engine.weeks(asked.scope)
    brief = briefs.brief_of(found, asked.week, asked.team.name if asked.team else None)
    if brief is None or not known:
        return _empty(request, person)
    monday = brief.period.since
    return render(
        request,
        "metrics/compass.html",
        {
            "brief": brief,
            "tabs": asked.tabs("home", _("Toute l’entreprise")),
            "weeks": around(asked, "home", known, monday),
            "changes": [_change(one, asked) for one in brief.changes],
            "frictions": [_friction(one, brief, asked) for one in brief.frictions],
            "situations": [_situation(one) for one in brief.situations],
            "upstream": [_situation(one) for one in brief.upstream],
            # Situations and thanks name people to their manager alone (signals guardrail 5).
            "names_people": person.role == Role.MANAGER,
            "thanks": [_thanks(one) for one in brief.thanks],
            "causes": [_cause(one) for one in brief.causes],
            "numbers": _numbers(brief, asked),
            "decisions": decisions.waiting_for(person),
            "indicators_url": link("metrics:indicators", **asked.parameters(monday)),
            "journey_url": link("metrics:journey", **asked.parameters(monday)),
        },
    )


def _change(change: Change, asked: Asked) -> dict[str, Any]:
    metric, _colon, reason = change.about.partition(":")
    week = change.since
    if reason:
        url = link(
            "conversations:list",
            about=reason,
            period=period_text(week),
            team=asked.team.pk if asked.team else None,
        )
    else:
        url = link("metrics:indicator", metric, **asked.parameters(week))
    return {"change": change, "url": url, "of_reason": bool(reason)}


def _friction(friction: Friction, brief: Brief, asked: Asked) -> dict[str, Any]:
    url = link(
        "conversations:list",
        about=friction.reason,
        period=period_text(brief.period.since),
        team=asked.team.pk if asked.team else None,
    )
    return {
        "friction": friction,
        "url": url,
        "origin": name_of("origin", friction.origin) if friction.origin else "",
        "step": name_of("step", friction.step) if friction.step else "",
        "quotes": _quotes(friction.quotes),
    }


def _situation(situation: Debrief) -> dict[str, Any]:
    return {"situation": situation, "url": quote_url(situation.quote)}


def _thanks(thanks: Thanks) -> dict[str, Any]:
    return {"thanks": thanks, "quotes": _quotes(thanks.quotes[:1])}


def _cause(cause: Cause) -> dict[str, Any]:
    return {"cause": cause, "quotes": _quotes(cause.quotes[:1])}


def _quotes(quotes: Sequence[Quote]) -> list[dict[str, Any]]:
    return [{"quote": quote, "url": quote_url(quote)} for quote in quotes]


def _numbers(brief: Brief, asked: Asked) -> list[dict[str, Any]]:
    indicators = {one.metric: one for one in brief.indicators}
    numbers = []
    for name in FIRST:
        if (one := indicators.get(name)) is None:
            continue
        found = one.estimate
        estimate = Estimate(name, one.state, found.n, found.value, found.low, found.high)
        href = link("metrics:indicator", name, **asked.parameters(brief.period.since))
        number = honest_number(METRICS[name], estimate, href=href)
        number["words"] = said(one.words)
        if one.change == "real":
            number["state"] = "real"
        numbers.append(number)
    return numbers


def _keeper(request: HttpRequest, person: Person, found: facts.Facts) -> HttpResponse:
    """For those who look after the deployment: what is kept, and what waits."""
    totals = found.engine.totals(access.EVERYTHING)
    return render(
        request,
        "metrics/keeper.html",
        {
            "totals": totals,
            "stale": len(services.stale_days()),
            "may_rebuild": may(person, access.REBUILD),
            "may_import": may(person, conversations_access.IMPORT),
            "decisions": decisions.waiting_for(person),
        },
    )


def _empty(request: HttpRequest, person: Person) -> HttpResponse:
    """Conversations are there, their facts are not yet; what waits for someone does not wait for them."""
    waiting = decisions.waiting_for(person)
    context = {"reading": not conversations.is_empty(), "decisions": waiting}
    return render(request, "metrics/empty.html", context)


@require_POST
@requires(access.REBUILD)
def rebuild(request: HttpRequest) -> HttpResponse:
    """Build all facts again, in the background."""
    services.ask_rebuild(signed_in(request))
    messages.success(
        request, _("La reconstruction des indicateurs a commencé ; les pages suivront.")
    )
    return redirect("home")
