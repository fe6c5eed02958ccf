"""What people chose to share of their successes, the newest first; never a number, never an order of people."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from boussole.features.organisation.access import found_or_404, may, requires, signed_in
from boussole.features.playbook.queries import playbook_in_force
from boussole.features.recognition import access, queries, services
from boussole.features.recognition.models import Reach
from boussole.features.recognition.views.common import tabs


@require_GET
@requires(access.SEE)
def wall(request: HttpRequest) -> HttpResponse:
    """The wall of one's teams, or of the company; a manager finds above it whom to thank."""
    person = signed_in(request)
    in_a_team = bool(access.own_teams(person))
    reach = request.GET.get("reach", "")
    reach = Reach.TEAM if in_a_team and reach != Reach.COMPANY else Reach.COMPANY
    before = _before(request)
    to_thank = queries.to_thank(person) if reach == Reach.TEAM and before is None else []
    found = queries.wall(person, reach, before)
    context: dict[str, Any] = {
        "tabs": tabs(person, reach, in_a_team=in_a_team),
        "reach": reach,
        "shown": found.shown,
        "older_url": f"?reach={reach}&before={found.next}" if found.next else "",
        "first_url": f"?reach={reach}" if before is not None else "",
        "to_thank": to_thank,
        "names": {rule.key: rule.name for rule in playbook_in_force().rules},
        "may_give": may(person, access.GIVE) and in_a_team,
        "feedback": queries.feedback_to_give(person, timezone.localdate()),
    }
    return render(request, "recognition/wall.html", context)


def _before(request: HttpRequest) -> int | None:
    asked = request.GET.get("before", "")
    return int(asked) if asked.isdecimal() and int(asked) < 1 << 63 else None


@require_POST
@requires(access.SEE)
def thank_too(request: HttpRequest, pk: int) -> HttpResponse:
    """Thank too, for what was shared with oneself."""
    person = signed_in(request)
    recognition = found_or_404(access.shared_with(person).select_related("recipient"), pk=pk)
    services.thank_too(recognition, by=person)
    return _back(request, pk)


@require_POST
@requires(access.SEE)
def no_longer_thank(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's thanks back."""
    person = signed_in(request)
    services.no_longer_thank(found_or_404(access.shared_with(person), pk=pk), by=person)
    return _back(request, pk)


def _back(request: HttpRequest, pk: int) -> HttpResponse:
    reach = Reach.COMPANY if request.POST.get("reach") == Reach.COMPANY else Reach.TEAM
    return redirect(f"{reverse('recognition:wall')}?reach={reach}#recognition-{pk}")
