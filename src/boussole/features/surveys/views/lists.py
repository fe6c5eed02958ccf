"""The surveys of the company."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from boussole.features.organisation.access import may, requires, signed_in
from boussole.features.surveys import access, queries
from boussole.features.surveys.views.common import tabs


@require_GET
@requires(access.SEE)
def surveys(request: HttpRequest) -> HttpResponse:
    """Every survey, with how many were asked and how many answered within one's scope."""
    person = signed_in(request)
    rows = queries.listed(person)
    open_ = access.follow_ups(person).filter(closed_at=None).count()
    context = {
        "rows": rows,
        "sentence": _sentence(len([one for one in rows if one.survey.state == "active"]), open_),
        "may_manage": may(person, access.MANAGE),
        "tabs": tabs(person, "list"),
    }
    return render(request, "surveys/list.html", context)


def _sentence(active: int, open_: int) -> str:
    running = (
        ngettext("Une enquête est active.", "%(n)d enquêtes sont actives.", active) % {"n": active}
        if active
        else _("Aucune enquête n’interroge de clients pour l’instant.")
    )
    if not open_:
        return running
    waiting = ngettext(
        "Un client attend d’être rappelé.", "%(n)d clients attendent d’être rappelés.", open_
    )
    return f"{running} {waiting % {'n': open_}}"
