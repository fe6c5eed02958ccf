"""Work done aside by the worker."""

from __future__ import annotations

from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task

from boussole.features.reasons import searching
from boussole.features.reasons.models import ThemeSearch


@db_task()  # type: ignore[untyped-decorator]  # huey has no stubs
def find_themes(search_id: int) -> None:
    """Look for the themes that were asked for."""
    search = ThemeSearch.objects.filter(pk=search_id, state=ThemeSearch.State.QUEUED).first()
    if search:
        searching.search(search)


@db_periodic_task(crontab(day_of_week="1", hour="4", minute="30"))  # type: ignore[untyped-decorator]  # huey has no stubs
def find_themes_of_the_week() -> None:
    """Have new themes ready on Monday morning."""
    searching.search_for_the_week()
