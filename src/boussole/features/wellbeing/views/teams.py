"""What is published of a team: its manager, its people and the direction read the same figures."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from boussole.core.pulse import default_bank
from boussole.features.conversations.forms import said
from boussole.features.organisation.access import found_or_404, may, requires, signed_in
from boussole.features.organisation.models import Person, Team
from boussole.features.organisation.views.common import Tab, told
from boussole.features.wellbeing import access, queries, services, waves, words
from boussole.features.wellbeing.errors import WellbeingError
from boussole.features.wellbeing.forms import (
    LaunchForm,
    PlanForm,
    PromiseForm,
    ReplyForm,
    RhythmForm,
    theme_name,
)


@require_GET
@requires(access.SEE)
def index(request: HttpRequest) -> HttpResponse:
    """Where someone answers and what they may read."""
    person, today = signed_in(request), timezone.localdate()
    context = {
        "place": queries.place_to_answer(person, today),
        "teams": access.teams(person).order_by("name", "pk"),
        "wave": queries.open_wave(),
        "planned": queries.planned_full(),
        "answers": may(person, access.ANSWER),
        "wants_reminders": queries.wants_reminders(person),
        "sees_managers": may(person, access.SEE_MANAGERS),
        **(_leading(today) if may(person, access.LAUNCH) else {}),
    }
    return render(request, "wellbeing/index.html", context)


def _leading(today: date) -> dict[str, object]:
    """What only the leadership does: launching, the rhythm, and the full wave with what it meets."""
    planned, clear = queries.planned_full(), waves.clear_from(today)
    meets = clear > today and (planned is None or planned.opens_on < clear)
    soonest = max(clear, today + timedelta(days=1))
    pause = waves.pauses_on(planned.opens_on) if planned else None
    return {
        "leads": True,
        "launch_form": LaunchForm(),
        "rhythm_form": RhythmForm(initial={"every_days": queries.rhythm()}),
        "plan_form": PlanForm(initial={"opens_on": planned.opens_on if planned else soonest}),
        "pauses_on": pause if pause and pause > today else None,
        "clear_from": clear if meets else None,
    }


@require_GET
@requires(access.SEE)
def team(request: HttpRequest, pk: int) -> HttpResponse:
    """Where a team stands, what changed, one focus, and what was promised."""
    person = signed_in(request)
    shown = found_or_404(access.teams(person), pk=pk)
    return render(request, "wellbeing/team.html", _team(request, person, shown))


def asked_wave(request: HttpRequest) -> int | None:
    """The wave in the address, if it names one."""
    wanted = request.GET.get("wave", "")
    return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 10 else None  # noqa: PLR2004


def _team(request: HttpRequest, person: Person, shown: Team) -> dict[str, object]:
    pulse = queries.team_pulse(shown, asked_wave(request))
    manages = may(person, access.MANAGE)
    focus = default_bank()[pulse.focus.theme] if pulse.focus else None
    waiting = any(one.promise.asked_in_id is None for one in pulse.told)
    return {
        "team": shown,
        "pulse": pulse,
        "numbers": words.numbers(pulse.lines),
        "sentence": words.sentence(pulse),
        "waves": wave_tabs(pulse, request.path),
        "focus": theme_name(focus) if focus else "",
        "apart": pulse.focus is not None and pulse.focus.apart,
        "proposals": [said(one) for one in focus.proposals] if focus else [],
        "told": [
            (
                one.promise,
                _theme_of(one.promise.theme),
                words.rating(one.rating) if one.rating else "",
            )
            for one in pulse.told
        ],
        "may_promise": manages and focus is not None and not waiting,
        "promise_form": PromiseForm(),
        "manages": manages,
        "comments": queries.comments_of(person, shown, pulse.wave),
        "reply_form": ReplyForm(auto_id=False),
    }


def wave_tabs(pulse: queries.TeamPulse, path: str) -> list[Tab]:
    """The last waves, to choose one."""
    return [
        Tab(words.day(wave), f"{path}?wave={wave.pk}", wave == pulse.wave)
        for wave in pulse.waves[: words.WAVES_SHOWN]
    ]


def _theme_of(key: str) -> str:
    theme = default_bank().get(key)
    return theme_name(theme) if theme else key


@require_POST
@requires(access.MANAGE)
def promise(request: HttpRequest, pk: int) -> HttpResponse:
    """Promise one action on the theme to look at first."""
    person = signed_in(request)
    shown = found_or_404(access.teams(person), pk=pk)
    form = PromiseForm(request.POST)
    focus = queries.team_pulse(shown).focus
    if focus is None or not form.is_valid():
        messages.error(request, _("Écrivez en une phrase ce que vous promettez."))
        return redirect("wellbeing:team", pk=pk)
    today, text = timezone.localdate(), form.cleaned_data["text"]
    with told(request, WellbeingError, _("C’est promis : l’équipe le lit sur cette page.")):
        services.promise(shown, theme=focus.theme, text=text, today=today, by=person)
    return redirect("wellbeing:team", pk=pk)


@require_POST
@requires(access.MANAGE)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back a promise the team was not asked about."""
    person = signed_in(request)
    made = found_or_404(access.promises(person), pk=pk)
    home = made.team_id
    with told(request, WellbeingError, _("La promesse est reprise.")):
        services.take_back(made, by=person)
    return redirect("wellbeing:team", pk=home)


@require_POST
@requires(access.REPLY)
def reply(request: HttpRequest, pk: str) -> HttpResponse:
    """Reply to a comment without knowing whose it is."""
    person = signed_in(request)
    comment = found_or_404(access.comments(person), pk=pk)
    form = ReplyForm(request.POST)
    if form.is_valid():
        services.reply(comment, form.cleaned_data["text"], by=person)
        messages.success(request, _("Votre réponse attend son auteur, qui la lira avec son code."))
    if comment.team_id is None:
        return redirect("wellbeing:company")
    return redirect("wellbeing:team", pk=comment.team_id)
