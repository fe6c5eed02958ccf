"""What a customer sees: no account, no cookie, no script, one question per screen.

Opening a link records nothing, so that whatever opens mails before their reader does answers for nobody; only
the button of a page does. The link itself is the right to answer: these pages have no cookie to protect, so Django's
token against forged forms has nothing to add. No page shows what was answered before.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from boussole.core.surveys import Question
from boussole.features.surveys import links, questions, recording
from boussole.features.surveys.errors import ClosedInvitationError
from boussole.features.surveys.models import Invitation
from boussole.features.surveys.words import company

_SEE_OTHER = 303
_GONE = 410


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """The first question; a value carried by the link is chosen beforehand, and waits for its button."""
    return _ask(request, token, 1)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, token: str, place: int) -> HttpResponse:
    """One question by its place, from 1."""
    return _ask(request, token, place)


@require_GET
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """The survey is over."""
    invitation = links.to_answer(token)
    if invitation is None:
        return _unknown(request)
    with translation.override(invitation.language):
        return _page(request, "thanks", invitation)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop every survey to this address: one click in a mail reader (RFC 8058), one button on the page."""
    invitation = links.to_stop(token)
    if invitation is None:
        return _unknown(request)
    with translation.override(invitation.language):
        if request.method != "POST":
            return _page(request, "stop", invitation, token=token)
        how = "header" if request.POST.get("List-Unsubscribe") == "One-Click" else "link"
        recording.opt_out(invitation, timezone.now(), how)
        return _page(request, "stopped", invitation)


def _ask(request: HttpRequest, token: str, place: int) -> HttpResponse:
    invitation = links.to_answer(token)
    if invitation is None:
        return _unknown(request)
    with translation.override(invitation.language):
        asked = questions.of(invitation)
        if not recording.is_open(invitation, timezone.now()) or not 1 <= place <= len(asked):
            return _closed(request, invitation)
        one = asked[place - 1]
        if request.method != "POST":
            return _question_page(request, token, invitation, place)
        try:
            wrong = _take(request, invitation, one)
            if wrong:
                return _question_page(request, token, invitation, place, wrong)
            if place == len(asked):
                recording.finish(invitation, timezone.now())
        except ClosedInvitationError:
            return _closed(request, invitation)
        return _next(token, place, len(asked))


def _take(request: HttpRequest, invitation: Invitation, one: Question) -> str:
    """Keep what was posted; what is wrong with it, or nothing."""
    now = timezone.now()
    if one.scale is None:
        recording.comment(invitation, one, request.POST.get("text", ""), now)
        return ""
    value = _value(one, request.POST.get("value", ""))
    if value is None:
        return _("Choisissez une note, puis validez.")
    recording.rate(invitation, one, value, now)
    return ""


def _value(one: Question, given: str) -> int | None:
    """A point of the scale; anything else is none."""
    if not (given.isascii() and given.isdecimal() and len(given) <= len("10")):
        return None
    return int(given) if one.accepts(int(given)) else None


def _next(token: str, place: int, of: int) -> HttpResponseRedirect:
    name, more = ("surveys:thanks", []) if place == of else ("surveys:question", [place + 1])
    return HttpResponseRedirect(reverse(name, args=[token, *more]), status=_SEE_OTHER)


def _question_page(
    request: HttpRequest, token: str, invitation: Invitation, place: int, wrong: str = ""
) -> HttpResponse:
    asked = questions.of(invitation)
    shown = question_shown(asked, place, questions.language(invitation))
    chosen = _value(asked[place - 1], request.GET.get("value", "")) if place == 1 else None
    return _page(request, "question", invitation, token=token, chosen=chosen, wrong=wrong, **shown)


def question_shown(asked: list[Question], place: int, language: Any) -> dict[str, Any]:
    """What a page needs to show one question; the preview shows the same."""
    one = asked[place - 1]
    return {
        "question": one,
        "text": one.text.in_(language),
        "points": one.scale.points if one.scale else (),
        "low": one.scale.low.in_(language) if one.scale else "",
        "high": one.scale.high.in_(language) if one.scale else "",
        "place": place,
        "count": len(asked),
        "last": place == len(asked),
    }


def _closed(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Say in plain words why a link takes no answer any more."""
    done = invitation.state == Invitation.State.FINISHED
    stopped = invitation.state == Invitation.State.STOPPED
    name = "already" if done else "no_more" if stopped else "expired"
    return _page(request, name, invitation, status=_GONE)


def _unknown(request: HttpRequest) -> HttpResponse:
    return _page(request, "unknown", None, status=404)


def _page(
    request: HttpRequest, name: str, invitation: Invitation | None, status: int = 200, **shown: Any
) -> HttpResponse:
    context = {"company": company(), "logo": settings.COMPANY, "invitation": invitation, **shown}
    response = render(request, f"surveys/customer/{name}.html", context, status=status)
    patch_cache_control(response, no_store=True, private=True)
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
