"""An initiative's page in words: what is true now, and what was measured, for whoever may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boussole.core.metrics import METRICS
from boussole.core.text import Text
from boussole.features.conversations.forms import said
from boussole.features.initiatives import access
from boussole.features.initiatives.models import Initiative, Measurement, Trial
from boussole.features.initiatives.queries import Shown
from boussole.features.metrics.presenting import honest_number
from boussole.features.organisation.models import Person

State = Initiative.State


@dataclass(frozen=True)
class Figures:
    """A trial's metric: before and during as honest numbers, and what may be said; empty until it is counted."""

    metric: str
    before: dict[str, Any] | None = None
    during: dict[str, Any] | None = None
    words: str = ""


def sentence(shown: Shown, today: date) -> str:
    """Where an initiative stands, in one sentence."""
    trial = shown.trial
    match shown.initiative.state:
        case State.ANNOUNCED if trial is not None:
            return _announced(trial, today)
        case State.OBJECTED:
            return _("Un manager a une objection et propose d’essayer autrement.")
        case State.TRIED if trial is not None:
            return _tried(trial, today)
        case State.TOLD if shown.telling is not None:
            words = _("Essayée, puis %(outcome)s.")
            return words % {"outcome": shown.telling.get_outcome_display()}
        case State.WITHDRAWN:
            return _("Retirée : vous seul la voyez.")
        case _:
            return _("Proposée : son auteur peut annoncer un essai.")


def _announced(trial: Trial, today: date) -> str:
    days = {"start": _day(trial.starts_on), "end": _day(trial.ends_on)}
    if trial.is_open_to_objections(today) and trial.objections_until:
        words = _(
            "Essai annoncé du %(start)s au %(end)s ; sans objection d’ici le %(until)s, il a lieu."
        )
        return words % {**days, "until": _day(trial.objections_until)}
    return _("Essai annoncé du %(start)s au %(end)s.") % days


def _tried(trial: Trial, today: date) -> str:
    if trial.ends_on < today:
        return _("Essai terminé le %(end)s : il reste à raconter.") % {"end": _day(trial.ends_on)}
    return _("À l’essai jusqu’au %(end)s.") % {"end": _day(trial.ends_on)}


def figures(person: Person, trial: Trial | None) -> Figures | None:
    """What was measured of a trial, for whoever may read it; nothing without a metric."""
    if trial is None or trial.metric not in METRICS or trial.started_on is None:
        return None
    if not access.may_read_figures(person, trial):
        return None
    metric = METRICS[trial.metric]
    label = said(metric.label)
    found: Measurement | None = getattr(trial, "measurement", None)
    if found is None:
        return Figures(label, words=_("Rien n’est encore mesuré : cela se fait chaque jour."))
    read = found.read
    before = honest_number(metric, read.before.estimate(metric.name), label=_("Avant l’essai"))
    during = honest_number(metric, read.during.estimate(metric.name), label=_("Pendant l’essai"))
    return Figures(label, *same_axis(before, during), words=said(read.said))


def same_axis(one: dict[str, Any], other: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Two numbers drawn on one axis, so that they can be compared by eye."""
    drawn = [number for number in (one, other) if "minimum" in number]
    if not drawn:
        return one, other
    axis = {
        "minimum": min(number["minimum"] for number in drawn),
        "maximum": max(number["maximum"] for number in drawn),
    }
    return {**one, **axis}, {**other, **axis}


def metric_name(trial: Trial | None) -> str:
    """What a trial looks at, in words; empty without a metric."""
    known = METRICS.get(trial.metric) if trial else None
    label: Text | None = known.label if known else None
    return said(label) if label else ""


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
