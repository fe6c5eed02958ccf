"""Work done aside by the worker."""

from __future__ import annotations

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task, lock_task

from boussole.features.surveys import comments, following, planning, returns, sending, services


@db_periodic_task(crontab(minute="*/10"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("surveys.ask")  # type: ignore[untyped-decorator]  # huey has no stubs
def ask() -> None:
    """Decide whom to ask, then send what is ready and the reminders that are due."""
    now = timezone.now()
    returns.take_in_mailbox(now)
    planning.plan(now)
    sending.send_due(now)
    following.tell_customers(now)


@db_task()  # type: ignore[untyped-decorator]  # huey has no stubs
def read_comment(answer: int) -> None:
    """Read what a customer just wrote."""
    comments.read_comment(answer)


@db_task()  # type: ignore[untyped-decorator]  # huey has no stubs
def tell_customers() -> None:
    """Tell customers what was done, now that someone said it."""
    following.tell_customers(timezone.now())


@db_periodic_task(crontab(minute="17", hour="3"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("surveys.night")  # type: ignore[untyped-decorator]  # huey has no stubs
def keep_in_order() -> None:
    """Note what is overdue, and erase what served its time."""
    now = timezone.now()
    following.mark_late(timezone.localdate(now))
    services.forget(now)
