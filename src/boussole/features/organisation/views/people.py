"""Accounts: who can sign in, as what, in which teams."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boussole.features.organisation import access, queries, services
from boussole.features.organisation.errors import AddressTakenError, OrganisationError
from boussole.features.organisation.forms import NewPersonForm, PersonForm
from boussole.features.organisation.invitations import invitation_url
from boussole.features.organisation.models import Membership, Person, Role
from boussole.features.organisation.views.common import done, page, wrong


@require_GET
@access.requires(access.ADMINISTER)
def people(request: HttpRequest) -> HttpResponse:
    """Everyone."""
    return page(request, "people.html", {"people": list(queries.people())})


@require_http_methods(["GET", "POST"])
@access.requires(access.ADMINISTER)
def new_person(request: HttpRequest) -> HttpResponse:
    """Open an account."""
    form = NewPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked = dict(form.cleaned_data)
        team = asked.pop("team")
        by = access.signed_in(request)
        try:
            person = services.create_person(by=by, **asked)
        except AddressTakenError as problem:
            wrong(form, problem, "email")
        else:
            if team:
                manager = person.role == Role.MANAGER
                kind = Membership.Kind.MANAGER if manager else Membership.Kind.AGENT
                services.join_team(person, team, by=by, kind=kind)
            done(request, _("Le compte de %(name)s est ouvert.") % {"name": person})
            return redirect("organisation:person", pk=person.pk)
    return page(request, "new_person.html", {"form": form})


@require_http_methods(["GET", "POST"])
@access.requires(access.ADMINISTER)
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and change one account."""
    found = access.found_or_404(queries.people(), pk=pk)
    form = PersonForm(
        request.POST or None,
        initial={
            "name": found.name,
            "email": found.email,
            "role": found.role,
            "external_names": found.external_names,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.change_person(found, by=access.signed_in(request), **form.cleaned_data)
        except AddressTakenError as problem:
            wrong(form, problem, "email")
        except OrganisationError as problem:
            wrong(form, problem, "role")
        else:
            done(request, _("Le compte de %(name)s est enregistré.") % {"name": found})
            return redirect("organisation:people")
    return page(request, "person.html", {"form": form, "person": found})


@require_POST
@access.requires(access.ADMINISTER)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation, and show its link to whoever prefers to hand it over."""
    found = access.found_or_404(Person.objects.filter(is_active=True), pk=pk)
    url = invitation_url(request, found)
    services.invite_person(found, by=access.signed_in(request), url=url)
    return page(request, "invited.html", {"person": found, "url": url})


@require_POST
@access.requires(access.ADMINISTER)
def deactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Close someone's access."""
    found = access.found_or_404(Person.objects.all(), pk=pk)
    try:
        services.deactivate_person(found, by=access.signed_in(request))
    except OrganisationError as problem:
        form = PersonForm({"name": found.name, "email": found.email, "role": found.role})
        wrong(form, problem)
        return page(request, "person.html", {"form": form, "person": found}, status=409)
    undo = reverse("organisation:reactivate", kwargs={"pk": pk})
    done(request, _("%(name)s ne peut plus se connecter.") % {"name": found}, undo)
    return redirect("organisation:people")


@require_POST
@access.requires(access.ADMINISTER)
def reactivate(request: HttpRequest, pk: int) -> HttpResponse:
    """Open someone's access again."""
    found = access.found_or_404(Person.objects.all(), pk=pk)
    services.reactivate_person(found, by=access.signed_in(request))
    done(request, _("%(name)s peut de nouveau se connecter.") % {"name": found})
    return redirect("organisation:people")
