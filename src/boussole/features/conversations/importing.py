"""Bringing a source's conversations in: in batches, resumable, the same result if done twice.

Each batch is one transaction that also moves the run's position: a crash loses at most the batch it
falls in, and resuming skips what is already stored. Nothing is ever sent to anyone by an import.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from boussole.adapters.sources import Item, Progress, Rejection, SourceError
from boussole.core.conversations import Conversation
from boussole.core.text import Text
from boussole.features.conversations import models, reading
from boussole.features.conversations.storing import Directory, Stored, compare, store

logger = logging.getLogger(__name__)

BATCH = 250
BATCH_TURNS = 20_000
# Beyond this, rejected records are counted but no longer kept: the file itself is at fault.
MOST_REJECTS = 20_000

State = models.ImportRun.State


class Stream(Protocol):
    """What is imported: conversations and rejections, one at a time, and how far the reading got."""

    def __iter__(self) -> Iterator[Item]: ...
    def progress(self) -> Progress: ...


Notify = Callable[[models.ImportRun], None]
# Told inside the transaction of each batch, and when the source ends: what it gave so far is stored.
Kept = Callable[[], None]

UNEXPECTED = Text(
    fr="L’import s’est interrompu sur une erreur inattendue, notée dans le journal. "
    "Ce qui précède est gardé\u00a0; reprenez l’import pour continuer.",
    en="The import stopped on an unexpected error, written to the log. "
    "What came before is kept; resume the import to go on.",
)


def import_conversations(
    run: models.ImportRun,
    source: Stream,
    *,
    notify: Notify = lambda _run: None,
    kept: Kept = lambda: None,
    batch: int = BATCH,
) -> models.ImportRun:
    """Import what ``source`` yields from the run's position on; ``notify`` is told after each batch.

    Ends done, or partial when records were rejected, failed when the source cannot be read, or left
    as it is when someone cancelled it or another worker took it over meanwhile. An unexpected error
    marks the run failed and is raised; the run can be resumed.
    """
    _begin(run)
    try:
        finished = _take_all(run, source, notify, kept, batch)
    except SourceError as problem:
        kept()
        fail(run, problem)
    except Exception:
        end(run, State.FAILED, UNEXPECTED)
        raise
    else:
        if finished:
            kept()
            end(run, State.PARTIAL if run.rejected else State.DONE)
    notify(run)
    return run


def _take_all(
    run: models.ImportRun, source: Stream, notify: Notify, kept: Kept, batch: int
) -> bool:
    directory = Directory.current()
    for items in batches(islice(source, run.position, None), batch):
        if not _take(run, source, items, directory, kept):
            return False
        notify(run)
    return True


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Group items by ``size``, or fewer when they hold many turns: memory stays flat.

    When the source fails, what it gave before comes first.
    """
    group: list[Item] = []
    turns = 0
    failure: SourceError | None = None
    try:
        for item in items:
            group.append(item)
            turns += len(item.turns) if isinstance(item, Conversation) else 0
            if len(group) >= size or turns >= BATCH_TURNS:
                yield group
                group, turns = [], 0
    except SourceError as problem:
        failure = problem
    if group:
        yield group
    if failure:
        raise failure


def _take(
    run: models.ImportRun, source: Stream, items: Sequence[Item], directory: Directory, kept: Kept
) -> bool:
    """Store one batch; false when the run is no longer ours to go on with."""
    conversations = [item for item in items if isinstance(item, Conversation)]
    rejections = [item for item in items if isinstance(item, Rejection)]
    progress = source.progress()
    with transaction.atomic():
        if not _still_ours(run):
            return False
        stored = _store(run, conversations, directory)
        _keep_rejects(run, rejections)
        run.read += len(conversations)
        run.rejected += len(rejections)
        run.created += stored.created
        run.updated += stored.updated
        run.unchanged += stored.unchanged
        run.turns += stored.turns
        run.bytes_done, run.bytes_total = progress.done, progress.total
        run.moved_at = timezone.now()
        run.save(update_fields=_COUNTERS)
        kept()
    reading.refresh_stored(stored.changed)
    return True


_COUNTERS = [
    "read",
    "rejected",
    "created",
    "updated",
    "unchanged",
    "turns",
    "bytes_done",
    "bytes_total",
    "moved_at",
]


def _store(
    run: models.ImportRun, conversations: Sequence[Conversation], directory: Directory
) -> Stored:
    if run.dry_run:
        account = models.SourceAccount.objects.filter(source=run.source, account=run.account)
        return compare(account.first(), conversations)
    owner, _ = models.SourceAccount.objects.get_or_create(source=run.source, account=run.account)
    return store(owner, conversations, directory, run)


def _keep_rejects(run: models.ImportRun, rejections: Sequence[Rejection]) -> None:
    room = max(0, MOST_REJECTS - run.rejected)
    models.Reject.objects.bulk_create(_reject(run, one) for one in rejections[:room])


def _reject(run: models.ImportRun, rejection: Rejection) -> models.Reject:
    return models.Reject(
        run=run,
        path=rejection.path.replace(run.path, run.file_name) if run.path else rejection.path,
        line=rejection.line,
        record_id=rejection.record_id or "",
        field=rejection.field or "",
        reason=rejection.reason,
        message=rejection.message.model_dump(),
        mend=rejection.mend.model_dump(),
        excerpt=rejection.excerpt,
    )


def _begin(run: models.ImportRun) -> None:
    run.state = State.RUNNING
    run.claim = uuid4().hex
    run.started_at = run.moved_at = timezone.now()
    run.finished_at = None
    run.problem = {}
    run.resumed_from = run.position
    run.save(
        update_fields=[
            "state",
            "claim",
            "started_at",
            "moved_at",
            "finished_at",
            "problem",
            "resumed_from",
        ]
    )


def _still_ours(run: models.ImportRun) -> bool:
    mine = models.ImportRun.objects.select_for_update().filter(
        pk=run.pk, state=State.RUNNING, claim=run.claim
    )
    if mine.exists():
        return True
    run.refresh_from_db(fields=["state", "claim", "problem"])
    return False


def fail(run: models.ImportRun, problem: SourceError) -> None:
    """Write that a source could not be read, in its own words."""
    end(run, State.FAILED, Text(fr=problem.explain("fr"), en=problem.explain("en")))


def end(run: models.ImportRun, state: str, problem: Text | None = None) -> None:
    """Write how a run ended."""
    run.state = state
    run.problem = problem.model_dump() if problem else {}
    run.finished_at = timezone.now()
    run.save(update_fields=["state", "problem", "finished_at"])
    logger.info("import %d ended %s: %d read", run.pk, state, run.read)
