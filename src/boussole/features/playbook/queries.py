"""What others may ask about the playbook."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet

from boussole.core.facts import Frame
from boussole.core.playbook import Playbook, default_playbook, load
from boussole.features.conversations import reading
from boussole.features.playbook.models import PlaybookVersion


def versions() -> QuerySet[PlaybookVersion]:
    """Every published version, the newest first."""
    return PlaybookVersion.objects.select_related("published_by").order_by("-number")


def version_in_force() -> PlaybookVersion | None:
    """The version in force, or ``None`` before the first publication."""
    return versions().filter(in_force=True).first()


def playbook_in_force() -> Playbook:
    """The playbook in force; the one shipped with Boussole before the first publication."""
    current = PlaybookVersion.objects.filter(in_force=True)
    known = current.values_list("number", "pk", "published_at").first()
    return default_playbook() if known is None else _stored(*known)


def frame() -> Frame:
    """What conversations are read with now."""
    return Frame(
        playbook=playbook_in_force(),
        tree=reading.tree(),
        models=reading.models_in_force(),
        reasons=reading.reasons_in_force(),
    )


@lru_cache(maxsize=8)
def _stored(number: int, pk: int, published_at: datetime) -> Playbook:
    """Read a version once: its text never changes."""
    del published_at
    return load(PlaybookVersion.objects.get(number=number, pk=pk).text)
