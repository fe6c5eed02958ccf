"""Building facts from records: which days are stale, and rebuilding them."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boussole.adapters.facts import FactStore
from boussole.core import facts
from boussole.core.conversations import Conversation
from boussole.core.facts import Facts
from boussole.features.conversations import queries as conversations
from boussole.features.conversations import reading
from boussole.features.conversations import services as conversation_services
from boussole.features.metrics import judging_again
from boussole.features.metrics.models import FactDay
from boussole.features.organisation import actions
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person

# Days are read together up to this many conversations: a batch costs much the same as a day.
BATCH = 2_000
REBUILD_ASKED = actions.action(
    "metrics.rebuild_asked", _("a demandé de recalculer les indicateurs")
)
Notify = Callable[["Progress"], None]


@dataclass(frozen=True)
class Progress:
    """How far a rebuild got: days done of those that were stale."""

    done: int
    total: int


def fact_store() -> FactStore:
    """Where this deployment keeps its facts."""
    return FactStore(Path(settings.FACTS_DIR))


@transaction.atomic
def mark_stale(days: Iterable[date]) -> None:
    """Say that the facts of these days no longer say what the records say."""
    FactDay.objects.bulk_create(
        [FactDay(day=day) for day in sorted(set(days))],
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["state"],
    )


def ask_rebuild(by: Person) -> None:
    """Build every stale day again, in the background, because someone asked."""
    from boussole.features.metrics import tasks

    with transaction.atomic():
        mark_stale(conversations.days())
        record(by, REBUILD_ASKED, "metrics:facts")
        transaction.on_commit(tasks.rebuild)


def stale_days() -> list[date]:
    """Days to build: changed since, never built, read under another frame, or emptied of records."""
    version = reading.version(reading.frame())
    known = {row.day: row for row in FactDay.objects.all()}
    wanted = set(conversations.days())
    old = {
        day
        for day, row in known.items()
        if row.state != FactDay.State.BUILT or row.version != version or day not in wanted
    }
    return sorted(old | set(conversations.changed_days()) | (wanted - known.keys()))


def rebuild_stale(notify: Notify = lambda _progress: None) -> int:
    """Build every stale day from its records, swap the partitions in, link contacts; return how many.

    A conversation changed meanwhile keeps its day stale for the next time. One process at a time: a
    second one waits, then finds nothing left to do.
    """
    with _alone():
        revisions = conversations.changed_days()
        days = stale_days()
        if not days:
            return 0
        store, done = fact_store(), 0
        # What the last rebuild left behind has had its readers; none holds it any more.
        store.sweep()
        for built in _rebuilt(store, days, revisions):
            done += built
            notify(Progress(done, len(days)))
        store.consolidate()
        return len(days)


def _rebuilt(store: FactStore, days: list[date], revisions: dict[date, int]) -> Iterator[int]:
    """Build days, a few at a time; say how many each time. The quick ones, judged again only, come first."""
    frame = reading.frame()
    unchanged = set(conversations.days()) & set(days) - revisions.keys()
    quick = judging_again.judged_otherwise(store, unchanged, frame)
    for some in judging_again.grouped(quick):
        judging_again.judge_again(store, some, frame)
        yield len(some)
    done = {one.day for one in quick}
    for group in _grouped([day for day in days if day not in done]):
        _build(store, group)
        conversation_services.forget_changed_days(
            {day: revisions[day] for day in group if day in revisions}
        )
        yield len(group)


Nouns = dict[date, list[Conversation]]


def _grouped(days: list[date]) -> Iterator[Nouns]:
    """The conversations of each day, several small days together; a long day stands alone."""
    group: Nouns = {}
    for day in days:
        group[day] = list(conversations.of_day(day, batch=BATCH))
        if sum(map(len, group.values())) >= BATCH:
            yield group
            group = {}
    if group:
        yield group


def _build(store: FactStore, group: Nouns) -> None:
    version = reading.version(reading.frame())
    built = _facts_by_day(group)
    store.write_many({day.isoformat(): found for day, found in built.items()})
    emptied = [day for day in group if day not in built]
    for day in emptied:
        store.drop(day.isoformat())
    FactDay.objects.filter(day__in=emptied).delete()
    FactDay.objects.bulk_create(
        [_fact_day(day, found, version) for day, found in built.items()],
        update_conflicts=True,
        unique_fields=["day"],
        update_fields=["state", "version", "conversations", "turns", "built_at"],
    )


def _fact_day(day: date, found: Facts, version: str) -> FactDay:
    return FactDay(
        day=day,
        state=FactDay.State.BUILT,
        version=version,
        conversations=found.conversations.num_rows,
        turns=found.turns.num_rows,
        built_at=timezone.now(),
    )


def _facts_by_day(group: Nouns) -> dict[date, Facts]:
    """Read all days in as few batches as possible; a day without a conversation has no facts."""
    nouns = [noun for of_day in group.values() for noun in of_day]
    if not nouns:
        return {}
    batches = [nouns[start : start + BATCH] for start in range(0, len(nouns), BATCH)]
    whole = facts.joined([facts.read(batch, reading.frame()) for batch in batches])
    return {day: whole.of(noun.id for noun in of_day) for day, of_day in group.items() if of_day}


@contextmanager
def _alone() -> Iterator[None]:
    """Keep other processes of this machine from writing facts at the same time."""
    folder = Path(settings.FACTS_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "writing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
