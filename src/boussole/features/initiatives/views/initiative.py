"""One initiative: proposing it, reading it, being in, saying a word, withdrawing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from boussole.features.initiatives import access, irritant_origins, origins, queries, services
from boussole.features.initiatives.errors import InitiativeError
from boussole.features.initiatives.forms import CommentForm, ProposeForm
from boussole.features.initiatives.models import Initiative
from boussole.features.initiatives.presenting import figures, metric_name, sentence
from boussole.features.organisation.access import found_or_404, may, requires, signed_in
from boussole.features.organisation.views.common import done, told, wrong

State = Initiative.State
UNTRIED = {State.PROPOSED, State.ANNOUNCED, State.OBJECTED}


@require_http_methods(["GET", "POST"])
@requires(access.TAKE_PART)
def new(request: HttpRequest) -> HttpResponse:
    """Propose an idea; an address may say what it starts from (``origin``), as a neutral reference."""
    person = signed_in(request)
    asked = {"origin": request.GET.get("origin", "")}
    form = ProposeForm(request.POST if request.method == "POST" else None, initial=asked)
    origin = origins.find(person, str(form["origin"].value() or ""))
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("line", "why", "whom")}
        made = services.propose(**given, by=person, origin=origin.reference if origin else "")
        undo = reverse("initiatives:withdraw", args=[made.pk])
        done(request, _("Votre idée est proposée à toute l’entreprise."), undo)
        return redirect("initiatives:initiative", made.pk)
    from_irritants = [] if origin or form.is_bound else irritant_origins.latest(person)
    context = {"form": form, "origin": origin, "from_irritants": from_irritants}
    return render(request, "initiatives/new.html", context)


@require_http_methods(["GET", "POST"])
@requires(access.TAKE_PART)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Say one's idea otherwise, before it is tried."""
    person = signed_in(request)
    found = found_or_404(access.own(person), pk=pk)
    initial = {"line": found.line, "why": found.why, "whom": found.whom}
    form = ProposeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("line", "why", "whom")}
        try:
            services.change(found, **given, by=person)
        except InitiativeError as problem:
            wrong(form, problem)
        else:
            done(request, _("Votre idée est reformulée."))
            return redirect("initiatives:initiative", pk)
    return render(request, "initiatives/change.html", {"form": form, "initiative": found})


@require_GET
@requires(access.SEE)
def initiative(request: HttpRequest, pk: int) -> HttpResponse:
    """An initiative as someone may read it: where it stands, its trial, what was learnt, who is in."""
    person, today = signed_in(request), timezone.localdate()
    found = queries.whole(person, found_or_404(access.initiatives(person), pk=pk))
    shown = found.shown
    state, own = shown.initiative.state, shown.initiative.by_id == person.pk
    context: dict[str, Any] = {
        "whole": found,
        "shown": shown,
        "it": shown.initiative,
        "trial": shown.trial if state not in {State.PROPOSED, State.WITHDRAWN} else None,
        "sentence": sentence(shown, today),
        "origin": origins.find(person, shown.initiative.origin),
        "figures": figures(person, shown.trial),
        "metric": metric_name(shown.trial),
        "own": own,
        "may_change": own and state in UNTRIED,
        "may_announce": own and state in {State.PROPOSED, State.OBJECTED},
        "may_tell": own and state == State.TRIED,
        "may_object": queries.may_object(person, shown.trial, today),
        "takes_part": may(person, access.TAKE_PART),
        "comment_form": CommentForm(auto_id="comment_%s"),
    }
    return render(request, "initiatives/initiative.html", context)


@require_POST
@requires(access.TAKE_PART)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw one's idea before it is tried."""
    person = signed_in(request)
    found = found_or_404(access.own(person), pk=pk)
    undo = reverse("initiatives:restore", args=[pk])
    with told(
        request, InitiativeError, _("Votre initiative est retirée : vous seul la voyez."), undo
    ):
        services.withdraw(found, by=person)
    return redirect("initiatives:initiative", pk)


@require_POST
@requires(access.TAKE_PART)
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring one's withdrawn idea back."""
    person = signed_in(request)
    found = found_or_404(access.own(person), pk=pk)
    with told(request, InitiativeError, _("Votre initiative est de nouveau proposée.")):
        services.restore(found, by=person)
    return redirect("initiatives:initiative", pk)


@require_POST
@requires(access.TAKE_PART)
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Be in."""
    person = signed_in(request)
    services.support(found_or_404(access.initiatives(person), pk=pk), by=person)
    return redirect("initiatives:initiative", pk)


@require_POST
@requires(access.TAKE_PART)
def no_longer_support(request: HttpRequest, pk: int) -> HttpResponse:
    """No longer be in."""
    person = signed_in(request)
    services.no_longer_support(found_or_404(access.initiatives(person), pk=pk), by=person)
    return redirect("initiatives:initiative", pk)


@require_POST
@requires(access.TAKE_PART)
def comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Say a short word, which one may take away."""
    person = signed_in(request)
    found = found_or_404(access.initiatives(person), pk=pk)
    form = CommentForm(request.POST)
    if form.is_valid():
        written = services.comment(found, form.cleaned_data["text"], by=person)
        undo = reverse("initiatives:remove_comment", args=[written.pk])
        done(request, _("Votre commentaire est ajouté."), undo)
    else:
        messages.error(request, _("Écrivez un commentaire de 300 caractères au plus."))
    return redirect(f"{reverse('initiatives:initiative', args=[pk])}#comments")


@require_POST
@requires(access.TAKE_PART)
def remove_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own word away."""
    person = signed_in(request)
    written = found_or_404(access.own_comments(person).select_related("initiative"), pk=pk)
    initiative = written.initiative_id
    services.remove_comment(written, by=person)
    done(request, _("Votre commentaire est retiré."))
    return redirect("initiatives:initiative", initiative)
