"""The reading follows the pulse and the facts: a worker makes it, so that nobody waits for it."""

from __future__ import annotations

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, lock_task

from boussole.features.mirror.reading import reading


@db_periodic_task(crontab(minute="*/10"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("mirror.read")  # type: ignore[untyped-decorator]  # huey has no stubs
def read_again() -> None:
    """Make the reading when facts, teams or closed waves changed; else it is there already."""
    reading()
