"""Work done aside by the worker."""

from __future__ import annotations

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, lock_task

from boussole.features.confidential import erasing, telling


@db_periodic_task(crontab(minute="37", hour="3"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("confidential.erase")  # type: ignore[untyped-decorator]  # huey has no stubs
def erase_due() -> None:
    """Erase the threads that have served their time."""
    erasing.erase_due(timezone.localdate())


@db_periodic_task(crontab(minute="30", hour="7"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("confidential.tell")  # type: ignore[untyped-decorator]  # huey has no stubs
def tell() -> None:
    """Write once a day to the listening persons for whom a message waits."""
    telling.tell(timezone.localdate())
