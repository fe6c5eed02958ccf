"""Playing: the customer writes, the trainee answers, and afterwards looks back."""

from __future__ import annotations

import secrets
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from boussole.core import roleplay as core
from boussole.features.conversations import reading
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.organisation.views.common import done
from boussole.features.roleplay import access, rewording, services, shown
from boussole.features.roleplay.catalogue import readable
from boussole.features.roleplay.errors import CannotShareError
from boussole.features.roleplay.forms import AnswerForm, CountForm
from boussole.features.roleplay.models import Play
from boussole.features.roleplay.playing import language_of, replayed


@require_GET
@requires(access.PLAY)
def play(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The conversation so far, and the place to answer."""
    return _play(request, _own(request, pk))


@require_POST
@requires(access.PLAY)
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say something to the customer."""
    found = _own(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _play(request, found, form, status=422)
    said = form.cleaned_data
    if services.answer(found, said["text"], after=said["after"]):
        rewording.say_otherwise(found)
        return redirect("roleplay:play", pk)
    messages.info(
        request, _("L’échange a continué ailleurs : voici où il en est. Votre texte est gardé.")
    )
    return _whole_page(request, reverse("roleplay:play", args=[pk]))


@require_POST
@requires(access.PLAY)
def take_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the last answer back, to try another."""
    form = CountForm(request.POST)
    if form.is_valid():
        services.take_back(_own(request, pk), after=form.cleaned_data["after"])
    return redirect("roleplay:play", pk)


@require_POST
@requires(access.PLAY)
def explain(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show, or not, why tension moves as the play goes."""
    services.explain(_own(request, pk), explained=request.POST.get("explained") == "1")
    return redirect("roleplay:play", pk)


@require_POST
@requires(access.PLAY)
def give_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stop before the end."""
    services.give_up(_own(request, pk))
    return redirect("roleplay:look_back", pk)


@require_POST
@requires(access.PLAY)
def resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go on with a play that was given up."""
    services.resume(_own(request, pk))
    return redirect("roleplay:play", pk)


@require_POST
@requires(access.PLAY)
def again(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Play the same scenario once more, in other words."""
    found = _own(request, pk)
    language = language_of(found)
    seed = secrets.randbelow(services.SEEDS)
    other = services.begin_on(found.version, language, seed=seed, by=signed_in(request))
    rewording.say_otherwise(other)
    return redirect("roleplay:play", other.pk)


@require_POST
@requires(access.PLAY)
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Delete a play for good."""
    services.discard(_own(request, pk))
    messages.success(request, _("L’échange est supprimé."))
    return redirect("roleplay:index")


@require_POST
@requires(access.PLAY)
def share(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a play to one's managers."""
    try:
        services.share(_own(request, pk), by=signed_in(request))
    except CannotShareError as problem:
        messages.error(request, str(problem))
    else:
        undo = reverse("roleplay:unshare", args=[pk])
        done(request, _("Votre manager peut lire cet échange."), undo=undo)
    return redirect("roleplay:look_back", pk)


@require_POST
@requires(access.PLAY)
def unshare(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a play to nobody any more."""
    services.unshare(_own(request, pk), by=signed_in(request))
    messages.success(request, _("Cet échange n’est plus visible que de vous."))
    return redirect("roleplay:look_back", pk)


@require_GET
@requires(access.PLAY)
def look_back(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was seen in a play that is over, with the passages, and one cue to try next time."""
    person = signed_in(request)
    found = _found(access.readable_plays(person), pk)
    current = replayed(found)
    own = found.person_id == person.pk
    if not current.over and found.given_up_at is None and own:
        return redirect("roleplay:play", pk)
    frame = reading.frame()
    context: dict[str, Any] = {
        **_shown(found, current, explained=True),
        "own": own,
        "back": core.look_back(current, frame) if current.over else None,
        "rules": {rule.key for rule in frame.playbook.rules},
        "course": [current.scenario.start.tension, *(one.after for one in current.exchanges)],
        "managers": list(access.managers_of(person)) if own else [],
        "works_on": shown.works_on(current.scenario, frame.playbook),
    }
    return render(request, "roleplay/look_back.html", context)


def _play(
    request: HttpRequest, found: Play, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    current = replayed(found)
    answered = len(current.exchanges)
    if form is None:
        form = AnswerForm(initial={"after": len(found.texts), "text": found.draft})
    context = {
        **_shown(found, current, explained=found.explained),
        "form": form,
        "answered": answered,
        "left": current.scenario.limit.answers - answered,
    }
    return render(request, "roleplay/play.html", context, status=status)


def _shown(found: Play, current: core.Play, *, explained: bool) -> dict[str, Any]:
    return {
        "play": found,
        "current": current,
        "scenario": current.scenario,
        "lang": current.language,
        "customer": current.scenario.customer.in_(current.language),
        "messages_shown": shown.messages(current, explained=explained),
        "explained": explained,
    }


def _own(request: HttpRequest, pk: UUID) -> Play:
    return _found(access.own_plays(signed_in(request)), pk)


def _found(plays: QuerySet[Play], pk: UUID) -> Play:
    """A play someone may open, whose scenario this release still reads."""
    found = found_or_404(plays, pk=pk)
    if readable(found.version) is None:
        raise Http404
    return found


def _whole_page(request: HttpRequest, url: str) -> HttpResponse:
    """Go to a page, and not only to the part that htmx would take of it: something is to be said above it."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return redirect(url)
