"""The initiatives of the company, and the delay to object."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boussole.features.initiatives import access, queries, services
from boussole.features.initiatives.forms import RuleForm
from boussole.features.initiatives.presenting import sentence
from boussole.features.organisation.access import may, requires, signed_in
from boussole.features.organisation.models import Person
from boussole.features.organisation.views.common import Tab, done
from boussole.features.organisation.views.common import tabs as settings_tabs


@require_GET
@requires(access.SEE)
def initiatives(request: HttpRequest) -> HttpResponse:
    """Those under way, told, or one's own; the newest first."""
    person, today = signed_in(request), timezone.localdate()
    takes_part = may(person, access.TAKE_PART)
    which = _which(request, takes_part=takes_part)
    before = _before(request)
    found = queries.listed(person, which, before)
    context = {
        "tabs": _tabs(which, takes_part=takes_part),
        "which": which,
        "lines": [(one, sentence(one, today)) for one in found.shown],
        "waiting": _waiting(person) if before is None else [],
        "may_propose": takes_part,
        "older_url": f"?list={which}&before={found.next}" if found.next else "",
        "first_url": f"?list={which}" if before is not None else "",
    }
    return render(request, "initiatives/list.html", context)


@require_http_methods(["GET", "POST"])
@requires(access.SET_RULE)
def rule(request: HttpRequest) -> HttpResponse:
    """How long a manager has to object, for the whole company."""
    days = services.objection_days()
    form = RuleForm(request.POST or None, initial={"objection_days": days})
    if request.method == "POST" and form.is_valid():
        services.set_objection_days(form.cleaned_data["objection_days"], by=signed_in(request))
        done(request, _("Le délai est enregistré."))
        return redirect("initiatives:rule")
    context = {"tabs": settings_tabs(request), "form": form}
    return render(request, "initiatives/rule.html", context)


def _which(request: HttpRequest, *, takes_part: bool) -> str:
    known = {*queries.LISTS, queries.OWN} if takes_part else set(queries.LISTS)
    asked = request.GET.get("list", "")
    return asked if asked in known else "under_way"


def _before(request: HttpRequest) -> int | None:
    asked = request.GET.get("before", "")
    return int(asked) if asked.isdecimal() and int(asked) < 1 << 63 else None


def _tabs(which: str, *, takes_part: bool) -> list[Tab]:
    page = reverse("initiatives:list")
    found = [("under_way", _("En cours")), ("told", _("Racontées"))]
    if takes_part:
        found.append((queries.OWN, _("Les miennes")))
    return [Tab(label, f"{page}?list={name}", name == which) for name, label in found]


def _waiting(person: Person) -> list[tuple[str, str]]:
    """The trials that a manager may still object to: their line and their page."""
    found = queries.to_look_at(person, timezone.localdate())
    return [
        (one.initiative.line, reverse("initiatives:initiative", args=[one.initiative_id]))
        for one in found
    ]
