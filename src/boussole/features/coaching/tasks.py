"""Work done aside by the worker."""

from __future__ import annotations

from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, lock_task

from boussole.features.coaching import listening, retention, services


@db_periodic_task(crontab(minute="17"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("coaching.propose")  # type: ignore[untyped-decorator]  # huey has no stubs
def propose_situations() -> None:
    """Propose the situations of a week once its facts are there, and draw what to listen to."""
    services.propose_from_facts(timezone.localdate())
    listening.draw_complete_weeks(timezone.localdate())


@db_periodic_task(crontab(hour="3", minute="41"))  # type: ignore[untyped-decorator]  # huey has no stubs
@lock_task("coaching.forget")  # type: ignore[untyped-decorator]  # huey has no stubs
def forget_old_writings() -> None:
    """Erase what people wrote about situations once its time is over."""
    retention.forget(timezone.now())
