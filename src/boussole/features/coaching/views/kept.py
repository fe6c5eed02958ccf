"""What is kept in writing about one's situations, and whether one's good passages are shown to colleagues."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from boussole.core.text import Text
from boussole.features.coaching import access, queries, retention, sharing
from boussole.features.coaching.dissection.compose import playbook_names
from boussole.features.organisation.access import may, requires, signed_in
from boussole.features.playbook.queries import playbook_in_force


@require_GET
@requires(access.SEE)
def kept(request: HttpRequest) -> HttpResponse:
    """Notes and readings, each with the day it will be erased; for an agent, the choice to share."""
    person = signed_in(request)
    names = playbook_names(playbook_in_force())
    written = queries.written(person)
    context = {
        "notes": [(one, _named(names, one.situation.rule)) for one in written.notes],
        "readings": [(one, _named(names, one.situation.rule)) for one in written.readings],
        "may_share": may(person, access.SHARE),
        "shares": queries.shares(person),
        "kept_months": round(retention.KEPT_FOR.days / 30.4),
    }
    return render(request, "coaching/kept.html", context)


@require_POST
@requires(access.SHARE)
def share(request: HttpRequest) -> HttpResponse:
    """Agree that one's good passages be shown to colleagues, or stop at once."""
    person = signed_in(request)
    if request.POST.get("share") == "yes":
        sharing.agree(person)
        messages.success(request, _("Vos passages réussis peuvent être montrés, sans votre nom."))
    else:
        sharing.take_back(person)
        messages.success(request, _("Plus aucun de vos passages n’est montré."))
    return redirect("coaching:kept")


def _named(names: dict[str, Text], rule: str) -> Text:
    return names.get(rule, Text(fr=rule, en=rule))
