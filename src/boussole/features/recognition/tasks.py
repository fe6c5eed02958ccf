"""Work done aside by the worker."""

from __future__ import annotations

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, lock_task

from boussole.features.recognition import digests, feedback, services


@db_periodic_task(crontab(minute="41", hour="7-18", day_of_week="1"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("recognition.digest")  # type: ignore[untyped-decorator]  # huey has no stubs
def send_digests() -> None:
    """Write the week's mail on Monday; each hour, so that a worker that was stopped catches up."""
    digests.send_week(timezone.localdate())


@db_periodic_task(crontab(minute="53", hour="2"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("recognition.settle")  # type: ignore[untyped-decorator]  # huey has no stubs
def settle_and_forget() -> None:
    """Count the consultations that are over, and erase what has served its time."""
    today = timezone.localdate()
    feedback.settle_due(today)
    feedback.forget(today)
    services.forget(timezone.now())
