"""The scenarios there are: those that come with Boussole, and the company's own."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from functools import cache, lru_cache

from django.db.models import QuerySet

from boussole.core.roleplay import Scenario, ScenarioFormatError, dump, load, shipped_scenarios
from boussole.features.roleplay.models import ScenarioVersion

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Listed:
    """A scenario that can be played; ``version`` is its row when it is the company's own."""

    scenario: Scenario
    version: ScenarioVersion | None = None

    @property
    def key(self) -> str:
        """What the scenario goes by in addresses."""
        return self.scenario.key


def in_force() -> list[Listed]:
    """Every scenario that can be played, the easiest first; one of the company's own hides a shipped namesake."""
    own = {row.key: found for row in _current() if (found := _listed(row))}
    shipped = {one.key: Listed(one) for one in shipped_scenarios()}
    return sorted((shipped | own).values(), key=lambda one: (one.scenario.level, one.key))


def find(key: str) -> Listed | None:
    """The scenario of this key, when it can be played."""
    row = _current().filter(key=key).first()
    if row is not None:
        return _listed(row)
    return next((Listed(one) for one in shipped_scenarios() if one.key == key), None)


def draft_of(key: str) -> ScenarioVersion | None:
    """The draft of one of the company's scenarios, when something was saved since it was published."""
    latest = _own(key).filter(dropped_at=None).order_by("-number").first()
    return latest if latest is not None and latest.published_at is None else None


def current_of(key: str) -> ScenarioVersion | None:
    """The version of one of the company's scenarios that is played."""
    return _current().filter(key=key).first()


def latest_of(key: str) -> ScenarioVersion | None:
    """What there is to edit of one of the company's scenarios: its draft, else what was published last."""
    published = _own(key).exclude(published_at=None).order_by("-current", "-number")
    return draft_of(key) or published.first()


def scenario_of(version: ScenarioVersion) -> Scenario:
    """A version's scenario; raises ScenarioFormatError when this release no longer reads it."""
    return _read(version.text)


def readable(version: ScenarioVersion) -> Scenario | None:
    """A version's scenario; None, with a line in the log, when this release no longer reads it."""
    try:
        return scenario_of(version)
    except ScenarioFormatError:
        _log.warning("roleplay.scenario_unreadable version=%s", version.pk)
        return None


def fingerprint(text: str) -> str:
    """Name a scenario by its text."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def version_of(listed: Listed) -> ScenarioVersion:
    """The row that a play of this scenario stands on, written the first time for a shipped one."""
    if listed.version is not None:
        return listed.version
    text = _shipped_text(listed.key)
    known = ScenarioVersion.objects.filter(key=listed.key, shipped=True)
    row = known.filter(fingerprint=fingerprint(text)).first()
    if row is None:
        row = ScenarioVersion.objects.create(
            key=listed.key,
            number=known.count() + 1,
            shipped=True,
            text=text,
            fingerprint=fingerprint(text),
        )
    return row


def _own(key: str) -> QuerySet[ScenarioVersion]:
    return ScenarioVersion.objects.filter(key=key, shipped=False)


def _current() -> QuerySet[ScenarioVersion]:
    return ScenarioVersion.objects.filter(current=True)


def _listed(row: ScenarioVersion) -> Listed | None:
    scenario = readable(row)
    return Listed(scenario, row) if scenario else None


@lru_cache(maxsize=128)
def _read(text: str) -> Scenario:
    return load(text)


@cache
def _shipped_text(key: str) -> str:
    return dump(next(one for one in shipped_scenarios() if one.key == key))
