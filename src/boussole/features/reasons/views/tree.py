"""The whole tree of reasons, as people manage it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from boussole.core import wording
from boussole.core.reasons import ORIGINS, STEPS, Demand, Reason, ReasonFamily, ReasonTree
from boussole.features.conversations import queries as conversations
from boussole.features.conversations.forms import reason_name, said
from boussole.features.organisation.access import requires, scope_of, signed_in
from boussole.features.organisation.actions import words_for
from boussole.features.organisation.models import Person
from boussole.features.organisation.views.common import done
from boussole.features.reasons import access, queries, services
from boussole.features.reasons.errors import ReasonsError
from boussole.features.reasons.models import TreeVersion
from boussole.features.reasons.views.common import page
from boussole.features.reasons.views.learnt import panel

COUNTED = timedelta(weeks=12)
# In a column of its own, where ``DEMANDS`` would say the same words thirty times.
KINDS: dict[Demand, Promise] = {"failure": gettext_lazy("échec"), "value": gettext_lazy("valeur")}


@dataclass(frozen=True)
class Line:
    """One reason in words; ``contacts`` is nothing for who sees no contact."""

    key: str
    label: str
    step: str
    origin: str
    demand: str
    contacts: int | None


@dataclass(frozen=True)
class Group:
    """One family in words, with its reasons."""

    key: str
    label: str
    lines: list[Line]


@require_GET
@requires(access.MANAGE)
def tree(request: HttpRequest) -> HttpResponse:
    """Families and their reasons; what is archived stands apart."""
    person = signed_in(request)
    last = queries.version_in_force()
    shown = queries.tree_of(last)
    counts = _counts(person)
    context: dict[str, Any] = {
        "groups": [_group(family, counts) for family in shown.offered],
        "families": len(shown.offered),
        "reasons": len(shown.active),
        "counted": counts is not None,
        "archived_reasons": _archived(shown),
        "archived_families": [
            (family.key, said(family.label)) for family in shown.families if family.archived
        ],
        "last": last,
        "last_words": words_for(last.change) if last else "",
        "last_about": _name(shown, last) if last else "",
        "learnt": panel(shown),
        **_unknown(counts),
    }
    return page(request, "tree.html", context)


@require_POST
@requires(access.MANAGE)
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take the last change back; undone itself, it is made again."""
    try:
        services.undo(number, by=signed_in(request))
    except ReasonsError as problem:
        messages.error(request, str(problem))
    else:
        done(request, _("La dernière modification est annulée."))
    return redirect("reasons:tree")


def _counts(person: Person) -> dict[str, int] | None:
    if scope_of(person).is_empty:
        return None
    return conversations.reasons_since(person, timezone.now() - COUNTED)


def _unknown(counts: dict[str, int] | None) -> dict[str, Any]:
    total = sum(counts.values()) if counts else 0
    if not counts or not total:
        return {"contacts": 0}
    share = counts.get("", 0) / total
    return {"contacts": total, "unknown": said(wording.percent(share))}


def _group(family: ReasonFamily, counts: dict[str, int] | None) -> Group:
    lines = [_line(reason, counts) for reason in family.reasons]
    return Group(family.key, said(family.label), lines)


def _line(reason: Reason, counts: dict[str, int] | None) -> Line:
    return Line(
        key=reason.key,
        label=said(reason.label),
        step=said(STEPS[reason.step]) if reason.step else "",
        origin=said(ORIGINS[reason.origin]) if reason.origin else "",
        demand=str(KINDS[reason.demand]) if reason.demand else "",
        contacts=None if counts is None else counts.get(reason.key, 0),
    )


def _archived(tree: ReasonTree) -> list[tuple[str, str, str]]:
    """Reasons archived in a family that is not: their key, name and family."""
    return [
        (reason.key, said(reason.label), said(family.label))
        for family in tree.families
        if not family.archived
        for reason in family.reasons
        if reason.archived
    ]


def _name(tree: ReasonTree, last: TreeVersion) -> str:
    """What the last change was about, in words; nothing when it is no longer there."""
    if last.about in tree:
        return reason_name(last.about, tree)
    return next((said(one.label) for one in tree.families if one.key == last.about), "")
