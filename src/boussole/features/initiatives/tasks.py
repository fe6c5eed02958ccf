"""Work done aside by the worker."""

from __future__ import annotations

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, lock_task

from boussole.features.initiatives import mails, measuring, services, trying


@db_periodic_task(crontab(minute="11"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("initiatives.follow")  # type: ignore[untyped-decorator]  # huey has no stubs
def follow_trials() -> None:
    """Start the trials whose day has come, measure those under way, remind of those to tell; catches up within the hour."""
    today = timezone.localdate()
    trying.start_due()
    measuring.measure_all(today)
    mails.remind(today)


@db_periodic_task(crontab(hour="3", minute="17"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("initiatives.forget")  # type: ignore[untyped-decorator]  # huey has no stubs
def forget_old_initiatives() -> None:
    """Erase the initiatives whose time is over."""
    services.forget(timezone.now())
