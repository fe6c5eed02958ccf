"""An author's pages. The code is never in an address, a session or a message: it is drawn in the answer to a form.

Nothing here touches the session, whose row would keep the time of a change.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boussole.features.confidential import access, confiding, queries, threads
from boussole.features.confidential.confiding import Held
from boussole.features.confidential.errors import ConfidentialError
from boussole.features.confidential.forms import CodeForm, MessageForm, WriteForm
from boussole.features.confidential.views.discreet import discreet
from boussole.features.organisation.access import may, requires, signed_in


@discreet
@require_GET
@requires(access.WRITE)
def index(request: HttpRequest) -> HttpResponse:
    """Who listens, what is protected, what to do in an emergency."""
    person = signed_in(request)
    context = {
        "listeners": access.offered(person),
        "listener": access.listeners(person).first(),
        "leads": may(person, access.NAME),
        "emergency": queries.emergency(),
    }
    return render(request, "confidential/index.html", context)


@discreet
@require_http_methods(["GET", "POST"])
@requires(access.WRITE)
def write(request: HttpRequest) -> HttpResponse:
    """Begin a thread; the answer shows its code, once."""
    person = signed_in(request)
    form = WriteForm(request.POST if request.method == "POST" else None, person=person)
    context = {"form": form, "emergency": queries.emergency(), "problem": ""}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            code = confiding.write(
                said["listener"], said["text"], person=person, today=timezone.localdate()
            )
        except ConfidentialError as problem:
            context["problem"] = str(problem)
        else:
            written = {"code": code, "name": said["listener"].person.name}
            return render(request, "confidential/written.html", written)
    return render(request, "confidential/write.html", context)


@discreet
@require_http_methods(["GET", "POST"])
@requires(access.WRITE)
def receipt(request: HttpRequest) -> HttpResponse:
    """Come back with a code: read, answer, close, erase."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "emergency": queries.emergency()}
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        try:
            context |= _do(request, code)
        except ConfidentialError as problem:
            context["problem"] = str(problem)
            context["form"] = CodeForm()
    return render(request, "confidential/receipt.html", context)


def _do(request: HttpRequest, code: str) -> dict[str, Any]:
    """Do what was asked of a thread, then show what it holds."""
    found, today = confiding.held(code), timezone.localdate()
    form, done, problem = MessageForm(), "", ""
    try:
        match request.POST.get("do"):
            case "erase":
                confiding.erase(found)
                return {
                    "form": CodeForm(),
                    "done": _("Le fil est effacé : il n’en reste rien ici."),
                }
            case "close":
                confiding.close(found, today=today)
                done = _("Le fil est clos.")
            case "share":
                confiding.share_again(found)
                done = _("Cette personne peut de nouveau lire ce fil.")
            case "add":
                form = MessageForm(request.POST)
                if form.is_valid():
                    confiding.add(found, form.cleaned_data["text"], today=today)
                    form, done = MessageForm(), _("Votre message est ajouté.")
    except ConfidentialError as refused:
        problem = str(refused)
    return _shown(request, code, confiding.held(code)) | {
        "message_form": form,
        "done": done,
        "problem": problem,
    }


def _shown(request: HttpRequest, code: str, found: Held) -> dict[str, Any]:
    listener = found.thread.listener
    return {
        "held": found,
        "code": code,
        "erased_on": threads.erased_on(found.thread),
        "manages": queries.manages(listener, signed_in(request)),
        "gone": not listener.person.is_active,
        "has_key": hasattr(listener, "key"),
    }
