"""Judging: one situation per screen, one's own answers alone, until they are handed in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from boussole.features.alignment import access, queries, services
from boussole.features.alignment.errors import AlignmentError
from boussole.features.alignment.forms import AnswerForm, answer_initial
from boussole.features.alignment.models import Item, JudgedRule, Participant
from boussole.features.alignment.threads import messages as thread
from boussole.features.alignment.views.common import found, own_place
from boussole.features.conversations.forms import CHANNEL_NAMES
from boussole.features.organisation.access import requires, signed_in


@require_http_methods(["GET", "POST"])
@requires(access.TAKE_PART)
def judge(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """The situation at a place of one's own list: read it, answer for each rule, go on."""
    session = found(request, pk)
    mine = own_place(request, session)
    items = list(queries.own_items(mine))
    if not 1 <= place <= len(items):
        raise Http404
    if queries.is_closed(session) or mine.submitted_at:
        return redirect("alignment:session", pk=pk)
    item, rules = items[place - 1], list(session.rules.all())
    forms = _forms(request, item, rules)
    if request.method == "POST" and all(form.is_valid() for _rule, form in forms):
        try:
            said = {rule.rule: form.said for rule, form in forms}
            services.judge(mine, item, said, by=signed_in(request))
        except AlignmentError as problem:
            messages.error(request, str(problem))
        else:
            return _onwards(request, pk, place, len(items))
    elif request.method == "GET":
        services.record_reading(signed_in(request), item)
    return _shown(request, mine, items, place, forms)


def _forms(
    request: HttpRequest, item: Any, rules: list[JudgedRule]
) -> list[tuple[JudgedRule, AnswerForm]]:
    given = {one.rule: one for one in item.mine}
    data = request.POST if request.method == "POST" else None
    return [
        (
            one,
            AnswerForm(
                data, item=item, prefix=one.rule, initial=answer_initial(item, given.get(one.rule))
            ),
        )
        for one in rules
    ]


def _onwards(request: HttpRequest, pk: int, place: int, last: int) -> HttpResponse:
    """Where the button leads: the next situation, the one before, or the list."""
    towards = request.POST.get("towards", "next")
    target = place - 1 if towards == "previous" else place + 1
    if towards == "list" or not 1 <= target <= last:
        return redirect("alignment:session", pk=pk)
    return redirect("alignment:judge", pk=pk, place=target)


def _shown(
    request: HttpRequest,
    mine: Participant,
    items: list[Item],
    place: int,
    forms: list[tuple[JudgedRule, AnswerForm]],
) -> HttpResponse:
    item = items[place - 1]
    context = {
        "session": mine.session,
        "item": item,
        "thread": thread(item),
        "channel": CHANNEL_NAMES.get(item.channel, ""),
        "forms": forms,
        "place": place,
        "total": len(items),
        "places": [
            {
                "number": number,
                "complete": len(_mine(one)) >= len(forms),
                "current": number == place,
            }
            for number, one in enumerate(items, start=1)
        ],
    }
    status = 422 if any(form.errors for _rule, form in forms) else 200
    return render(request, "alignment/judge.html", context, status=status)


def _mine(item: Any) -> list[Any]:
    return list(item.mine)


@require_POST
@requires(access.TAKE_PART)
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand one's answers in."""
    session = found(request, pk)
    mine = own_place(request, session)
    try:
        closed = services.submit(mine, by=signed_in(request))
    except AlignmentError as problem:
        messages.error(request, str(problem))
        return redirect("alignment:session", pk=pk)
    if closed:
        messages.success(
            request,
            _("Vos réponses sont rendues, et tout le monde a répondu : voici les résultats."),
        )
        return redirect("alignment:results", pk=pk)
    messages.success(
        request,
        _(
            "Vos réponses sont rendues. Les résultats s’ouvriront quand tous auront répondu, ou à la date prévue."
        ),
    )
    return redirect("alignment:session", pk=pk)
