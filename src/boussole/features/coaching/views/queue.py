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
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from boussole.core.wording import day as day_in_words
from boussole.core.wording import week as week_in_words
from boussole.features.coaching import access, queries, services
from boussole.features.coaching.forms import DismissForm, QueueForm, SnoozeForm
from boussole.features.coaching.lists import Asked, Week, heard, week
from boussole.features.coaching.models import Situation
from boussole.features.coaching.views.common import proposed, to_dissection
from boussole.features.conversations.forms import said
from boussole.features.organisation.access import requires, signed_in
from boussole.features.organisation.models import Role
from boussole.features.playbook.queries import playbook_in_force


@require_GET
@requires(access.SEE)
def situations(request: HttpRequest) -> HttpResponse:
    """One week's situations, the latest unless another is asked for."""
    person = signed_in(request)
    own = person.role == Role.AGENT
    weeks = queries.weeks(person)
    if not weeks:
        return render(request, "coaching/situations.html", {"week": None, "own": own})
    monday, today = _asked(request.GET.get("week", ""), weeks), timezone.localdate()
    asked = Asked(request.GET.get("kind", "")[:30], request.GET.get("reason", "")[:100])
    shown = week(
        person,
        queries.of_week(person, monday),
        playbook_in_force(),
        returned=queries.returned(person, monday, today) if monday == weeks[0] else (),
        snoozed=queries.snoozed(person, today),
        asked=asked,
    )
    context: dict[str, Any] = {
        "week": shown,
        "monday": monday,
        "label": said(week_in_words(monday)),
        "sentence": _sentence(shown),
        "chosen": _how_chosen(shown, own=own),
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


def _how_chosen(shown: Week, *, own: bool) -> str:
    """How the list was chosen, in a sentence: whoever reads it can tell what it leaves out."""
    rule = _(
        "Par équipe et par semaine : une réussite pour chaque situation à reprendre, cinq à reprendre au plus, deux par "
        "conseiller ; d’abord les plus nettes, celles qui touchent plusieurs clients, et des sujets différents."
    )
    if own:
        return rule
    if shown.is_balanced:
        return rule
    return f"{rule} {_('Cette semaine, il n’y avait pas plus de réussites à proposer.')}"
