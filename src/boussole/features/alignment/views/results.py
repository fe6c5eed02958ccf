"""What a closed session says of its rules, the debate situation by situation, and a rule's history."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from boussole.core.metrics.agreement.words import say
from boussole.features.alignment import access, presenting, queries, services
from boussole.features.alignment.models import Answer, Item, Session
from boussole.features.alignment.results import (
    Results,
    RuleResult,
    history_of,
    results_of,
)
from boussole.features.alignment.threads import messages, opinions, passages
from boussole.features.alignment.waiting import last_day
from boussole.features.conversations.forms import CHANNEL_NAMES, said
from boussole.features.organisation.access import found_or_404, requires, signed_in
from boussole.features.playbook.queries import playbook_in_force


def _closed(request: HttpRequest, pk: int) -> Session:
    """A closed session one may see: while it is open its results do not exist, for anyone."""
    return found_or_404(queries.closed_for(signed_in(request)), pk=pk)


@require_GET
@requires(access.TAKE_PART)
def results(request: HttpRequest, pk: int) -> HttpResponse:
    """What people agree on, rule by rule; what to rewrite first; the situations to debate."""
    session = _closed(request, pk)
    rules = list(session.rules.all())
    answers, items = queries.answers(session), queries.items_with_readings(session)
    shown = results_of(session, rules, answers, items)
    context = {
        "session": session,
        "sentence": presenting.sentence(shown),
        "rules": [_rule(one) for one in shown.rules],
        "rewrite": presenting.rewrite_names(shown),
        "people": shown.people,
        "progress": queries.progress(session),
        "drawn": presenting.drawn_words(rules, queries.drawn(session)),
        "severity": presenting.own_words(signed_in(request), session, answers),
        "situations": [_situation(item, shown, answers) for item in items],
        "last_day": last_day(session),
        "known": {rule.key for rule in playbook_in_force().rules},
    }
    return render(request, "alignment/results.html", context)


def _rule(one: RuleResult) -> dict[str, Any]:
    return {
        "result": one,
        "kind": presenting.kind(one),
        "words": said(say(one.agreement)),
        "numbers": presenting.numbers(one.agreement),
        "gap": presenting.gap_words(one.gap) if one.gap else "",
        "software": presenting.software_words(one.software) if one.software else "",
    }


def _situation(item: Item, shown: Results, answers: list[Answer]) -> dict[str, Any]:
    judged = [one.judged for one in shown.rules]
    said_ = opinions(item, judged, answers)
    return {
        "item": item,
        "opinions": said_,
        "divided": any(one.divided for one in said_),
        "remarks": sum(len(one.remarks) for one in said_),
    }


@require_GET
@requires(access.TAKE_PART)
def debate(request: HttpRequest, pk: int, place: int) -> HttpResponse:
    """One situation of a closed session: its thread, the passages people chose, what they said."""
    session = _closed(request, pk)
    items = queries.items_with_readings(session)
    places = [item.place for item in items]
    if place not in places:
        raise Http404
    item, rules = items[places.index(place)], list(session.rules.all())
    answers = queries.answers(session)
    services.record_reading(signed_in(request), item)
    at = places.index(place)
    context = {
        "session": session,
        "item": item,
        "channel": CHANNEL_NAMES.get(item.channel, ""),
        "thread": messages(item, passages(item, rules, answers)),
        "opinions": opinions(item, rules, answers),
        "previous": places[at - 1] if at else None,
        "next": places[at + 1] if at + 1 < len(places) else None,
    }
    return render(request, "alignment/debate.html", context)


@require_GET
@requires(access.TAKE_PART)
def history(request: HttpRequest, key: str) -> HttpResponse:
    """A rule's agreement over the sessions whose results one may read, version by version."""
    judged = queries.history(signed_in(request), key)
    if not judged:
        raise Http404
    periods = history_of(judged, queries.answers_about(judged))
    context = {
        "key": key,
        "name": presenting.name_of(judged[-1]),
        "periods": [
            {
                "version": period.version,
                "together": said(say(period.together)) if period.together else "",
                "sessions": [_dated(one, agreement) for one, agreement in period.sessions],
            }
            for period in periods
        ],
        "known": key in {rule.key for rule in playbook_in_force().rules},
    }
    return render(request, "alignment/history.html", context)


def _dated(judged: Any, agreement: Any) -> dict[str, Any]:
    return {
        "judged": judged,
        "day": last_day(judged.session)
        if judged.session.closed_at is None
        else judged.session.closed_at,
        "alpha": presenting.alpha(agreement),
        "percent": presenting.percent(agreement),
        "sample": presenting.sample(agreement),
    }
