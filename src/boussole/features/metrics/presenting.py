"""Figures as people read them: an honest number is never a bare percentage."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.core import wording
from boussole.core.brief.models import Quote
from boussole.core.metrics import (
    Change,
    Estimate,
    Friction,
    Interval,
    Metric,
    expected_false_alarms_per_year,
)
from boussole.core.metrics.words import shown
from boussole.core.reasons import ORIGINS, STEPS, ReasonTree
from boussole.core.text import Text
from boussole.features.conversations.forms import CHANNEL_NAMES, reason_name, said

# A whisker's axis leaves this much of its span free on each side.
MARGIN = 0.15


def link(name: str, *args: object, **asked: object) -> str:
    """The address of a page with what is asked of it; empty values are left out."""
    kept = {key: value for key, value in asked.items() if value not in {None, ""}}
    address = reverse(name, args=args)
    return f"{address}?{urlencode(kept)}" if kept else address


def period_text(monday: date, days: int = 7) -> str:
    """A span of days as the list of conversations reads it."""
    return f"{monday.isoformat()}..{(monday + timedelta(days=days - 1)).isoformat()}"


def quote_url(quote: Quote) -> str:
    """The turn a quotation was taken from."""
    return (
        reverse("conversations:conversation", args=[quote.conversation_id]) + f"#turn-{quote.turn}"
    )


def honest_number(
    metric: Metric, found: Estimate, change: Change | None = None, href: str = "", label: str = ""
) -> dict[str, Any]:
    """What ``components/number.html`` shows of an estimate, with its usual variation when known."""
    number: dict[str, Any] = {
        "label": label or said(metric.label),
        "href": href,
        "sample": sample(metric, found),
        "words": words(metric, found, change),
        "state": "insufficient",
    }
    if found.value is None:
        return number
    usual = change if change is not None and change.kind != "not_enough" else None
    low, high = usual.low if usual else None, usual.high if usual else None
    bounds = [found.value, found.low, found.high, low, high]
    least, most = span([value for value in bounds if value is not None])
    return number | {
        "state": "real" if usual and usual.kind == "real" else "usual",
        "value": said(shown(metric, found.value)),
        "at": found.value,
        "low": found.low,
        "high": found.high,
        "minimum": least,
        "maximum": most,
        "usual_low": low,
        "usual_high": high,
        "range_text": range_text(metric, found),
    }


def span(values: Sequence[float]) -> tuple[float, float]:
    """An axis around some values, never of no length."""
    least, most = min(values), max(values)
    margin = MARGIN * (most - least) or abs(most) * MARGIN or 1.0
    return least - margin, most + margin


def sample(metric: Metric, found: Estimate) -> str:
    """How much the figure rests on, and what could not be counted."""
    parts = [] if metric.kind == "count" else [f"n = {said(wording.number(found.n))}"]
    if found.unknown_n:
        number = said(wording.number(found.unknown_n))
        parts.append(_("%(number)s inconnus") % {"number": number})
    if found.immature_n:
        number = said(wording.number(found.immature_n))
        parts.append(_("%(number)s pas encore mûrs") % {"number": number})
    return " · ".join(parts)


def range_text(metric: Metric, found: Estimate | Interval) -> str:
    """The interval in words, or nothing."""
    if found.low is None or found.high is None:
        return ""
    return _("entre %(low)s et %(high)s") % {
        "low": said(shown(metric, found.low)),
        "high": said(shown(metric, found.high)),
    }


def words(metric: Metric, found: Estimate, change: Change | None) -> str:
    """What to think of a figure."""
    if found.state == "immature":
        return _("pas encore mûr")
    if found.state == "insufficient":
        return _("moins de %(number)d, rien ne se conclut") % {"number": metric.minimum_n}
    if change is None:
        return range_text(metric, found)
    if change.kind == "not_enough":
        return _("trop peu de semaines pour juger")
    if change.kind == "usual":
        return _("dans la variation habituelle")
    above = (change.value or 0.0) > (change.usual or 0.0)
    return _("plus que d’habitude, c’est réel") if above else _("moins que d’habitude, c’est réel")


def usual_sentence(metric: Metric, change: Change) -> str:
    """The verdict on the last judged week, in one sentence."""
    if change.kind == "not_enough":
        return {
            "immature": _("La semaine n’est pas encore mûre : le verdict attend."),
            "short_baseline": _("Il faut six semaines comparables pour juger d’un changement."),
        }.get(change.why, _("Trop peu de réponses ou de contacts pour juger d’un changement."))
    figures = {
        "week": said(wording.week(change.week)) if change.week else "",
        "value": said(shown(metric, change.value)),
        "low": said(shown(metric, change.low)),
        "high": said(shown(metric, change.high)),
    }
    if change.kind == "usual":
        return (
            _(
                "%(value)s pendant la %(week)s : dans la variation habituelle, de %(low)s à %(high)s."
            )
            % figures
        )
    return (
        _("%(value)s pendant la %(week)s, hors de la variation habituelle (%(low)s à %(high)s).")
        % figures
    )


def false_alarms(changes: Iterable[Change]) -> str:
    """How often charts would cry wolf, as they write it under themselves."""
    expected = expected_false_alarms_per_year(list(changes))
    if not expected:
        return ""
    if expected < 1:
        years = max(2, round(1 / expected))
        return _("Fausse alerte attendue : une tous les %(years)d ans au plus.") % {"years": years}
    return _("Fausses alertes attendues : %(number)s par an au plus.") % {
        "number": said(wording.number(expected, 1))
    }


def struggling(friction: Friction) -> str:
    """What a friction costs customers, in one sentence."""
    counts = friction.counts
    customers = ngettext(
        "%(number)s client touché", "%(number)s clients touchés", counts.struggling_customers
    ) % {"number": said(wording.number(counts.struggling_customers))}
    figures = {
        "customers": customers,
        "total": said(wording.number(counts.customers)),
        "share": said(wording.percent(friction.share.value or 0.0)),
        "low": said(wording.percent(friction.share.low or 0.0)),
        "high": said(wording.percent(friction.share.high or 0.0)),
    }
    return _("%(customers)s sur %(total)s, soit %(share)s (entre %(low)s et %(high)s)") % figures


def evolution(friction: Friction) -> str:
    """How a friction compares with the eight weeks before, when it can be said."""
    if friction.before.value is None:
        return _("nouveau cette semaine")
    before = said(wording.percent(friction.before.value))
    if friction.grew:
        return _("en hausse, contre %(before)s les 8 semaines d’avant") % {"before": before}
    if friction.eased:
        return _("en baisse, contre %(before)s les 8 semaines d’avant") % {"before": before}
    return _("comme les 8 semaines d’avant (%(before)s)") % {"before": before}


def expressed(friction: Friction) -> list[str]:
    """What the struggling customers expressed, the most frequent first."""
    counts = friction.counts
    found = [
        (counts.effort, _("effort exprimé : %(number)s")),
        (counts.dissatisfied, _("insatisfaction nette : %(number)s")),
        (counts.repeated, _("contact répété : %(number)s")),
    ]
    return [
        text % {"number": said(wording.number(number))}
        for number, text in sorted(found, key=lambda pair: -pair[0])
        if number
    ]


def name_of(dimension: str, key: str | None, tree: ReasonTree | None = None) -> str:
    """A team, channel, reason, step or origin, as people call it; ``tree`` is given by who names many."""
    if key is None:
        return _("inconnu")
    if dimension == "reason":
        return reason_name(key, tree)
    if dimension == "channel":
        return str(CHANNEL_NAMES.get(key, key))
    texts: dict[str, Text] = {}
    if dimension in {"step", "origin"}:
        texts = {str(name): text for name, text in (*STEPS.items(), *ORIGINS.items())}
    return said(texts[key]) if key in texts else key
