"""The situations of a week: what to talk about, whom to thank, what to hand upstream."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from boussole.core.wording import week as week_in_words
from boussole.features.coaching import access, queries, services
from boussole.features.coaching.forms import DismissForm
from boussole.features.coaching.lists import Week, week
from boussole.features.coaching.models import Situation
from boussole.features.conversations.forms import said
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.models import Role
from boussole.features.playbook.queries import playbook_in_force


@require_GET
@requires(access.SEE)
def situations(request: HttpRequest) -> HttpResponse:
    """One week's situations, the latest unless another is asked for."""
    person = signed_in(request)
    weeks = queries.weeks(person)
    if not weeks:
        return render(request, "coaching/situations.html", {"week": None})
    monday = _asked(request.GET.get("week", ""), weeks)
    shown = week(person, queries.of_week(person, monday), playbook_in_force())
    context: dict[str, Any] = {
        "week": shown,
        "monday": monday,
        "label": said(week_in_words(monday)),
        "sentence": _sentence(shown),
        "own": person.role == Role.AGENT,
        "form": DismissForm(),
        **_around(monday, weeks),
    }
    return render(request, "coaching/situations.html", context)


@require_POST
@requires(access.SEE)
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a situation was looked at."""
    situation = _found(request, pk)
    services.mark_seen(situation, by=signed_in(request))
    messages.success(request, _("La situation est marquée comme vue."), extra_tags=_undo(situation))
    return _back(situation)


@require_POST
@requires(access.SEE)
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a situation aside, with the reason."""
    situation = _found(request, pk)
    form = DismissForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("Dites pourquoi la situation est écartée : la règle s’améliore ainsi.")
        )
        return _back(situation)
    services.dismiss(situation, by=signed_in(request), reason=form.cleaned_data["reason"])
    messages.success(request, _("La situation est écartée."), extra_tags=_undo(situation))
    return _back(situation)


@require_POST
@requires(access.SEE)
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a situation back among those proposed."""
    situation = _found(request, pk)
    services.restore(situation, by=signed_in(request))
    messages.success(request, _("La situation est de nouveau proposée."))
    return _back(situation)


def _found(request: HttpRequest, pk: int) -> Situation:
    return found_or_404(access.situations(signed_in(request)), pk=pk)


def _undo(situation: Situation) -> str:
    return reverse("coaching:restore", args=[situation.pk])


def _back(situation: Situation) -> HttpResponse:
    return redirect(f"{reverse('coaching:situations')}?week={situation.week.isoformat()}")


def _asked(said_week: str, weeks: list[date]) -> date:
    """The week asked for, when it has situations; else the latest."""
    return next((monday for monday in weeks if monday.isoformat() == said_week), weeks[0])


def _around(monday: date, weeks: list[date]) -> dict[str, date | None]:
    place = weeks.index(monday)
    return {
        "earlier": weeks[place + 1] if place + 1 < len(weeks) else None,
        "later": weeks[place - 1] if place else None,
    }


def _sentence(shown: Week) -> str:
    """The week in words: what to talk about, what to thank for."""
    failures, successes = shown.counts
    parts = []
    if failures:
        text = ngettext(
            "%(count)d situation à reprendre ensemble",
            "%(count)d situations à reprendre ensemble",
            failures,
        )
        parts.append(text % {"count": failures})
    if successes:
        text = ngettext("%(count)d réussite à saluer", "%(count)d réussites à saluer", successes)
        parts.append(text % {"count": successes})
    return ", ".join(parts) + "." if parts else _("Rien de particulier à reprendre cette semaine.")
