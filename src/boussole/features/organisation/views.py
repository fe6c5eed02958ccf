"""The organisation's pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boussole.features.organisation import access, queries


@require_GET
@access.requires(access.SIGN_IN)
def settings(request: HttpRequest) -> HttpResponse:
    """One's own settings."""
    return render(request, "organisation/settings.html")


@require_GET
@access.requires(access.AUDIT)
def audit(request: HttpRequest) -> HttpResponse:
    """The audit trail."""
    return render(request, "organisation/audit.html", {"entries": queries.audit_entries()[:50]})
