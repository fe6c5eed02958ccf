"""The page of the mirror."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boussole.features.mirror import access, presenting, queries
from boussole.features.organisation.access import requires, signed_in


@require_GET
@requires(access.SEE)
def page(request: HttpRequest) -> HttpResponse:
    """Teams' pulse beside their customers, and what can be said of both together."""
    found = queries.seen(signed_in(request))
    if found is None:
        return render(request, "mirror/empty.html")
    return render(request, "mirror/mirror.html", presenting.page(found))
