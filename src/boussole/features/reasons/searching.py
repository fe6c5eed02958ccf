"""Looking for themes among contacts whose reason is unknown: asked for, done aside, kept with its date."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from boussole.core.reasons.themes import Theme, themes
from boussole.features.conversations import queries as conversations
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.reasons import actions, queries
from boussole.features.reasons.errors import SearchRunningError
from boussole.features.reasons.models import FoundTheme, ThemeSearch

PERIOD = timedelta(weeks=4)  # two of them are compared
MOST_CONTACTS = 20_000
# Enough of a theme's contacts are kept for anyone to find some within their scope.
KEPT_MEMBERS = 100
KEPT_SEARCHES = 3
State = ThemeSearch.State


@transaction.atomic
def ask_search(by: Person) -> ThemeSearch:
    """Look for themes in the background. Raises ``SearchRunningError`` when that is being done."""
    from boussole.features.reasons import tasks

    if queries.is_searching():
        raise SearchRunningError(_("Une recherche est déjà en cours."))
    search = ThemeSearch.objects.create(asked_by=by)
    record(by, actions.THEMES_ASKED, search)
    transaction.on_commit(partial(tasks.find_themes, search.pk))
    return search


def search_for_the_week() -> None:
    """Look for themes here and now, unless there is nothing to read or someone just asked."""
    if not conversations.is_empty() and not queries.is_searching():
        search(ThemeSearch.objects.create())


def search(asked: ThemeSearch) -> None:
    """Do the work of a search; one that fails says so, and its error goes on."""
    asked.state = State.RUNNING
    asked.save(update_fields=["state"])
    try:
        _search(asked)
    except Exception:
        ThemeSearch.objects.filter(pk=asked.pk).update(
            state=State.FAILED, finished_at=timezone.now()
        )
        raise
    kept = ThemeSearch.objects.order_by("-asked_at", "-pk").values_list("pk", flat=True)
    ThemeSearch.objects.exclude(pk__in=list(kept[:KEPT_SEARCHES])).delete()


def _search(asked: ThemeSearch) -> None:
    until = conversations.last_contact_at() or timezone.now()
    middle, since = until - PERIOD, until - 2 * PERIOD
    unsorted = conversations.without_reason(since, MOST_CONTACTS)
    found = themes([one.words for one in unsorted], [one.at > middle for one in unsorted])
    ids = [one.id for one in unsorted]
    with transaction.atomic():
        FoundTheme.objects.bulk_create(
            _row(asked, place, theme, ids) for place, theme in enumerate(found)
        )
        asked.since, asked.middle, asked.until = since, middle, until
        asked.contacts = len(unsorted)
        asked.state, asked.finished_at = State.DONE, timezone.now()
        asked.save()


def _row(search: ThemeSearch, place: int, theme: Theme, ids: list[int]) -> FoundTheme:
    return FoundTheme(
        search=search,
        place=place,
        terms=list(theme.terms),
        members=[ids[row] for row in theme.members[:KEPT_MEMBERS]],
        size=theme.size,
        earlier=theme.earlier,
        recent=theme.recent,
        growth=theme.growth,
    )
