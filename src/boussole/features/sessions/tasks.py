"""Work done aside by the worker."""

from __future__ import annotations

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, lock_task

from boussole.features.sessions import digest, following, retention


@db_periodic_task(crontab(minute="37"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("sessions.follow")  # type: ignore[untyped-decorator]  # huey has no stubs
def follow_cues() -> None:
    """Follow the agreed cues: once a day, and again within the hour when facts changed."""
    following.follow_all(timezone.localdate())


@db_periodic_task(crontab(day_of_week="1", hour="7", minute="5"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("sessions.remind")  # type: ignore[untyped-decorator]  # huey has no stubs
def write_weekly_letters() -> None:
    """On Monday, write to those for whom something waits."""
    digest.send_all(timezone.localdate())


@db_periodic_task(crontab(hour="3", minute="53"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("sessions.forget")  # type: ignore[untyped-decorator]  # huey has no stubs
def forget_old_sessions() -> None:
    """Erase the sessions whose time is over."""
    retention.forget(timezone.localdate())
