"""Irritants: the ranking, declaring one, and what became of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from boussole.features.irritants import access, declaring, presenting, queries
from boussole.features.irritants.forms import CostForm, DeclareForm, SayForm
from boussole.features.irritants.showing import whole
from boussole.features.irritants.views.common import number, readable, tabs, to
from boussole.features.organisation.access import found_or_404, requires, signed_in


@require_GET
@requires(access.SEE)
def index(request: HttpRequest) -> HttpResponse:
    """The irritants one reads: those that cost most hours first, or those whose reasons bring most contacts."""
    person, today = signed_in(request), timezone.localdate()
    over = request.GET.get("list") == "over"
    sort = "contacts" if request.GET.get("sort") == "contacts" else ""
    after = number(request.GET.get("after", "")) or None
    states = queries.OVER if over else queries.OPEN
    found = presenting.page(person, states, sort, after, today)
    context: dict[str, Any] = {
        "tabs": tabs(person, "over" if over else "open"),
        "over": over,
        "sort": sort,
        "found": found,
        "sentence": _("Ce qui a reçu une réponse, et ce que les corrections ont rendu.")
        if over
        else presenting.sentence(found),
        "later": after is not None,
        "to_tell": queries.to_tell(person),
    }
    return render(request, "irritants/index.html", context)


@require_GET
@requires(access.ANSWER)
def asked(request: HttpRequest) -> HttpResponse:
    """What one is asked to answer: irritants, and what is heard from customers, oneself or for one's department."""
    person, today = signed_in(request), timezone.localdate()
    before = number(request.GET.get("before", "")) or None
    departments = list(access.answers_for(person))
    context = {
        "tabs": tabs(person, "asked"),
        "rows": presenting.rows(person, queries.asked(person), today) if not before else [],
        "lines": queries.asked_lines(person, before),
        "later": before is not None,
        "departments": departments,
    }
    return render(request, "irritants/asked.html", context)


@require_http_methods(["GET", "POST"])
@requires(access.SEE)
def new(request: HttpRequest) -> HttpResponse:
    """Declare an irritant; those that may be the same are then proposed on its page."""
    person = signed_in(request)
    form = DeclareForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = declaring.declare(by=person, on=timezone.localdate(), **form.cleaned_data)
        undo = reverse("irritants:drop", args=[made.pk])
        messages.success(request, _("C’est déclaré. Sa suite se lit ici."), extra_tags=undo)
        return to(made.pk)
    return render(request, "irritants/new.html", {"form": form})


@require_GET
@requires(access.ANSWER)
def irritant(request: HttpRequest, pk: int) -> HttpResponse:
    """One irritant: what it costs, who answers, its story, and what its fix saved."""
    person = signed_in(request)
    found = readable(person, pk)
    first = found.same_as
    if first is not None and access.irritants(person).filter(pk=first.pk).exists():
        return redirect("irritants:irritant", first.pk)
    shown = whole(person, found, timezone.localdate())
    return render(request, "irritants/irritant.html", {"it": shown, "cost_form": CostForm()})


@require_http_methods(["GET", "POST"])
@requires(access.SEE)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Say one's own irritant better."""
    person = signed_in(request)
    found = found_or_404(access.own_irritants(person), pk=pk)
    initial = {name: getattr(found, name) for name in ("what", "detail", "hurts", "signed")}
    form = SayForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        declaring.change(found, by=person, **form.cleaned_data)
        messages.success(request, _("L’irritant est modifié."))
        return to(pk)
    return render(request, "irritants/change.html", {"form": form, "irritant": found})
