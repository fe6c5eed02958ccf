"""Why was this person asked, or not: answered from the decisions that were kept."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from boussole.features.organisation.access import requires, signed_in
from boussole.features.organisation.audit import record
from boussole.features.surveys import access, actions, explaining, queries
from boussole.features.surveys.forms import WhyForm
from boussole.features.surveys.views.common import tabs


@require_GET
@requires(access.EXPLAIN)
def why(request: HttpRequest) -> HttpResponse:
    """The decisions about one person up to a moment, newest first, in sentences."""
    person = signed_in(request)
    asked = "who" in request.GET
    form = WhyForm(request.GET if asked else None)
    found = None
    if asked and form.is_valid():
        day = form.cleaned_data["at"]
        until = _end_of(day) if day else timezone.now()
        decisions = queries.decisions_about(person, form.cleaned_data["who"], until)
        found = [explaining.explained(one) for one in decisions]
        record(person, actions.WHY_ASKED, "surveys:decisions", found=len(found))
    context = {"form": form, "found": found, "tabs": tabs(person, "why")}
    return render(request, "surveys/why.html", context)


def _end_of(day: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min) + timedelta(days=1))
