"""The thresholds of rules: what each would find, and moving one."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from boussole.adapters.reports.curves import curve_chart
from boussole.core import wording
from boussole.core.metrics import Interval
from boussole.core.playbook import Rule
from boussole.core.playbook.curves import Curve, Point, gold_curves
from boussole.features.conversations.forms import language, said
from boussole.features.learning import measuring
from boussole.features.learning.figures import LEAST, figures, range_text
from boussole.features.organisation.access import may, requires, signed_in
from boussole.features.organisation.views.common import done
from boussole.features.playbook import access as playbook_access
from boussole.features.playbook import services as playbook_services
from boussole.features.playbook.errors import PlaybookFeatureError
from boussole.features.playbook.queries import playbook_in_force, version_in_force


@dataclass(frozen=True)
class Row:
    """A threshold as the table writes it."""

    at: str
    value: float
    precision: str
    precision_range: str
    false_positives: str
    recall: str
    recall_range: str
    lead_messages: str
    lead_time: str
    current: bool


@dataclass(frozen=True)
class Choice:
    """A threshold that may be published, and what it would change in the latest weeks."""

    value: float
    at: str
    effect: str
    current: bool


@require_GET
@requires(playbook_access.SEE_THRESHOLDS)
def thresholds(request: HttpRequest) -> HttpResponse:
    """Every rule with its threshold and how often it is right."""
    playbook = playbook_in_force()
    rules = {rule.key: rule for rule in playbook.rules}
    rows = [
        (figure, said(wording.number(rules[figure.name].threshold, 2)))
        for figure in figures(playbook).rules
    ]
    return render(request, "learning/thresholds.html", {"rows": rows, "least": LEAST})


@require_GET
@requires(playbook_access.SEE_THRESHOLDS)
def threshold(request: HttpRequest, key: str) -> HttpResponse:
    """What a rule finds along its thresholds, on the gold conversations and on what people judged."""
    rule = _found(key)
    measured_key = measuring.current_key(key)
    measured = measuring.of_rule(key, measured_key)
    own = tuple(measuring.points(measured)) if measured else ()
    enough = bool(own) and own[0].clean + own[0].right + own[0].missed >= LEAST
    gold = gold_curves().get(key)
    context: dict[str, Any] = {
        "rule": rule,
        "at": said(wording.number(rule.threshold, 2)),
        "version": version_in_force(),
        "gold": gold,
        "gold_chart": curve_chart(gold.points, rule.threshold, language()) if gold else None,
        "gold_rows": _rows(gold.points, rule) if gold else [],
        "gold_having": gold.points[0].right + gold.points[0].missed if gold else 0,
        "measured": measured,
        "has_facts": bool(measured_key),
        "own_judged": own[0].clean + own[0].right + own[0].missed if own else 0,
        "own_chart": curve_chart(own, rule.threshold, language()) if enough else None,
        "own_rows": _rows(own, rule) if enough else [],
        "choices": _choices(measured, rule) if measured else [],
        "least": LEAST,
        "may_publish": may(request.user, playbook_access.PUBLISH),
    }
    answer = render(request, "learning/threshold.html", context)
    if "HX-Request" in request.headers and measured and measured.state != measured.State.QUEUED:
        answer["HX-Refresh"] = "true"  # the charts too have something new to show
    return answer


@require_POST
@requires(playbook_access.SEE_THRESHOLDS)
def measure(request: HttpRequest, key: str) -> HttpResponse:
    """Have the thresholds of a rule measured, aside."""
    del request
    rule = _found(key)
    measured_key = measuring.current_key(rule.key)
    if measured_key:
        measuring.ask_measure(rule.key, measured_key)
    return redirect("learning:threshold", key=rule.key)


@require_POST
@requires(playbook_access.PUBLISH)
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """Publish the playbook with another threshold; the notice offers to put the last one back."""
    rule = _found(key)
    try:
        wanted = float(request.POST.get("threshold") or request.GET.get("threshold") or "")
        playbook_services.move_threshold(key, wanted, by=signed_in(request))
    except ValueError:
        messages.error(request, _("Choisissez un seuil."))
    except PlaybookFeatureError as problem:
        messages.error(request, str(problem))
    else:
        undo = reverse("learning:publish", args=[key]) + f"?threshold={rule.threshold}"
        text = _("Le seuil est publié ; les conversations sont relues dans quelques minutes.")
        done(request, text, undo)
    return redirect("learning:threshold", key=key)


def _found(key: str) -> Rule:
    found = next((rule for rule in playbook_in_force().rules if rule.key == key), None)
    if found is None:
        raise Http404
    return found


def _rows(points: Curve, rule: Rule) -> list[Row]:
    return [_row(point, rule) for point in points]


def _row(point: Point, rule: Rule) -> Row:
    return Row(
        at=said(wording.number(point.threshold, 2)),
        value=point.threshold,
        precision=_percent(point.precision),
        precision_range=range_text(point.precision),
        false_positives=_percent(point.false_positives),
        recall=_percent(point.recall),
        recall_range=range_text(point.recall),
        lead_messages=_lead(point),
        lead_time=_lead_time(point),
        current=point.threshold == measuring.nearest(rule.threshold),
    )


def _percent(found: Interval) -> str:
    return "–" if found.value is None else said(wording.percent(found.value))


def _lead(point: Point) -> str:
    """How many messages were still to come, in words."""
    if point.lead_messages is None:
        return "–"
    digits = 0 if point.lead_messages.is_integer() else 1
    number = said(wording.number(point.lead_messages, digits))
    return ngettext("%(number)s message", "%(number)s messages", math.ceil(point.lead_messages)) % {
        "number": number
    }


def _lead_time(point: Point) -> str:
    if point.lead_minutes is None:
        return ""
    return said(wording.duration(60 * point.lead_minutes))


def _choices(measured: Any, rule: Rule) -> list[Choice]:
    current = measuring.nearest(rule.threshold)
    return [
        Choice(
            value=one["threshold"],
            at=said(wording.number(one["threshold"], 2)),
            effect=_effect(one),
            current=one["threshold"] == current,
        )
        for one in measured.effects
    ]


def _effect(one: dict[str, Any]) -> str:
    """What a threshold changes, in words."""
    found = ngettext("%(number)s trouvée", "%(number)s trouvées", one["found"])
    found %= {"number": said(wording.number(one["found"]))}
    more = _("%(number)s de plus") % {"number": said(wording.number(one["added"]))}
    fewer = _("%(number)s de moins") % {"number": said(wording.number(one["removed"]))}
    changes = [*([more] if one["added"] else []), *([fewer] if one["removed"] else [])]
    return f"{found} · {', '.join(changes) if changes else _('aucun changement')}"
