"""Numbers as ``components/number.html`` shows them: with n, interval and how to read them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.core import wording
from boussole.core.metrics import METRICS, Estimate, Interval
from boussole.core.metrics.words import shown
from boussole.features.conversations.forms import said


def of_estimate(found: Estimate) -> dict[str, Any]:
    """What ``components/number.html`` shows of a score."""
    metric = METRICS[found.metric]
    sample = ngettext("%(n)s réponse", "%(n)s réponses", found.n) % {
        "n": said(wording.number(found.n))
    }
    number: dict[str, Any] = {
        "label": said(metric.label), "sample": sample, "words": said(metric.reading), "state": "insufficient",
    }  # fmt: skip
    if found.value is None:
        return number
    least, most = _axis(found)
    return number | {
        "state": "usual",
        "value": said(shown(metric, found.value)),
        "at": found.value,
        "low": found.low,
        "high": found.high,
        "minimum": least,
        "maximum": most,
        "range_text": _("entre %(low)s et %(high)s")
        % {"low": said(shown(metric, found.low)), "high": said(shown(metric, found.high))},
    }


def _axis(found: Estimate) -> tuple[float, float]:
    """From end to end of the metric's own scale."""
    metric = METRICS[found.metric]
    if metric.unit == "score":
        return -100.0, 100.0
    return (0.0, 1.0) if metric.unit == "share" else (1.0, 7.0 if "ces" in metric.name else 5.0)


def of_share(found: Interval, *, label: str, sample: str, words: str) -> dict[str, Any]:
    """The same of a share that no metric declares."""
    number: dict[str, Any] = {
        "label": label, "sample": sample, "words": words, "state": "insufficient",
    }  # fmt: skip
    if found.value is None:
        return number
    low, high = found.low or 0.0, found.high or 0.0
    return number | {
        "state": "usual",
        "value": said(wording.percent(found.value)),
        "at": found.value,
        "low": low,
        "high": high,
        "minimum": 0.0,
        "maximum": 1.0,
        "range_text": _("entre %(low)s et %(high)s")
        % {"low": said(wording.percent(low)), "high": said(wording.percent(high))},
    }
