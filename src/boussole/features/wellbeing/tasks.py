"""Work done aside by the worker."""

from __future__ import annotations

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, lock_task

from boussole.features.wellbeing import letters, services, waves


@db_periodic_task(crontab(minute="17", hour="3"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("wellbeing.settle")  # type: ignore[untyped-decorator]  # huey has no stubs
def settle_and_launch() -> None:
    """Close the waves that are over, launch the one that is due, erase what has served its time."""
    today = timezone.localdate()
    waves.settle_due(today)
    waves.launch_due(today)
    services.forget(today)


@db_periodic_task(crontab(minute="*/10", hour="8-18"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("wellbeing.write")  # type: ignore[untyped-decorator]  # huey has no stubs
def write() -> None:
    """Write to everyone asked, by day, and remind them before the close; what could not leave is tried again."""
    letters.send_due(timezone.localdate())
