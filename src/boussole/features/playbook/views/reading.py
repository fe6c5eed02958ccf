"""The playbook, read as a short book: an index, one page per rule, and its versions."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from boussole.core.playbook import Line, Playbook, Rule, dump, in_words
from boussole.features.conversations import access as conversations
from boussole.features.metrics import access as metrics
from boussole.features.organisation.access import found_or_404, may, requires, signed_in
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.playbook import (
    access,
    acknowledging,
    actions,
    promising,
    queries,
    questions,
    rereading,
)
from boussole.features.playbook.changed import compared
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


@require_GET
@requires(access.READ)
def versions(request: HttpRequest) -> HttpResponse:
    """Every version there has been, and what each changed."""
    found = list(queries.versions())
    playbooks = [acknowledging.playbook_of(version) for version in found]
    rows = [
        (version, compared(before, after) if before else [])
        for version, after, before in zip(found, playbooks, [*playbooks[1:], None], strict=True)
    ]
    context = {"rows": rows, "may_publish": may(request.user, access.PUBLISH)}
    return render(request, "playbook/versions.html", context)


@require_GET
@requires(access.PUBLISH)
def reread(request: HttpRequest, number: int) -> HttpResponse:
    """What the latest weeks would hold with a version, beside what was found when they were read."""
    version = found_or_404(queries.versions(), number=number)
    last = version.rereadings.order_by("-pk").first()
    names = {rule.key: rule.name for rule in acknowledging.playbook_of(version).rules}
    return render(
        request, "playbook/reread.html", {"version": version, "last": last, "names": names}
    )


@require_POST
@requires(access.PUBLISH)
def ask_reread(request: HttpRequest, number: int) -> HttpResponse:
    """Have the latest weeks read again with a version, aside."""
    version = found_or_404(queries.versions(), number=number)
    rereading.ask(version, by=signed_in(request))
    return redirect("playbook:reread", number=number)


@require_GET
@requires(access.READ)
def export(request: HttpRequest) -> HttpResponse:
    """The version in force as a file that can be brought in again."""
    playbook = queries.playbook_in_force()
    record(signed_in(request), actions.EXPORTED, "playbook:version", number=playbook.version)
    answer = HttpResponse(dump(playbook), content_type="application/yaml; charset=utf-8")
    name = f"playbook-{playbook.version}.yaml"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@requires(access.READ)
def acknowledge(request: HttpRequest) -> HttpResponse:
    """Say that one has read the version in force."""
    version = queries.version_in_force()
    if version is not None and request.POST.get("version") == str(version.number):
        acknowledging.acknowledge(version, by=signed_in(request))
        messages.success(request, _("Merci, c’est noté."))
    return redirect("playbook:index")


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
