"""Work done aside by the worker."""

from __future__ import annotations

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, lock_task

from boussole.features.coaching import services


@db_periodic_task(crontab(minute="17"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("coaching.propose")  # type: ignore[untyped-decorator]  # huey has no stubs
def propose_situations() -> None:
    """Propose the situations of a week once its facts are there."""
    services.propose_from_facts(timezone.localdate())
