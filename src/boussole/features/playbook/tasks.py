"""Work done aside by the worker."""

from __future__ import annotations

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task, on_startup

from boussole.features.playbook import rereading
from boussole.features.playbook.models import Rereading


@db_task()  # type: ignore[untyped-decorator]  # huey has no stubs
def reread(asked_id: int) -> None:
    """Read the latest weeks again with the version that was asked for."""
    asked = Rereading.objects.filter(pk=asked_id, state=Rereading.State.QUEUED).first()
    if asked:
        rereading.reread(asked)


@db_periodic_task(crontab(hour="3", minute="5"))  # type: ignore[untyped-decorator]  # huey has no stubs
def forget_old_rereadings() -> None:
    """Delete what answered a question of months ago."""
    rereading.forget_old()


@on_startup()  # type: ignore[untyped-decorator]  # huey has no stubs
def say_what_was_interrupted() -> None:
    """What the last worker was reading again when it stopped can be asked for again."""
    running = Rereading.objects.filter(state=Rereading.State.RUNNING)
    running.update(state=Rereading.State.FAILED)
