"""What may be read of a team or the company: frozen weeks without names, and where hard contacts concentrate.

Nothing here is filtered, sorted or cut: there is one page for each group, the same whatever the address asks for.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boussole.features.care import access, queries, words
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.reasons.queries import tree_in_force


@require_GET
@requires(access.TEAM)
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """A team's weeks, and the rota worth trying."""
    shown = found_or_404(access.teams(signed_in(request)), pk=pk)
    weeks, rota = queries.weeks_of(shown), queries.rota_of(shown)
    context = {
        "team": shown,
        "sentence": words.group_sentence(weeks),
        "rows": words.group_rows(weeks),
        "shows": any(week.bands for week in weeks),
        "advices": words.advices(rota, tree_in_force()) if rota else [],
        "spread": words.spread_sentence(rota.spread) if rota and rota.spread else "",
        "rota": rota,
    }
    return render(request, "care/team.html", context)


@require_GET
@requires(access.LEAD)
def company(request: HttpRequest) -> HttpResponse:
    """The company's weeks, and debriefs beside the pulse."""
    weeks = queries.weeks_of(None)
    context = {
        "sentence": words.group_sentence(weeks),
        "rows": words.group_rows(weeks),
        "shows": any(week.bands for week in weeks),
        "effects": words.effect_sentences(queries.effect()),
    }
    return render(request, "care/company.html", context)
