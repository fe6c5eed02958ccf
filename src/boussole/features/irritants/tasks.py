"""Work done aside by the worker."""

from __future__ import annotations

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, lock_task

from boussole.features.irritants import services


@db_periodic_task(crontab(minute="56", hour="2"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("irritants.forget")  # type: ignore[untyped-decorator]  # huey has no stubs
def forget() -> None:
    """Erase what has served its time."""
    services.forget(timezone.now())
