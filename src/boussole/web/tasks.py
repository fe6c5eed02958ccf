"""Housekeeping that belongs to no feature."""

from __future__ import annotations

from datetime import timedelta

from axes.models import AccessAttempt
from django.core.management import call_command
from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

# How long a failed sign-in is remembered; it names an address, so not for long.
ATTEMPTS_KEPT = timedelta(days=7)


@db_periodic_task(crontab(hour="3", minute="17"))  # type: ignore[untyped-decorator]  # huey has no stubs
def forget_what_expired() -> None:
    """Delete sessions that ended and failed sign-ins of long ago."""
    call_command("clearsessions")
    AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - ATTEMPTS_KEPT).delete()
