"""Days whose only change is the playbook: judged again from the facts they have, without reading their messages again.

A playbook judges what was read: it changes moments, and neither turns nor conversations. Days are told apart by the
ground their version names (``reading.ground``): another text, model, tree or schema is read the long way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.utils import timezone

from boussole.adapters.facts import FactStore
from boussole.core import facts
from boussole.core.facts import Frame
from boussole.features.conversations import reading
from boussole.features.conversations.reading import JudgedAgain
from boussole.features.metrics.models import FactDay

# Days are judged together up to this many turns: a batch costs much the same as a day, and memory stays flat.
BATCH_TURNS = 100_000


def judged_otherwise(store: FactStore, days: Iterable[date], frame: Frame) -> list[FactDay]:
    """Among stale days whose conversations did not change, those that another playbook alone makes stale."""
    ground, kept = reading.ground(frame), set(store.keys())
    built = FactDay.objects.filter(day__in=list(days), state=FactDay.State.BUILT).order_by(
        "version", "day"
    )
    return [
        row
        for row in built
        if reading.ground_of(row.version) == ground and row.day.isoformat() in kept
    ]


def grouped(days: Iterable[FactDay]) -> Iterator[list[FactDay]]:
    """Several small days of one version together; a long day stands alone."""
    for _, same in groupby(days, key=attrgetter("version")):
        group: list[FactDay] = []
        for day in same:
            group.append(day)
            if sum(one.turns for one in group) >= BATCH_TURNS:
                yield group
                group = []
        if group:
            yield group


def judge_again(store: FactStore, group: Sequence[FactDay], frame: Frame) -> None:
    """Judge some days of one version with the playbook of ``frame``: their moments, and what lists show of them."""
    keys = [day.day.isoformat() for day in group]
    stored = store.read(keys)
    moments = facts.judge(stored.turns, stored.conversations, frame.playbook)
    # Lists first: after a crash, moments that were not replaced yet still say which lists they differ from.
    judged = JudgedAgain(replace(stored, moments=moments), stored.moments, group[0].version)
    reading.refresh_situations(judged, frame)
    store.replace_moments(keys, moments)
    now, version = timezone.now(), reading.version(frame)
    FactDay.objects.filter(day__in=[day.day for day in group]).update(version=version, built_at=now)
