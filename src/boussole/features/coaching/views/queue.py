"""The situations of a week: what to talk about, whom to thank, what to hand upstream; and what chance drew."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from boussole.core.wording import day as day_in_words
from boussole.core.wording import week as week_in_words
from boussole.features.coaching import access, queries, services
from boussole.features.coaching.forms import DismissForm, QueueForm, SnoozeForm
from boussole.features.coaching.lists import Asked, heard
from boussole.features.coaching.models import Situation
from boussole.features.coaching.presenting import asked_week, composed, how_chosen, sentence
from boussole.features.coaching.views.common import proposed, to_dissection
from boussole.features.conversations.forms import said
from boussole.features.organisation.access import requires, signed_in
from boussole.features.organisation.models import Role


@require_GET
@requires(access.SEE)
def situations(request: HttpRequest) -> HttpResponse:
    """One week's situations, the latest unless another is asked for."""
    person = signed_in(request)
    own = person.role == Role.AGENT
    weeks = queries.weeks(person)
    if not weeks:
        return render(request, "coaching/situations.html", {"week": None, "own": own})
    monday, today = asked_week(request.GET.get("week", ""), weeks), timezone.localdate()
    asked = Asked(request.GET.get("kind", "")[:30], request.GET.get("reason", "")[:100])
    shown = composed(person, monday, weeks, today, asked)
    context: dict[str, Any] = {
        "week": shown,
        "monday": monday,
        "label": said(week_in_words(monday)),
        "sentence": sentence(shown),
        "chosen": how_chosen(shown, own=own),
        "heard": heard(person, queries.listened(person, monday)),
        "own": own,
        "form": DismissForm(),
        "snooze": SnoozeForm(today=today),
        "queue": QueueForm(asked, monday, shown.all),
        "is_asked": asked != Asked(),
        **_around(monday, weeks),
    }
    return render(request, "coaching/situations.html", context)


@require_POST
@requires(access.SEE)
def seen(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a situation was looked at."""
    situation = proposed(request, pk)
    services.mark_seen(situation, by=signed_in(request))
    messages.success(request, _("La situation est marquée comme vue."), extra_tags=_undo(situation))
    return _back(request, situation)


@require_POST
@requires(access.SEE)
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a situation aside, with the reason."""
    situation = proposed(request, pk)
    form = DismissForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, _("Dites pourquoi la situation est écartée : la règle s’améliore ainsi.")
        )
        return _back(request, situation)
    services.dismiss(situation, by=signed_in(request), reason=form.cleaned_data["reason"])
    messages.success(request, _("La situation est écartée."), extra_tags=_undo(situation))
    return _back(request, situation)


@require_POST
@requires(access.SEE)
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a situation back among those proposed."""
    situation = proposed(request, pk)
    services.restore(situation, by=signed_in(request))
    messages.success(request, _("La situation est de nouveau proposée."))
    return _back(request, situation)


@require_POST
@requires(access.SEE)
def snooze(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a situation off until a day; it comes back by itself."""
    situation = proposed(request, pk)
    form = SnoozeForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        messages.error(request, _("Choisissez un jour à venir, dans les trois mois."))
        return _back(request, situation)
    put_off = services.snooze(situation, form.cleaned_data["until"], by=signed_in(request))
    text = _("La situation reviendra le %(day)s.") % {"day": said(day_in_words(put_off.until))}
    undo = reverse("coaching:wake", args=[situation.pk])
    messages.success(request, text, extra_tags=undo)
    return _back(request, situation)


@require_POST
@requires(access.SEE)
def wake(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a situation up again before its day."""
    situation = proposed(request, pk)
    services.wake(situation, by=signed_in(request))
    messages.success(request, _("La situation est de nouveau dans la liste."))
    return _back(request, situation)


def _undo(situation: Situation) -> str:
    return reverse("coaching:restore", args=[situation.pk])


def _back(request: HttpRequest, situation: Situation) -> HttpResponse:
    """Where the button was: the situation's own page, or its week."""
    if request.POST.get("from") == "dissection":
        return to_dissection(situation.pk)
    return redirect(f"{reverse('coaching:situations')}?week={situation.week.isoformat()}")


def _around(monday: date, weeks: list[date]) -> dict[str, date | None]:
    place = weeks.index(monday)
    return {
        "earlier": weeks[place + 1] if place + 1 < len(weeks) else None,
        "later": weeks[place - 1] if place else None,
    }
