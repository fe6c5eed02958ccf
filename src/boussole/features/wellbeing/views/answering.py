"""Answering without a name, and coming back with the receipt code.

What was just answered is never put in a session, a message or an address: the receipt is drawn once, in the answer itself.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from boussole.features.organisation.access import requires, signed_in
from boussole.features.organisation.models import Person
from boussole.features.wellbeing import access, answering, queries, services
from boussole.features.wellbeing.answering import Held
from boussole.features.wellbeing.errors import WellbeingError
from boussole.features.wellbeing.forms import AnswerForm, ReceiptForm, ReplyForm
from boussole.features.wellbeing.models import Promise


@never_cache
@require_http_methods(["GET", "POST"])
@requires(access.ANSWER)
def answer(request: HttpRequest) -> HttpResponse:
    """One short page; posting it shows the receipt code, once."""
    person, today = signed_in(request), timezone.localdate()
    place = queries.place_to_answer(person, today)
    if place is None:
        return render(request, "wellbeing/answer.html", {"place": None})
    keys, promise = answering.asked(place)
    form = AnswerForm(
        request.POST if request.method == "POST" else None,
        keys=keys,
        reader=answering.reader(place.team_id, company=False),
        promise=promise,
    )
    context: dict[str, object] = {"place": place, "form": form}
    if request.method == "POST" and form.is_valid():
        comment = form.cleaned_data["comment"]
        try:
            code = answering.answer(
                place, form.values(), comment=comment, company=form.company, today=today
            )
        except WellbeingError as problem:
            context["problem"] = str(problem)
        else:
            return render(request, "wellbeing/answered.html", {"code": code, "place": place})
    return render(request, "wellbeing/answer.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@requires(access.ANSWER)
def receipt(request: HttpRequest) -> HttpResponse:
    """What a code holds; with ``do``, change it, withdraw it, or reply under one's comment."""
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            context |= _with_code(request, signed_in(request), form.cleaned_data["code"])
        except WellbeingError as problem:
            context["problem"] = str(problem)
    return render(request, "wellbeing/receipt.html", context)


def _with_code(request: HttpRequest, person: Person, code: str) -> dict[str, object]:
    do, today = request.POST.get("do", ""), timezone.localdate()
    if do == "withdraw":
        answering.withdraw(code, person=person)
        return {"done": _("C’est retiré : il n’en reste rien.")}
    found = answering.held(code, person)
    edited, replied, done = _form(found), ReplyForm(), ""
    if do == "change" and found.answer is not None:
        edited = _form(found, request)
        if edited is not None and edited.is_valid():
            comment = edited.cleaned_data["comment"]
            answering.change(
                code,
                edited.values(),
                comment=comment,
                company=edited.company,
                person=person,
                today=today,
            )
            found, done = answering.held(code, person), _("Votre réponse est changée.")
    if do == "reply":
        replied = ReplyForm(request.POST)
        if replied.is_valid():
            answering.reply_as_author(code, replied.cleaned_data["text"], person=person)
            replied, done = ReplyForm(), _("Votre message est ajouté, sans votre nom.")
    return {"held": found, "code": code, "edited": edited, "reply_form": replied, "done": done}


def _form(found: Held, request: HttpRequest | None = None) -> AnswerForm | None:
    if found.answer is None:
        return None
    values, wrote = found.answer.values, found.comment
    known = {**values, "comment": wrote.text, "reader": wrote.reader} if wrote else values
    promise = Promise.objects.filter(asked_in=found.wave, team=found.answer.team_id).first()
    data = request.POST if request else None
    reader = answering.reader(found.answer.team_id, company=False)
    return AnswerForm(data, keys=list(values), reader=reader, promise=promise, initial=known)


@require_POST
@requires(access.ANSWER)
def reminders(request: HttpRequest) -> HttpResponse:
    """Be reminded of open waves, or not."""
    wanted = request.POST.get("wanted") == "1"
    services.choose_reminders(signed_in(request), wanted=wanted)
    words = (
        _("Vous recevrez un rappel avant la fin de chaque vague.")
        if wanted
        else _("Vous ne recevrez plus de rappel du baromètre.")
    )
    messages.success(request, words)
    return redirect(f"{reverse('wellbeing:index')}#reminders")
