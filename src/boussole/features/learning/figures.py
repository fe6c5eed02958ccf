"""The figures of the readings of this deployment: what was read, what people said of it, what that gives.

People judge what strikes them: these are no random sample, and the page says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from boussole.adapters.facts import Archive
from boussole.core import wording
from boussole.core.metrics import Interval
from boussole.core.metrics.intervals import wilson
from boussole.core.playbook import Playbook, Rule
from boussole.core.playbook.curves import gold_curves
from boussole.core.signals import SIGNALS, Signal
from boussole.core.signals.published import published
from boussole.features.conversations import judgement_queries as judgements
from boussole.features.conversations.forms import said
from boussole.features.conversations.judgement_queries import Judgements, Subject
from boussole.features.learning.measuring import nearest
from boussole.features.metrics import facts

PERIOD = timedelta(weeks=12)
# Under this many judged, no share is given.
LEAST = 10


@dataclass(frozen=True)
class Share:
    """A share with its interval in words, and how many it rests on; no ``value`` when they are too few."""

    n: int
    value: str = ""
    range: str = ""


@dataclass(frozen=True)
class Figure:
    """One signal or rule: labels read, what people said of them, and how often it is right, here and on gold."""

    name: str
    label: str
    read: int
    judged: Judgements
    own: Share
    gold: Share
    url: str = ""


@dataclass(frozen=True)
class Figures:
    """Every signal and rule, with the days whose contacts are counted."""

    customer: list[Figure]
    agent: list[Figure]
    rules: list[Figure]
    since: datetime | None
    until: datetime | None


def figures(playbook: Playbook) -> Figures:
    """Put together what the page shows."""
    in_use = facts.in_use()
    span = in_use.archive.span() if in_use else None
    until = span.last if span else None
    since = until - PERIOD if until else None
    archive = in_use.archive if in_use else None
    read = _signals_read(archive, since, until)
    moments = _moments_found(archive, since, until)
    told = judgements.counts(Subject.SIGNAL, timezone.now() - PERIOD)
    said_of_rules = judgements.counts(Subject.RULE, timezone.now() - PERIOD)
    return Figures(
        customer=[_signal(one, read, told) for one in SIGNALS if one.side == "customer"],
        agent=[_signal(one, read, told) for one in SIGNALS if one.side == "agent"],
        rules=[_rule(one, moments, said_of_rules) for one in playbook.rules],
        since=since,
        until=until,
    )


def _signals_read(
    archive: Archive | None, since: datetime | None, until: datetime | None
) -> Mapping[str, int]:
    if archive is None or since is None or until is None:
        return {}
    return archive.signals_read(since, until + timedelta(microseconds=1))


def _moments_found(
    archive: Archive | None, since: datetime | None, until: datetime | None
) -> Mapping[str, int]:
    if archive is None or since is None or until is None:
        return {}
    found = archive.moments(since, until + timedelta(microseconds=1))
    return dict(found["rule"].value_counts().iter_rows())


def _signal(signal: Signal, read: Mapping[str, int], told: Mapping[str, Judgements]) -> Figure:
    judged = told.get(signal.name, Judgements())
    gold = published().signals.get(signal.name)
    return Figure(
        name=signal.name,
        label=said(signal.label),
        read=read.get(signal.name, 0),
        judged=judged,
        own=share(judged.right, judged.right + judged.wrong),
        gold=share(gold.right, gold.right + gold.wrong) if gold else Share(0),
    )


def _rule(rule: Rule, found: Mapping[str, int], told: Mapping[str, Judgements]) -> Figure:
    judged = told.get(rule.key, Judgements())
    gold = gold_curves().get(rule.key)
    at = (
        next((p for p in gold.points if p.threshold == nearest(rule.threshold)), None)
        if gold
        else None
    )
    return Figure(
        name=rule.key,
        label=said(rule.name),
        read=found.get(rule.key, 0),
        judged=judged,
        own=share(judged.right, judged.right + judged.wrong),
        gold=share(at.right, at.right + at.wrong) if at else Share(0),
        url=reverse("learning:threshold", args=[rule.key]),
    )


def share(right: int, n: int) -> Share:
    """How often it is right, unless too few were judged."""
    return Share(n) if n < LEAST else _said_share(wilson(right, n), n)


def _said_share(found: Interval, n: int) -> Share:
    return Share(n, said(wording.percent(found.value or 0.0)), range_text(found))


def range_text(found: Interval) -> str:
    """An interval in words, or nothing."""
    if found.low is None or found.high is None:
        return ""
    return _("entre %(low)s et %(high)s") % {
        "low": said(wording.percent(found.low)),
        "high": said(wording.percent(found.high)),
    }
