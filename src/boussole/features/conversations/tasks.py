"""Work done aside by the worker."""

from __future__ import annotations

import logging

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task, lock_task, on_startup

from boussole.features.conversations import models, reading, services

logger = logging.getLogger(__name__)


@db_task()  # type: ignore[untyped-decorator]  # huey has no stubs
def run_import(run_id: int) -> None:
    """Do an import that was asked for; one cancelled meanwhile is left alone."""
    run = models.ImportRun.objects.filter(pk=run_id, state=models.ImportRun.State.QUEUED).first()
    if run:
        services.run_import(run)


@db_task()  # type: ignore[untyped-decorator]  # huey has no stubs
def read_waiting() -> None:
    """Read what waits to be read: after an interruption, or a correction."""
    reading.refresh_waiting()


@db_periodic_task(crontab(minute="*/2"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("conversations.read")  # type: ignore[untyped-decorator]  # huey has no stubs
def read_what_changed() -> None:
    """Read again what was read under another playbook or tree, many changes of theirs at once."""
    if reading.waiting():
        reading.refresh_waiting()


@on_startup()  # type: ignore[untyped-decorator]  # huey has no stubs
def take_up_interrupted_work() -> None:
    """Resume what the last worker was doing when it stopped."""
    for run in services.interrupted_imports():
        logger.info("import %d was interrupted; resuming", run.pk)
        services.resume_interrupted(run)
    if reading.waiting():
        read_waiting()
