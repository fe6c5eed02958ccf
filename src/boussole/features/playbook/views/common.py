"""What the pages of the editor share: the rule as the draft has it, its tabs, and what is said once it is kept."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from boussole.core.playbook import Rule
from boussole.features.conversations.forms import said
from boussole.features.organisation.views.common import Tab, done
from boussole.features.playbook import drafting
from boussole.features.playbook.drafts import Draft, draft


def rule_of_draft(key: str) -> tuple[Draft, Rule]:
    current = draft()
    rule = current.rule(key)
    if rule is None:
        raise Http404
    return current, rule


def said_kept(request: HttpRequest, step: object) -> None:
    if step is not None:
        done(request, _("Gardé dans le brouillon."), reverse("playbook:undo"))


def page(
    request: HttpRequest, name: str, current: Draft, rule: Rule, context: dict[str, Any]
) -> HttpResponse:
    places = (
        (_("Ce qui est cherché"), "playbook:edit", None),
        (_("Ce qui est dit"), "playbook:edit_texts", None),
        (_("Exemples"), "playbook:edit_examples", len(rule.examples)),
    )
    tabs = [
        Tab(label, url, request.path == url or (count is not None and request.path.startswith(url)), count)
        for label, url, count in (
            (label, reverse(place, args=[rule.key]), count) for label, place, count in places
        )
    ]  # fmt: skip
    shared = {
        "rule": rule,
        "name": said(rule.name) or rule.key,
        "tabs": tabs,
        "changed": current.touches(rule.key),
        "in_force": any(one.key == rule.key for one in current.base.rules),
        "missing": drafting.gaps_of(current).get(rule.key, ()),
    }
    return render(request, f"playbook/edit/{name}.html", {**shared, **context})
