"""Facts follow records: a worker rebuilds stale days shortly after they change."""

from __future__ import annotations

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task, lock_task

from boussole.features.metrics import briefs, services


@db_task()  # type: ignore[untyped-decorator]  # huey has no stubs
def rebuild() -> None:
    """Build every stale day now, then what home shows of them."""
    _follow()


@db_periodic_task(crontab(minute="*/2"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("metrics.rebuild")  # type: ignore[untyped-decorator]  # huey has no stubs
def rebuild_what_changed() -> None:
    """Build the days that changed in the last minutes."""
    _follow()


def _follow() -> None:
    if services.rebuild_stale():
        briefs.prepare()
