"""Reading the version in force: who has, by team, and what changed for someone since they last did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction

from boussole.core.playbook import Playbook, RuleChange, changes, load
from boussole.features.organisation import queries as organisation
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person, Role
from boussole.features.playbook import actions
from boussole.features.playbook.models import Acknowledgement, PlaybookVersion
from boussole.features.playbook.queries import playbook_in_force, version_in_force

READERS = (Role.AGENT, Role.MANAGER)
# Under so many members a count would point at someone.
LEAST_MEMBERS = 5


@dataclass(frozen=True)
class ToRead:
    """The version in force, for someone who has not read it; ``since`` is the last one they read."""

    version: PlaybookVersion
    since: int | None
    changes: tuple[RuleChange, ...]

    @property
    def changed(self) -> Mapping[str, RuleChange]:
        """The changes by rule."""
        return {change.key: change for change in self.changes}


@dataclass(frozen=True)
class TeamReading:
    """How many people of a team have read the version in force."""

    team: str
    read: int
    people: int


@transaction.atomic
def acknowledge(version: PlaybookVersion, *, by: Person) -> Acknowledgement:
    """Say that someone has read a version; saying it twice changes nothing."""
    found, new = Acknowledgement.objects.get_or_create(version=version, person=by)
    if new:
        record(by, actions.ACKNOWLEDGED, version, number=version.number)
    return found


def to_read(person: Person) -> ToRead | None:
    """What someone still has to read of the version in force; nothing once they have."""
    version = version_in_force()
    if version is None or person.role not in READERS:
        return None
    read = Acknowledgement.objects.filter(person=person).select_related("version")
    last = read.order_by("-version__number").first()
    if last is not None and last.version_id == version.pk:
        return None
    if last is None:
        return ToRead(version, None, ())
    return ToRead(version, last.version.number, _since(last.version))


def _since(version: PlaybookVersion) -> tuple[RuleChange, ...]:
    return changes(playbook_of(version), playbook_in_force())


def playbook_of(version: PlaybookVersion) -> Playbook:
    """The playbook as a version wrote it."""
    return _read(version.text)


@lru_cache(maxsize=32)
def _read(text: str) -> Playbook:
    """Read a version once: its text never changes."""
    return load(text)


def by_team(person: Person, version: PlaybookVersion) -> list[TeamReading]:
    """For each team someone may see that has ``LEAST_MEMBERS``, how many have read a version."""
    read = set(version.acknowledgements.values_list("person_id", flat=True))
    return [
        TeamReading(team.name, len(read & members), len(members))
        for team, members in organisation.members_of_visible_teams(person)
        if len(members) >= LEAST_MEMBERS
    ]
