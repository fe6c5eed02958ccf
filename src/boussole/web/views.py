"""Pages that belong to no feature."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language as set_language_cookie

from boussole.features.conversations import queries as conversations
from boussole.features.conversations.access import IMPORT
from boussole.features.metrics import decisions
from boussole.features.metrics.views.compass import compass
from boussole.features.organisation import access


@require_GET
@access.requires(access.SIGN_IN)
def home(request: HttpRequest) -> HttpResponseBase:
    """Where everyone arrives: the compass; without a conversation yet, an invitation to begin."""
    if conversations.is_empty():
        waiting = decisions.waiting_for(access.signed_in(request))
        context = {"may_import": access.may(request.user, IMPORT), "decisions": waiting}
        return render(request, "first_start.html", context)
    return compass(request)


@require_GET
def health(_request: HttpRequest) -> HttpResponse:
    """Answer a supervisor that the web process is alive."""
    return HttpResponse("ok", content_type="text/plain")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form was open for too long, and how to go on."""
    del reason  # for developers, in the log already
    return render(request, "errors/form_expired.html", status=403)


@require_POST
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Remember a visitor's language in a cookie; a signed-in person's is in their profile."""
    return set_language_cookie(request)
