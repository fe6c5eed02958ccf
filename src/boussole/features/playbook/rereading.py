"""Reading the past again with another version: stored beside what was read then, never in its place."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import polars as pl
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from boussole.adapters.facts import Archive
from boussole.core.playbook import Playbook, evaluate
from boussole.features.metrics import facts
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.playbook import actions
from boussole.features.playbook.acknowledging import playbook_of
from boussole.features.playbook.models import PlaybookVersion, Rereading

WEEKS = 12
# A rereading holds passages: it answers a question of the moment and is not kept for long.
KEPT = timedelta(days=90)
State = Rereading.State


@dataclass(frozen=True)
class Compared:
    """One rule: conversations it finds, those that were found when they were read, and what differs."""

    rule: str
    found: int
    then: int
    new: int
    gone: int


@transaction.atomic
def ask(version: PlaybookVersion, *, by: Person) -> Rereading:
    """Read the latest weeks again with a version, aside; one that is under way is not asked twice."""
    from boussole.features.playbook import tasks

    under_way = version.rereadings.filter(state__in=[State.QUEUED, State.RUNNING]).first()
    if under_way:
        return under_way
    asked = Rereading.objects.create(version=version, asked_by=by)
    record(by, actions.REREAD, version, number=version.number)
    transaction.on_commit(partial(tasks.reread, asked.pk))
    return asked


def path_of(rereading: Rereading) -> Path:
    """Where what a rereading found is kept (``schemas.MOMENTS``)."""
    return Path(settings.FACTS_DIR) / "rereadings" / f"{rereading.pk:06d}.parquet"


def reread(asked: Rereading) -> None:
    """Do the work; one that fails says so, and its error goes on."""
    Rereading.objects.filter(pk=asked.pk).update(state=State.RUNNING)
    try:
        _reread(asked)
    except Exception:
        Rereading.objects.filter(pk=asked.pk).update(state=State.FAILED)
        raise


def _reread(asked: Rereading) -> None:
    in_use = facts.in_use()
    span = in_use.archive.span() if in_use else None
    if in_use and span:
        asked.until = span.last + timedelta(microseconds=1)
        asked.since = asked.until - timedelta(weeks=WEEKS)
        playbook = playbook_of(asked.version)
        found, asked.conversations = _found(in_use.archive, playbook, asked.since)
        _keep(asked, found)
        then = in_use.archive.moments(asked.since, asked.until)
        asked.counts = [asdict(one) for one in _compared(playbook, found, then)]
    asked.state = State.DONE
    asked.save()


def _found(archive: Archive, playbook: Playbook, since: datetime) -> tuple[pl.DataFrame, int]:
    """Week after week, so that memory stays flat."""
    weeks, conversations = [], 0
    for number in range(WEEKS):
        start = since + timedelta(weeks=number)
        contacts = archive.contacts(start, start + timedelta(weeks=1))
        turns = archive.turns(contacts["conversation_id"].to_list())
        weeks.append(evaluate(playbook, turns, contacts))
        conversations += contacts.height
    return pl.concat(weeks), conversations


def _keep(asked: Rereading, found: pl.DataFrame) -> None:
    path = path_of(asked)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    found.write_parquet(fresh, compression="zstd")
    fresh.replace(path)


def _compared(playbook: Playbook, found: pl.DataFrame, then: pl.DataFrame) -> list[Compared]:
    now, before = _by_rule(found), _by_rule(then)
    keys = dict.fromkeys([*(rule.key for rule in playbook.rules), *sorted(before)])
    nothing: frozenset[str] = frozenset()
    return [
        Compared(
            rule=key,
            found=len(now.get(key, nothing)),
            then=len(before.get(key, nothing)),
            new=len(now.get(key, nothing) - before.get(key, nothing)),
            gone=len(before.get(key, nothing) - now.get(key, nothing)),
        )
        for key in keys
    ]


def _by_rule(moments: pl.DataFrame) -> dict[str, frozenset[str]]:
    grouped = moments.group_by("rule").agg(pl.col("conversation_id"))
    return {rule: frozenset(ids) for rule, ids in grouped.iter_rows()}


def forget_old() -> int:
    """Delete rereadings older than ``KEPT`` with their files; return how many."""
    old = list(Rereading.objects.filter(asked_at__lt=timezone.now() - KEPT))
    for one in old:
        path_of(one).unlink(missing_ok=True)
        one.delete()
    return len(old)
