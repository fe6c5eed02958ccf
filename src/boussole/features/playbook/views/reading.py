"""The playbook, read as a short book: an index, then one page per rule."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from boussole.core.playbook import Line, Playbook, Rule, in_words
from boussole.features.conversations import access as conversations
from boussole.features.metrics import access as metrics
from boussole.features.organisation.access import may, requires, signed_in
from boussole.features.organisation.models import Person
from boussole.features.playbook import (
    access,
    acknowledging,
    promising,
    queries,
    questions,
)
from boussole.features.playbook.drafts import draft
from boussole.features.playbook.models import PlaybookVersion
from boussole.features.playbook.threads import threads


@require_GET
@requires(access.READ)
def index(request: HttpRequest) -> HttpResponse:
    """Every rule in one sentence: what deserves a debrief, then what deserves thanks."""
    playbook = queries.playbook_in_force()
    person = signed_in(request)
    version = queries.version_in_force()
    context = {
        "playbook": playbook,
        "version": version,
        "to_read": acknowledging.to_read(person),
        "readings": _readings(person, version),
        "draft": draft() if may(person, access.PUBLISH) else None,
        "questions": questions.waiting().count(),
        "promises": _promises(person, playbook),
        "failures": [rule for rule in playbook.rules if not rule.success],
        "successes": [rule for rule in playbook.rules if rule.success],
        "may_see_thresholds": may(request.user, access.SEE_THRESHOLDS),
    }
    return render(request, "playbook/index.html", context)


@require_GET
@requires(access.READ)
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """One rule: what it means, why it matters, what to do, and its examples."""
    playbook = queries.playbook_in_force()
    found = _found(playbook, key)
    context: dict[str, Any] = {
        "rule": found,
        "version": queries.version_in_force(),
        "conditions": in_words(found.when),
        "upstream": found.upstream,
        "upstream_conditions": _upstream(found),
        "examples": _by_verdict(playbook, found),
        "conversations": _conversations(request, found),
        "questions": [
            (one, questions.is_late(one, timezone.now())) for one in questions.of_rule(key)
        ],
        "may_publish": may(request.user, access.PUBLISH),
        "may_see_thresholds": may(request.user, access.SEE_THRESHOLDS),
        **_neighbours(playbook, found),
    }
    return render(request, "playbook/rule.html", context)


def _promises(person: Person, playbook: Playbook) -> list[promising.Promise]:
    """What is promised to customers; how it stands, for those who see figures."""
    if may(person, metrics.SEE):
        return promising.promises(playbook)
    return [promising.Promise(one, None) for one in playbook.commitments]


def _readings(person: Person, version: PlaybookVersion | None) -> list[acknowledging.TeamReading]:
    if version is None or not may(person, access.PUBLISH):
        return []
    return acknowledging.by_team(person, version)


def _found(playbook: Playbook, key: str) -> Rule:
    found = next((rule for rule in playbook.rules if rule.key == key), None)
    if found is None:
        raise Http404
    return found


def _upstream(rule: Rule) -> Line | None:
    if rule.upstream is None or rule.upstream == "always":
        return None
    return in_words(rule.upstream)


def _by_verdict(playbook: Playbook, rule: Rule) -> dict[str, list[Any]]:
    shown = threads(playbook, rule)
    return {
        verdict: [thread for thread in shown if thread.example.verdict == verdict]
        for verdict in ("match", "no_match", "borderline")
    }


def _conversations(request: HttpRequest, rule: Rule) -> str:
    """Where to read the recent conversations in which the rule found something, if one may."""
    if not may(request.user, conversations.SEE):
        return ""
    asked = urlencode({"situation": rule.key, "period": "4w"})
    return f"{reverse('conversations:list')}?{asked}"


def _neighbours(playbook: Playbook, rule: Rule) -> dict[str, Rule | None]:
    place = playbook.rules.index(rule)
    following = playbook.rules[place + 1 :]
    return {
        "previous": playbook.rules[place - 1] if place else None,
        "next": following[0] if following else None,
    }
