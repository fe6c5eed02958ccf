"""What others may ask about contact reasons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache

from django.utils import timezone

from boussole.core.reasons import ReasonTree, default_tree
from boussole.features.conversations import queries as conversations
from boussole.features.conversations.rows import Row, rows
from boussole.features.organisation.models import Person
from boussole.features.reasons.models import FoundTheme, ThemeSearch, TreeVersion

# A search that gave no result for this long was interrupted.
LONGEST_SEARCH = timedelta(minutes=30)
SHOWN_EXAMPLES = 5


def tree_in_force() -> ReasonTree:
    """The tree that contacts are read with; the one shipped with Boussole before the first change."""
    newest = TreeVersion.objects.order_by("-number").values_list("digest", flat=True).first()
    return default_tree() if newest is None else _stored(newest)


def version_in_force() -> TreeVersion | None:
    """The last change of the tree, or ``None`` before the first."""
    return TreeVersion.objects.select_related("changed_by").order_by("-number").first()


def tree_of(version: TreeVersion | None) -> ReasonTree:
    """The tree as a version has it."""
    return default_tree() if version is None else _stored(version.digest)


@lru_cache(maxsize=4)
def _stored(digest: str) -> ReasonTree:
    """Read a tree once, and prepare its cues once: the digest names its content."""
    newest = TreeVersion.objects.filter(digest=digest).order_by("-number")[0]
    return ReasonTree.model_validate_json(newest.tree)


def last_search() -> ThemeSearch | None:
    """The last search that found something to say, or failed; those at work are left out."""
    over = [ThemeSearch.State.DONE, ThemeSearch.State.FAILED]
    return ThemeSearch.objects.filter(state__in=over).order_by("-asked_at", "-pk").first()


def is_searching() -> bool:
    """Whether themes are being looked for."""
    working = [ThemeSearch.State.QUEUED, ThemeSearch.State.RUNNING]
    recent = timezone.now() - LONGEST_SEARCH
    return ThemeSearch.objects.filter(state__in=working, asked_at__gte=recent).exists()


@dataclass(frozen=True)
class ShownTheme:
    """A theme, and the messages of it that a person may see, those that say it best first."""

    theme: FoundTheme
    examples: list[Row]


def themes_of(search: ThemeSearch, person: Person) -> list[ShownTheme]:
    """The themes of a search, the largest first."""
    return _shown(list(search.themes.order_by("place")), person)


def theme(pk: int, person: Person) -> ShownTheme | None:
    """One theme, if it is still kept."""
    return next(iter(_shown(list(FoundTheme.objects.filter(pk=pk)), person)), None)


def _shown(found: list[FoundTheme], person: Person) -> list[ShownTheme]:
    visible = conversations.visible(person, {pk for one in found for pk in one.members})
    chosen = {one.pk: [pk for pk in one.members if pk in visible][:SHOWN_EXAMPLES] for one in found}
    opened = conversations.opened(person, [pk for pks in chosen.values() for pk in pks])
    drawn = {row.id: row for row in rows(opened.values())}
    return [ShownTheme(one, [drawn[pk] for pk in chosen[one.pk] if pk in drawn]) for one in found]
