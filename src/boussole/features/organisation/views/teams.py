"""Teams and who is in them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boussole.features.organisation import access, queries, services
from boussole.features.organisation.errors import NameTakenError
from boussole.features.organisation.forms import MemberForm, TeamForm
from boussole.features.organisation.models import Membership, Person, Team
from boussole.features.organisation.views.common import done, page, wrong


@require_GET
@access.requires(access.ADMINISTER)
def teams(request: HttpRequest) -> HttpResponse:
    """Every team, the archived ones apart."""
    every = list(queries.teams())
    return page(
        request,
        "teams.html",
        {
            "teams": [team for team in every if not team.archived_at],
            "archived": [team for team in every if team.archived_at],
        },
    )


@require_http_methods(["GET", "POST"])
@access.requires(access.ADMINISTER)
def new_team(request: HttpRequest) -> HttpResponse:
    """Found a team."""
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            created = services.create_team(by=access.signed_in(request), **form.cleaned_data)
        except NameTakenError as problem:
            wrong(form, problem, "name")
        else:
            done(request, _("L’équipe %(name)s est créée.") % {"name": created})
            return redirect("organisation:team", pk=created.pk)
    return page(request, "new_team.html", {"form": form})


@require_http_methods(["GET", "POST"])
@access.requires(access.ADMINISTER)
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and change one team."""
    found = access.found_or_404(queries.teams(), pk=pk)
    initial = {"name": found.name, "external_names": found.external_names}
    form = TeamForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_team(found, by=access.signed_in(request), **form.cleaned_data)
        except NameTakenError as problem:
            wrong(form, problem, "name")
        else:
            done(request, _("L’équipe %(name)s est enregistrée.") % {"name": found})
            return redirect("organisation:team", pk=pk)
    return page(
        request, "team.html", {"team": found, "form": form, "joining": MemberForm(team=found)}
    )


@require_POST
@access.requires(access.ADMINISTER)
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Add someone to a team."""
    found = access.found_or_404(queries.teams(), pk=pk)
    joining = MemberForm(request.POST, team=found)
    if not joining.is_valid():
        initial = {"name": found.name, "external_names": found.external_names}
        context = {"team": found, "form": TeamForm(initial=initial), "joining": joining}
        return page(request, "team.html", context)
    newcomer = joining.cleaned_data["person"]
    services.join_team(
        newcomer, found, by=access.signed_in(request), kind=joining.cleaned_data["kind"]
    )
    done(request, _("%(name)s rejoint l’équipe.") % {"name": newcomer})
    return redirect("organisation:team", pk=pk)


@require_POST
@access.requires(access.ADMINISTER)
def leave(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Take someone out of a team; they can be brought back as what they were."""
    places = Membership.objects.select_related("person", "team")
    place = access.found_or_404(places, team_id=pk, person_id=person)
    services.leave_team(place.person, place.team, by=access.signed_in(request))
    values = {"pk": pk, "person": person, "kind": place.kind}
    undo = reverse("organisation:return_to_team", kwargs=values)
    done(request, _("%(name)s quitte l’équipe.") % {"name": place.person}, undo)
    return redirect("organisation:team", pk=pk)


@require_POST
@access.requires(access.ADMINISTER)
def return_to_team(request: HttpRequest, pk: int, person: int, kind: str) -> HttpResponse:
    """Undo a departure."""
    found = access.found_or_404(Team.objects.all(), pk=pk)
    returning = access.found_or_404(Person.objects.all(), pk=person)
    services.join_team(returning, found, by=access.signed_in(request), kind=kind)
    done(request, _("%(name)s rejoint l’équipe.") % {"name": returning})
    return redirect("organisation:team", pk=pk)


@require_POST
@access.requires(access.ADMINISTER)
def archive(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a team out of the lists."""
    found = access.found_or_404(Team.objects.filter(archived_at=None), pk=pk)
    services.archive_team(found, by=access.signed_in(request))
    undo = reverse("organisation:restore", kwargs={"pk": pk})
    done(request, _("L’équipe %(name)s est archivée.") % {"name": found}, undo)
    return redirect("organisation:teams")


@require_POST
@access.requires(access.ADMINISTER)
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a team back."""
    found = access.found_or_404(Team.objects.exclude(archived_at=None), pk=pk)
    services.restore_team(found, by=access.signed_in(request))
    done(request, _("L’équipe %(name)s est rétablie.") % {"name": found})
    return redirect("organisation:teams")
