"""The named actions on the company's own scenarios: each is one transaction and leaves one audit row.

A save adds a version, which is a draft until it is put in force; what was played stays as it was.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boussole.core.roleplay import (
    Problem,
    Scenario,
    ScenarioFormatError,
    dump,
    load,
    shipped_scenarios,
)
from boussole.core.roleplay.scenario import Words
from boussole.core.text import Text
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.roleplay import actions, catalogue
from boussole.features.roleplay.errors import StaleScenarioError
from boussole.features.roleplay.models import ScenarioVersion

LONGEST_KEY = 50
_ANOTHER = Text(
    fr="«\u202f{key}\u202f» est un autre scénario\u202f; laissez «\u202f{own}\u202f»",
    en="“{key}” is another scenario; leave it as it was, “{own}”",
)
_STALE = _("Quelqu’un a enregistré ce scénario entre-temps. Rien n’est perdu : copiez vos changements, puis rechargez la page.")  # fmt: skip


@transaction.atomic
def copy(scenario: Scenario, *, by: Person) -> ScenarioVersion:
    """Begin a scenario of the company's from another, under a key of its own."""
    name = Words(
        fr=f"{scenario.name.fr} (copie)" if scenario.name.fr else "",
        en=f"{scenario.name.en} (copy)" if scenario.name.en else "",
    )
    mine = scenario.model_copy(update={"key": _free_key(scenario.key), "name": name})
    return _save(mine, dump(mine), by)


@transaction.atomic
def bring_in(text: str, *, by: Person) -> ScenarioVersion:
    """Save a scenario from a file as a draft: of the company's scenario of the same key, or as a new one.

    Raises ScenarioFormatError.
    """
    scenario = load(text)
    if _known(scenario.key) or scenario.key not in _shipped_keys():
        return _save(scenario, text, by)
    mine = scenario.model_copy(update={"key": _free_key(scenario.key)})
    return _save(mine, dump(mine), by)


@transaction.atomic
def save(key: str, text: str, *, base: int, by: Person) -> ScenarioVersion:
    """Save a draft of a company's scenario, written from its version ``base``.

    Raises ScenarioFormatError, with one line per problem, and StaleScenarioError.
    """
    scenario = load(text)
    if scenario.key != key:
        raise ScenarioFormatError([Problem("key", _ANOTHER.format(key=scenario.key, own=key))])
    latest = catalogue.latest_of(key)
    if latest is not None and latest.pk != base:
        raise StaleScenarioError(_STALE)
    if latest is not None and latest.text == text:
        return latest
    return _save(scenario, text, by)


@transaction.atomic
def drop(version: ScenarioVersion, *, by: Person) -> None:
    """Give a draft up; the save before it is the draft again, if there was one."""
    version.dropped_at = timezone.now()
    version.save(update_fields=["dropped_at"])
    record(by, actions.DROPPED, version, scenario=version.key, number=version.number)


@transaction.atomic
def put_in_force(version: ScenarioVersion, *, by: Person) -> None:
    """Have a version played from now on; drafts that led to it are no drafts any more."""
    own = ScenarioVersion.objects.filter(key=version.key, shipped=False)
    own.filter(current=True).update(current=False)
    version.current = True
    if version.published_at is None:
        version.published_at = timezone.now()
        earlier = own.filter(published_at=None, dropped_at=None, number__lt=version.number)
        earlier.update(dropped_at=version.published_at)
    version.save(update_fields=["current", "published_at"])
    record(by, actions.PUT_IN_FORCE, version, scenario=version.key, number=version.number)


@transaction.atomic
def archive(version: ScenarioVersion, *, by: Person) -> None:
    """Play a scenario no more; its versions are kept for past plays, and it can be put back."""
    version.current = False
    version.save(update_fields=["current"])
    record(by, actions.ARCHIVED, version, scenario=version.key)


def _save(scenario: Scenario, text: str, by: Person) -> ScenarioVersion:
    own = ScenarioVersion.objects.filter(key=scenario.key, shipped=False)
    latest: int = own.aggregate(latest=Max("number"))["latest"] or 0
    made = ScenarioVersion.objects.create(
        key=scenario.key,
        number=latest + 1,
        text=text,
        fingerprint=catalogue.fingerprint(text),
        saved_by=by,
    )
    record(by, actions.SAVED, made, scenario=made.key, number=made.number)
    return made


def _free_key(key: str) -> str:
    """A key that no scenario has: the one given, with a number."""
    base = key[:LONGEST_KEY].rstrip("_")
    taken = _shipped_keys() | set(
        ScenarioVersion.objects.filter(key__startswith=base).values_list("key", flat=True)
    )
    number = 2
    while f"{base}_{number}" in taken:
        number += 1
    return f"{base}_{number}"


def _known(key: str) -> bool:
    return ScenarioVersion.objects.filter(key=key, shipped=False).exists()


def _shipped_keys() -> set[str]:
    return {one.key for one in shipped_scenarios()}
