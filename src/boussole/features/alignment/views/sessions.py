"""Alignment sessions: the list, a new one, and one while it is open."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boussole.features.alignment import access, queries, services
from boussole.features.alignment.errors import AlignmentError
from boussole.features.alignment.forms import ExtendForm, SessionForm
from boussole.features.alignment.models import Participant, Session
from boussole.features.alignment.presenting import drawn_words, kinds_of, name_of
from boussole.features.alignment.views.common import found
from boussole.features.alignment.waiting import last_day
from boussole.features.organisation.access import found_or_404, may, requires, signed_in
from boussole.features.playbook.queries import playbook_in_force


@require_GET
@requires(access.TAKE_PART)
def index(request: HttpRequest) -> HttpResponse:
    """The sessions a person may see: what waits for them, what is under way, what is known."""
    person = signed_in(request)
    rows = [_row(one) for one in queries.listed(person)]
    context = {
        "waiting": [row for row in rows if row["waiting"]],
        "under_way": [row for row in rows if row["open"] and not row["waiting"]],
        "closed": [row for row in rows if not row["open"]],
        "may_make": may(person, access.MAKE),
    }
    return render(request, "alignment/index.html", context)


def _row(session: Any) -> dict[str, Any]:
    still = not queries.is_closed(session)
    return {
        "session": session,
        "rules": [name_of(one) for one in session.rules.all()],
        "open": still,
        "kinds": [] if still else kinds_of(session.rules.all()),
        "waiting": still and session.mine and not session.done,
        "last_day": last_day(session),
    }


@require_http_methods(["GET", "POST"])
@requires(access.MAKE)
def new(request: HttpRequest) -> HttpResponse:
    """Open a session."""
    person = signed_in(request)
    form = SessionForm(
        request.POST or None, playbook=playbook_in_force(), invitable=queries.invitable(person)
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_session(by=person, **form.cleaned_data)
        except AlignmentError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request,
                _("La séance est ouverte : les personnes invitées la trouvent sur leur accueil."),
            )
            return redirect("alignment:session", pk=made.pk)
    status = 422 if form.errors else 200
    return render(request, "alignment/new.html", {"form": form}, status=status)


@require_GET
@requires(access.TAKE_PART)
def session(request: HttpRequest, pk: int) -> HttpResponse:
    """An open session: what it is about and one's own answers; a closed one leads to its results."""
    asked = found(request, pk)
    if queries.is_closed(asked):
        return redirect("alignment:results", pk=pk)
    return _shown(request, asked)


def _shown(
    request: HttpRequest, asked: Session, form: ExtendForm | None = None, status: int = 200
) -> HttpResponse:
    person = signed_in(request)
    mine = queries.participation(person, asked)
    rules = list(asked.rules.all())
    items = list(queries.own_items(mine)) if mine else []
    places = [_place(number, item, len(rules)) for number, item in enumerate(items, start=1)]
    progress = queries.progress(asked)
    context = {
        "session": asked,
        "rules": rules,
        "mine": mine,
        "places": places,
        "left": [place for place in places if not place["complete"]],
        "progress": progress,
        # The only manager's answers will be a group of one: they are told before they answer.
        "alone": mine is not None
        and mine.group == Participant.Group.MANAGER
        and progress.managers == 1,
        "drawn": drawn_words(rules, queries.drawn(asked)),
        "last_day": last_day(asked),
        "owns": asked.made_by_id == person.pk and may(person, access.MAKE),
        "form": form or ExtendForm(last_day=last_day(asked)),
    }
    return render(request, "alignment/session.html", context, status=status)


def _place(number: int, item: Any, rules: int) -> dict[str, Any]:
    return {
        "number": number,
        "messages": len(item.messages),
        "answers": item.mine,
        "complete": len(item.mine) >= rules,
    }


@require_POST
@requires(access.MAKE)
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a session last longer."""
    person = signed_in(request)
    own = found_or_404(access.own(person), pk=pk)
    form = ExtendForm(request.POST, last_day=last_day(own))
    if form.is_valid():
        try:
            services.extend(own, form.cleaned_data["closes_on"], by=person)
        except AlignmentError as problem:
            messages.error(request, str(problem))
        else:
            messages.success(request, _("La séance est prolongée."))
        return redirect("alignment:session", pk=pk)
    messages.error(request, _("Choisissez une date."))
    return redirect("alignment:session", pk=pk)


@require_POST
@requires(access.MAKE)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Erase an open session, and what was answered."""
    person = signed_in(request)
    own = found_or_404(access.own(person), pk=pk)
    try:
        services.cancel(own, by=person)
    except AlignmentError as problem:
        messages.error(request, str(problem))
        return redirect("alignment:session", pk=pk)
    messages.success(request, _("La séance est annulée ; rien n’en est gardé."))
    return redirect("alignment:index")
