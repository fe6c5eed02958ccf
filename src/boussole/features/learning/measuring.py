"""What a rule would find at each threshold: in the latest weeks, and in the situations that people judged.

Done aside by the worker from the stored facts, one week after another, so that memory stays flat.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial

import polars as pl
from django.db import transaction
from django.utils import timezone

from boussole.adapters.facts import Archive
from boussole.core.playbook import Playbook
from boussole.core.playbook.curves import THRESHOLDS, Curve, Point, at_thresholds, curve
from boussole.features.conversations import judgement_queries as judgements
from boussole.features.conversations.judgement_queries import Verdict
from boussole.features.learning.models import ThresholdMeasure
from boussole.features.metrics import facts
from boussole.features.playbook.queries import playbook_in_force

WEEKS = 8
State = ThresholdMeasure.State


@dataclass(frozen=True)
class Effect:
    """How many conversations hold the situation at a threshold, and the difference with the one in force."""

    threshold: float
    found: int
    added: int
    removed: int


def of_rule(rule: str, key: str) -> ThresholdMeasure | None:
    """The measure of a rule, when it was made with what is in use now."""
    return ThresholdMeasure.objects.filter(rule=rule, key=key).first()


def current_key(rule: str) -> str:
    """Name what a measure depends on: facts, playbook, models, and what was judged; empty without facts."""
    in_use = facts.in_use()
    return f"{in_use.key}.{judgements.state_of(rule)}"[:250] if in_use else ""


@transaction.atomic
def ask_measure(rule: str, key: str) -> ThresholdMeasure:
    """Measure the thresholds of a rule in the background, unless that is being done already."""
    from boussole.features.learning import tasks

    known = of_rule(rule, key)
    if known and known.state != State.FAILED:
        return known
    asked, _created = ThresholdMeasure.objects.update_or_create(
        rule=rule, defaults={"key": key, "state": State.QUEUED, "asked_at": timezone.now()}
    )
    transaction.on_commit(partial(tasks.measure, asked.pk))
    return asked


def measure(asked: ThresholdMeasure) -> None:
    """Do the work of a measure; one that fails says so, and its error goes on."""
    try:
        _measure(asked)
    except Exception:
        ThresholdMeasure.objects.filter(pk=asked.pk).update(state=State.FAILED)
        raise


def _measure(asked: ThresholdMeasure) -> None:
    in_use, playbook = facts.in_use(), playbook_in_force()
    span = in_use.archive.span() if in_use else None
    if in_use and span:
        asked.until = span.last + timedelta(microseconds=1)
        asked.since = asked.until - timedelta(weeks=WEEKS)
        found = _found_since(in_use.archive, playbook, asked.rule, asked.since)
        in_force = playbook[asked.rule].threshold
        asked.effects = [asdict(one) for one in _effects(found, in_force)]
        asked.judged = [asdict(point) for point in _judged(in_use.archive, playbook, asked.rule)]
    asked.state = State.DONE
    asked.save()


def _found_since(archive: Archive, playbook: Playbook, rule: str, since: datetime) -> pl.DataFrame:
    weeks = []
    for number in range(WEEKS):
        start = since + timedelta(weeks=number)
        contacts = archive.contacts(start, start + timedelta(weeks=1))
        turns = archive.turns(contacts["conversation_id"].to_list())
        weeks.append(at_thresholds(playbook, rule, turns, contacts))
    return pl.concat(weeks)


def _effects(found: pl.DataFrame, in_force: float) -> list[Effect]:
    """Compare what is found at each threshold with what is found at the nearest step to the one in force."""
    at = {
        step: set(found.filter(pl.col("threshold") == step)["conversation_id"])
        for step in THRESHOLDS
    }
    now = at[nearest(in_force)]
    return [Effect(step, len(at[step]), len(at[step] - now), len(now - at[step])) for step in at]


def nearest(threshold: float) -> float:
    """The step nearest to a threshold."""
    return min(THRESHOLDS, key=lambda step: abs(step - threshold))


def _judged(archive: Archive, playbook: Playbook, rule: str) -> Curve:
    """The curve on what people judged: right or missing holds the situation, wrong does not."""
    said = judgements.judged_situations(rule)
    having = {str(one.conversation) for one in said if one.verdict != Verdict.WRONG}
    without = {str(one.conversation) for one in said} - having
    if not having and not without:
        return ()
    ids = sorted(having | without)
    turns = archive.turns(ids)
    contacts = archive.contacts_of(ids)
    known = set(turns["conversation_id"])
    found = at_thresholds(playbook, rule, turns, contacts)
    return curve(found, turns, having=having & known, without=without & known)


def points(measured: ThresholdMeasure) -> list[Point]:
    """The curve on what people judged, as it was measured."""
    return [Point(**point) for point in measured.judged]
