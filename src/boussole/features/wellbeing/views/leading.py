"""The direction's pages: teams side by side without a ranking, managers as one group, and launching waves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from boussole.features.organisation.access import requires, signed_in
from boussole.features.organisation.views.common import told
from boussole.features.wellbeing import access, queries, waves, words
from boussole.features.wellbeing.errors import WellbeingError
from boussole.features.wellbeing.forms import (
    LaunchForm,
    PlanForm,
    ReplyForm,
    RhythmForm,
    words_of_questions,
)
from boussole.features.wellbeing.views.teams import asked_wave, wave_tabs


@require_GET
@requires(access.LAUNCH)
def company(request: HttpRequest) -> HttpResponse:
    """The company as a whole, then each team by name, where enough people answered."""
    person = signed_in(request)
    pulse = queries.team_pulse(None, asked_wave(request))
    asked = words_of_questions()
    rows = queries.side_by_side(person, pulse.wave) if pulse.wave else []
    context = {
        "pulse": pulse,
        "numbers": words.numbers(pulse.lines),
        "sentence": words.sentence(pulse),
        "waves": wave_tabs(pulse, request.path),
        "questions": [asked.get(key, key) for key in pulse.wave.questions] if pulse.wave else [],
        "comments": queries.comments_of(person, None, pulse.wave),
        "reply_form": ReplyForm(auto_id=False),
        "rows": [(row.team, words.cells(row, asked, pulse.wave)) for row in rows],
    }
    return render(request, "wellbeing/company.html", context)


@require_GET
@requires(access.SEE_MANAGERS)
def managers(request: HttpRequest) -> HttpResponse:
    """What managers say, as one group of the whole company."""
    pulse = queries.managers_pulse(asked_wave(request))
    context = {
        "pulse": pulse,
        "numbers": words.numbers(pulse.lines),
        "sentence": words.sentence(pulse),
        "waves": wave_tabs(pulse, request.path),
    }
    return render(request, "wellbeing/managers.html", context)


@require_POST
@requires(access.LAUNCH)
def launch(request: HttpRequest) -> HttpResponse:
    """Launch a wave now."""
    form = LaunchForm(request.POST)
    if form.is_valid():
        with told(request, WellbeingError, _("La vague est lancée.")):
            kind, today = form.cleaned_data["kind"], timezone.localdate()
            waves.launch(kind, today, by=signed_in(request))
    return redirect("wellbeing:index")


@require_POST
@requires(access.LAUNCH)
def rhythm(request: HttpRequest) -> HttpResponse:
    """Choose how often a short wave is launched."""
    form = RhythmForm(request.POST)
    if form.is_valid():
        waves.choose_rhythm(form.cleaned_data["every_days"], by=signed_in(request))
        messages.success(request, _("Le rythme est enregistré."))
    return redirect("wellbeing:index")


@require_POST
@requires(access.LAUNCH)
def plan(request: HttpRequest) -> HttpResponse:
    """Plan the next full wave, or move it."""
    form = PlanForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choisissez un jour à venir."))
        return redirect("wellbeing:index")
    with told(request, WellbeingError, _("La vague complète est prévue.")):
        waves.plan_full(
            form.cleaned_data["opens_on"], today=timezone.localdate(), by=signed_in(request)
        )
    return redirect("wellbeing:index")


@require_POST
@requires(access.LAUNCH)
def cancel_plan(request: HttpRequest) -> HttpResponse:
    """Give up the full wave that is planned."""
    with told(request, WellbeingError, _("La vague complète n’est plus prévue.")):
        waves.cancel_full(by=signed_in(request))
    return redirect("wellbeing:index")
