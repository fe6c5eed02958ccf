"""A listening person's pages: their own threads, behind their own passphrase. To anyone else they do not exist."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boussole.features.confidential import access, listening, threads
from boussole.features.confidential.errors import ConfidentialError, WrongPassphraseError
from boussole.features.confidential.forms import KeyForm, MessageForm, UnlockForm
from boussole.features.confidential.models import Listener, Thread
from boussole.features.confidential.views import unlocking
from boussole.features.confidential.views.discreet import discreet
from boussole.features.organisation.access import found_or_404, requires, signed_in


@dataclass(frozen=True)
class Unlocked:
    """The private key of whoever asks, when they have it open; else the form to show, with what went wrong."""

    private: bytes | None = field(repr=False)
    form: UnlockForm
    fresh: bool = False


def _listener(request: HttpRequest) -> Listener:
    return found_or_404(access.listeners(signed_in(request)))


def _unlock(request: HttpRequest, listener: Listener) -> Unlocked:
    """Look at what the browser kept, or at a passphrase that was just posted."""
    form = UnlockForm(request.POST if "passphrase" in request.POST else None)
    if not form.is_bound:
        return Unlocked(unlocking.kept(request, listener), form)
    if form.is_valid():
        try:
            return Unlocked(listening.unlock(listener, form.cleaned_data["passphrase"]), form, True)
        except WrongPassphraseError as problem:
            form.add_error("passphrase", str(problem))
    return Unlocked(None, form)


def _locked(request: HttpRequest, key: Unlocked, **context: Any) -> HttpResponse:
    return render(request, "confidential/locked.html", {"form": key.form, **context})


@discreet
@require_http_methods(["GET", "POST"])
@requires(access.WRITE)
def index(request: HttpRequest) -> HttpResponse:
    """One's threads, the unread first; the passphrase before that."""
    listener = _listener(request)
    if not hasattr(listener, "key"):
        return redirect("confidential:key")
    key = _unlock(request, listener)
    if key.private is None:
        return _locked(request, key)
    if key.fresh:
        answer: HttpResponse = redirect("confidential:listening")
        unlocking.keep(request, answer, listener, key.private)
        return answer
    context = {
        "listener": listener,
        "rows": listening.waiting(listener, key.private),
        "minutes": unlocking.MINUTES,
    }
    return render(request, "confidential/listening.html", context)


@discreet
@require_http_methods(["GET", "POST"])
@requires(access.WRITE)
def key(request: HttpRequest) -> HttpResponse:
    """Make one's key, or a new one when the passphrase is lost."""
    listener = _listener(request)
    person = signed_in(request)
    form = KeyForm(request.POST if request.method == "POST" else None, person=person)
    if request.method == "POST" and form.is_valid():
        listening.make_key(listener, form.cleaned_data["passphrase"], today=timezone.localdate())
        messages.success(request, _("Votre clé est créée. On peut maintenant vous écrire."))
        return redirect("confidential:listening")
    return render(
        request,
        "confidential/key.html",
        {"form": form, "listener": listener, "has_key": hasattr(listener, "key")},
    )


@discreet
@require_POST
@requires(access.WRITE)
def lock(request: HttpRequest) -> HttpResponse:
    """Forget the passphrase at once."""
    _listener(request)
    answer = redirect("confidential:index")
    unlocking.forget(answer)
    return answer


@discreet
@require_http_methods(["GET", "POST"])
@requires(access.WRITE)
def thread(request: HttpRequest, pk: str) -> HttpResponse:
    """One thread: read it, answer, close. A text typed while the key locked itself is kept in the page."""
    listener = _listener(request)
    found = found_or_404(access.threads(listener).select_related("key"), pk=pk)
    key = _unlock(request, listener) if hasattr(listener, "key") else None
    if key is None:
        return redirect("confidential:key")
    if key.private is None:
        return _locked(request, key, text=request.POST.get("text", ""))
    answer = (
        redirect("confidential:thread", found.pk)
        if key.fresh and not request.POST.get("text")
        else _answered(request, found, key.private)
    )
    if key.fresh:
        unlocking.keep(request, answer, listener, key.private)
    return answer


def _answered(request: HttpRequest, found: Thread, private: bytes) -> HttpResponse:
    """Do what was posted and show the thread."""
    form, problem = MessageForm(), ""
    if request.POST.get("do") == "close":
        threads.close(found, today=timezone.localdate())
        return redirect("confidential:thread", found.pk)
    try:
        if request.POST.get("text"):
            form = MessageForm(request.POST)
            if form.is_valid():
                text = form.cleaned_data["text"]
                listening.reply(found, private, text, today=timezone.localdate())
                return redirect("confidential:thread", found.pk)
        said = listening.read(found, private)
    except ConfidentialError as refused:
        problem, said = str(refused), []
    else:
        listening.mark_read(found)
    context = {
        "thread": found,
        "said": said,
        "problem": problem,
        "form": form,
        "erased_on": threads.erased_on(found),
    }
    return render(request, "confidential/thread.html", context)
