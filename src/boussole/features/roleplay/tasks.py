"""Work done aside by the worker."""

from __future__ import annotations

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task

from boussole.features.roleplay import services


@db_periodic_task(crontab(hour="3", minute="41"))  # type: ignore[untyped-decorator]  # huey has no stubs
def forget_old_plays() -> None:
    """Delete plays after twelve months."""
    services.forget_old(timezone.now())
