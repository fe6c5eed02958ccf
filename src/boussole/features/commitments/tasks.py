"""Work done aside by the worker."""

from __future__ import annotations

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, lock_task

from boussole.features.commitments import services, voting


@db_periodic_task(crontab(minute="14"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("commitments.advance")  # type: ignore[untyped-decorator]  # huey has no stubs
def advance_consultations() -> None:
    """Open the votes whose day has come and close those that are over; catches up within the hour."""
    voting.advance()


@db_periodic_task(crontab(hour="3", minute="22"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("commitments.forget")  # type: ignore[untyped-decorator]  # huey has no stubs
def forget_old_consultations() -> None:
    """Erase what was said in consultations whose time is over."""
    services.forget(timezone.now())
