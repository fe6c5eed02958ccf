"""Work done aside by the worker."""

from __future__ import annotations

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, lock_task

from boussole.features.care import offering, publishing, retention


@db_periodic_task(crontab(hour="5", minute="23"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("care.daily")  # type: ignore[untyped-decorator]  # huey has no stubs
def offer_and_publish() -> None:
    """Erase what has served its time, count the weeks that are due, offer to talk."""
    today = timezone.localdate()
    retention.forget(today)
    publishing.publish_due(today)
    offering.offer_all(today)
