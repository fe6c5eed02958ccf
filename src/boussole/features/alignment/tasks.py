"""Work done aside by the worker."""

from __future__ import annotations

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, lock_task

from boussole.features.alignment import services


@db_periodic_task(crontab(minute="*/10"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("alignment.close")  # type: ignore[untyped-decorator]  # huey has no stubs
def close_due_sessions() -> None:
    """Close the sessions whose date has come."""
    services.close_due()


@db_periodic_task(crontab(hour="3", minute="40"))  # type: ignore[untyped-decorator]  # huey has no stubs
def forget_old_answers() -> None:
    """Erase the individual answers that were kept long enough."""
    services.forget()
