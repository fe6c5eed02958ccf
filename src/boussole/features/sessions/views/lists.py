"""Sessions by date, an agent's own cues, and one's reminders."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from boussole.features.organisation.access import requires, signed_in
from boussole.features.organisation.models import Role
from boussole.features.organisation.views.common import done, tabs
from boussole.features.sessions import access, digest, queries, services
from boussole.features.sessions.composing import Line, line
from boussole.features.sessions.forms import RemindersForm
from boussole.features.sessions.models import Session
from boussole.features.sessions.presenting import cue_view, team_view


@require_GET
@requires(access.SEE)
def sessions(request: HttpRequest) -> HttpResponse:
    """Sessions by date: those to come, those that were held, those that were called off."""
    person, today = signed_in(request), timezone.localdate()
    lines = [line(one, person, today) for one in queries.listed(person)]
    context: dict[str, Any] = {
        "leads": person.role == Role.MANAGER,
        "planned": _in_state(lines, Session.State.PLANNED)[::-1],
        "closed": _in_state(lines, Session.State.CLOSED),
        "cancelled": _in_state(lines, Session.State.CANCELLED),
        "teams": [team_view(one) for one in queries.team_follow_ups(person)],
        "sentence": _sentence(lines),
        "empty": not lines,
    }
    return render(request, "sessions/list.html", context)


@require_GET
@requires(access.OWN)
def cues(request: HttpRequest) -> HttpResponse:
    """An agent's own cues, each with what their conversations show; theirs, and their manager's to talk about."""
    person, today = signed_in(request), timezone.localdate()
    found = queries.own_cues(person)
    shown = [cue_view(cue, today) for cue in found]
    services.looked_at(person, found)
    running = [one for one in shown if one.cue and one.cue.ends and one.cue.ends > today]
    past = [one for one in shown if one not in running]
    return render(request, "sessions/cues.html", {"running": running, "past": past})


@require_http_methods(["GET", "POST"])
@requires(access.SEE)
def reminders(request: HttpRequest) -> HttpResponse:
    """Whether to receive the weekly letter."""
    person = signed_in(request)
    form = RemindersForm(request.POST or None, initial={"weekly": digest.wants_letter(person)})
    if request.method == "POST":
        services.change_reminders(person, weekly="weekly" in request.POST)
        done(request, _("Vos rappels sont réglés."))
        return redirect("sessions:reminders")
    return render(request, "sessions/reminders.html", {"tabs": tabs(request), "form": form})


def _in_state(lines: Iterable[Line], state: str) -> list[Line]:
    return [line for line in lines if line.session.state == state]


def _sentence(lines: list[Line]) -> str:
    """What is true now: how many are to come, and how many cues are followed."""
    planned = len(_in_state(lines, Session.State.PLANNED))
    followed = sum(len(line.cues) for line in _in_state(lines, Session.State.CLOSED))
    if not lines:
        return ""
    coming = ngettext("%(n)d séance prévue", "%(n)d séances prévues", planned) % {"n": planned}
    cues = ngettext("%(n)d repère convenu", "%(n)d repères convenus", followed) % {"n": followed}
    if not planned:
        coming = _("Aucune séance prévue")
    return _("%(coming)s, %(cues)s.") % {"coming": coming, "cues": cues}
