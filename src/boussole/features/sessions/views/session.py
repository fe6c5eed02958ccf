"""One session: its situations, cues, agreements and notes; planning it, holding it, closing it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.models import Person
from boussole.features.organisation.views.common import wrong
from boussole.features.sessions import access, composing, queries, services
from boussole.features.sessions.composing import is_late, may_reopen, others, shown
from boussole.features.sessions.errors import SessionError
from boussole.features.sessions.forms import (
    AgreementForm,
    CloseForm,
    CueForm,
    MoveForm,
    NoteForm,
    PlanForm,
    RemarkForm,
)
from boussole.features.sessions.models import Session
from boussole.features.sessions.presenting import why_these
from boussole.features.sessions.views.topics import about

SOON = timedelta(days=2)


@require_http_methods(["GET", "POST"])
@requires(access.LEAD)
def new(request: HttpRequest) -> HttpResponse:
    """Plan a session with agents of one's teams; an address may name whom (``person``) and a ``situation`` to talk about."""
    person, today = signed_in(request), timezone.localdate()
    agents = access.agents_of(person)
    initial = {
        "kind": Session.Kind.ONE_TO_ONE.value,
        "planned_on": today + SOON,
        "participants": [one for one in request.GET.getlist("person") if one.isdecimal()],
        "about": request.GET.get("situation", ""),
    }
    form = PlanForm(request.POST or None, agents=agents, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.plan(by=person, today=today, **form.cleaned_data)
        except SessionError as problem:
            wrong(form, problem)
        else:
            messages.success(
                request,
                _("La séance est prévue."),
                extra_tags=reverse("sessions:cancel", args=[made.pk]),
            )
            return redirect("sessions:session", made.pk)
    context = {
        "form": form,
        "alone": not agents.exists(),
        "about": about(person, str(form["about"].value() or "")),
    }
    return render(request, "sessions/new.html", context)


@require_GET
@requires(access.SEE)
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """One session as someone may read it."""
    person, today = signed_in(request), timezone.localdate()
    found = _found(request, pk)
    people = queries.people_of(person, found)
    cues = queries.cues_of(person, found)
    alone, shared = composing.cues(person, found, cues, today)
    mine = next((one for one in people if one.person_id == person.pk), None)
    leads = found.manager_id == person.pk
    context: dict[str, Any] = {
        "session": found,
        "leads": leads,
        "people": people,
        "mine": mine,
        "remark_form": RemarkForm(initial={"text": mine.remark}, auto_id="remark_%s")
        if mine
        else None,
        "others": others(found, people, person),
        "topics": shown(person, queries.topics(person, found)),
        "hidden_topics": 0,
        "why": why_these(found),
        "cues": alone,
        "shared": shared,
        "agreements": queries.agreements_of(person, found),
        "notes": access.notes(person).filter(session=found).select_related("author").order_by("pk"),
        "today": today,
        "late": is_late(found, today),
        "may_reopen": may_reopen(found, cues, today),
        **_forms(found, people, leads=leads),
    }
    context["hidden_topics"] = queries.topics_count(found) - len(context["topics"])
    services.looked_at(person, cues)
    return render(request, "sessions/session.html", context)


@require_POST
@requires(access.LEAD)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the day."""
    found, form = _led(request, pk), MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Cette date n’est pas comprise."))
        return _back(found)
    day, today = form.cleaned_data["planned_on"], timezone.localdate()
    return _do(
        request,
        found,
        lambda: services.move(found, by=signed_in(request), planned_on=day, today=today),
        _("La séance est déplacée."),
    )


@require_POST
@requires(access.LEAD)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call it off."""
    found = _led(request, pk)
    return _do(
        request,
        found,
        lambda: services.cancel(found, by=signed_in(request)),
        _("La séance est annulée."),
        undo="sessions:restore",
    )


@require_POST
@requires(access.LEAD)
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan it again."""
    found = _led(request, pk)
    return _do(
        request,
        found,
        lambda: services.restore(found, by=signed_in(request)),
        _("La séance est rétablie."),
    )


@require_POST
@requires(access.LEAD)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that it was held: its cues are followed from tomorrow on."""
    found, today = _led(request, pk), timezone.localdate()
    form = CloseForm(request.POST, planned_on=found.planned_on, today=today)
    if not form.is_valid():
        messages.error(request, _("Cette date n’est pas comprise."))
        return _back(found)
    held_on = form.cleaned_data["held_on"]
    return _do(
        request,
        found,
        lambda: services.close(found, by=signed_in(request), held_on=held_on, today=today),
        _("La séance est close. Ses repères sont suivis à partir de demain."),
        undo="sessions:reopen",
    )


@require_POST
@requires(access.LEAD)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo the closing, while nothing is followed yet."""
    found, today = _led(request, pk), timezone.localdate()
    return _do(
        request,
        found,
        lambda: services.reopen(found, by=signed_in(request), today=today),
        _("La séance est rouverte."),
    )


def _do(
    request: HttpRequest, found: Session, act: Callable[[], object], said: str, undo: str = ""
) -> HttpResponse:
    """Act, say what was done or why it was not, and go back to the session."""
    try:
        act()
    except SessionError as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, said, extra_tags=reverse(undo, args=[found.pk]) if undo else "")
    return _back(found)


def _found(request: HttpRequest, pk: int) -> Session:
    return found_or_404(access.sessions(signed_in(request)).select_related("manager"), pk=pk)


def _led(request: HttpRequest, pk: int) -> Session:
    return found_or_404(access.led(signed_in(request)), pk=pk)


def _back(found: Session) -> HttpResponse:
    return redirect("sessions:session", found.pk)


def _forms(found: Session, people: Any, *, leads: bool) -> dict[str, Any]:
    """The forms someone may fill in, by what became of the session."""
    ids = [one.person_id for one in people]
    agents = Person.objects.filter(pk__in=ids)
    mine: dict[str, Any] = {"note_form": NoteForm(auto_id="note_%s")}
    if not leads or found.state == Session.State.CANCELLED:
        return mine
    everyone = Person.objects.filter(pk__in=[*ids, found.manager_id])
    mine["agreement_form"] = AgreementForm(people=everyone)
    if found.state == Session.State.PLANNED:
        today = timezone.localdate()
        mine |= {
            "cue_form": CueForm(people=agents),
            "move_form": MoveForm(initial={"planned_on": found.planned_on}, auto_id="move_%s"),
            "close_form": CloseForm(planned_on=found.planned_on, today=today),
        }
    return mine
