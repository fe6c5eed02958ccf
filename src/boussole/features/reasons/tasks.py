"""Work done aside by the worker."""

from __future__ import annotations

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task, on_startup

from boussole.features.reasons import learning, searching
from boussole.features.reasons.models import LearntReasons, ThemeSearch


@db_task()  # type: ignore[untyped-decorator]  # huey has no stubs
def find_themes(search_id: int) -> None:
    """Look for the themes that were asked for."""
    search = ThemeSearch.objects.filter(pk=search_id, state=ThemeSearch.State.QUEUED).first()
    if search:
        searching.search(search)


@db_task()  # type: ignore[untyped-decorator]  # huey has no stubs
def learn_reasons(learnt_id: int) -> None:
    """Learn the model of reasons that was asked for."""
    asked = LearntReasons.objects.filter(pk=learnt_id, state=LearntReasons.State.QUEUED).first()
    if asked:
        learning.learn(asked)


@db_periodic_task(crontab(hour="2", minute="40"))  # type: ignore[untyped-decorator]  # huey has no stubs
def learn_reasons_of_the_night() -> None:
    """Have what was corrected in the day read better in the morning."""
    learning.learn_of_the_night()


@on_startup()  # type: ignore[untyped-decorator]  # huey has no stubs
def say_what_was_interrupted() -> None:
    """What the last worker was learning when it stopped is not finished, and can be asked for again."""
    running = LearntReasons.objects.filter(state=LearntReasons.State.RUNNING)
    running.update(state=LearntReasons.State.FAILED)


@db_periodic_task(crontab(day_of_week="1", hour="4", minute="30"))  # type: ignore[untyped-decorator]  # huey has no stubs
def find_themes_of_the_week() -> None:
    """Have new themes ready on Monday morning."""
    searching.search_for_the_week()
