"""The commitments in force, their history, and the rules of the playbook they are put into practice by."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boussole.features.commitments import access, queries, services
from boussole.features.commitments.errors import CommitmentError
from boussole.features.commitments.forms import RulesForm
from boussole.features.organisation.access import found_or_404, may, requires, signed_in
from boussole.features.organisation.models import Person, Team
from boussole.features.organisation.views.common import Tab, done, wrong


@require_GET
@requires(access.READ)
def index(request: HttpRequest) -> HttpResponse:
    """What the company, or a team, holds itself to today, and the consultations under way."""
    person = signed_in(request)
    teams = queries.teams_with_commitments(person)
    team = _team(request, teams)
    found = queries.history(person, team)
    context = {
        "tabs": _tabs(teams, team),
        "team": team,
        "version": found[0] if found else None,
        "history_url": _history_url(team) if found else "",
        "open": queries.open_consultations(person, team),
        "past": queries.past_consultations(person, team),
        "names": queries.rule_names(),
        "may_open": may(person, access.OPEN),
        "may_link": _may_link(person, team),
        "takes_part": may(person, access.TAKE_PART),
    }
    return render(request, "commitments/index.html", context)


@require_GET
@requires(access.READ)
def history(request: HttpRequest) -> HttpResponse:
    """The versions one after the other, and what each changed."""
    person = signed_in(request)
    teams = queries.teams_with_commitments(person)
    team = _team(request, teams)
    context = {"team": team, "versions": queries.history(person, team)}
    return render(request, "commitments/history.html", context)


@require_http_methods(["GET", "POST"])
@requires(access.OPEN)
def rules(request: HttpRequest, pk: int) -> HttpResponse:
    """Link a commitment to rules of the playbook."""
    person = signed_in(request)
    line = found_or_404(access.kept_lines(person).select_related("version__team"), pk=pk)
    data = request.POST if request.method == "POST" else None
    form = RulesForm(data, names=queries.rule_names(), initial={"rules": line.rules})
    if request.method == "POST" and form.is_valid():
        try:
            services.link_rules(line, form.cleaned_data["rules"], by=person)
        except CommitmentError as problem:
            wrong(form, problem)
        else:
            done(request, _("Les règles sont reliées à cet engagement."))
            return redirect(_index_url(line.version.team))
    context = {"form": form, "line": line, "back_url": _index_url(line.version.team)}
    return render(request, "commitments/rules.html", context)


def _team(request: HttpRequest, teams: list[Team]) -> Team | None:
    """The team an address names; the company without one, 404 for a team that is not one's own."""
    asked = request.GET.get("team", "")
    if not asked:
        return None
    found = next((team for team in teams if str(team.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _tabs(teams: list[Team], current: Team | None) -> list[Tab]:
    if not teams:
        return []
    company = Tab(_("L’entreprise"), _index_url(None), current is None)
    return [company, *(Tab(team.name, _index_url(team), team == current) for team in teams)]


def _index_url(team: Team | None) -> str:
    page = reverse("commitments:index")
    return f"{page}?team={team.pk}" if team else page


def _history_url(team: Team | None) -> str:
    page = reverse("commitments:history")
    return f"{page}?team={team.pk}" if team else page


def _may_link(person: Person, team: Team | None) -> bool:
    return access.kept_lines(person).filter(version__team=team).exists()
