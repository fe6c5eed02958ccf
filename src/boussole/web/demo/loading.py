"""Loads the demo company into an empty Boussole, by the road any company takes: people, import, facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from boussole.adapters.demo.company import Company, company
from boussole.adapters.demo.people import Person as Invented
from boussole.features.conversations import queries as conversations
from boussole.features.conversations import services as importing
from boussole.features.conversations.models import ImportRun
from boussole.features.metrics import services as metrics
from boussole.features.organisation import queries as organisation
from boussole.features.organisation import services
from boussole.features.organisation.models import Membership, Person, Role, Team
from boussole.features.playbook.services import ensure_default_published
from boussole.web.demo.asking import ask_customers
from boussole.web.demo.cast import cast
from boussole.web.demo.life import live, live_voices

SEED = 1
PASSWORD = "boussole-demo"  # noqa: S105 - the demo's own, printed for whoever tries it
Notify = Callable[[str], None]


class DemoRefusedError(Exception):
    """The demo is only loaded where there is nothing: it would mix with real data."""


def last_sunday(today: date) -> date:
    """Return the Sunday that ended the last complete week, ``today`` included."""
    return today - timedelta(days=(today.weekday() + 1) % 7)


def is_loadable() -> bool:
    """Whether there is nothing yet that the demo would mix with."""
    return conversations.is_empty() and not organisation.teams().exists()


def load_demo(until: date, notify: Notify = lambda _step: None) -> Company:
    """Load the demo company's last twelve weeks up to the Sunday ``until``.

    Raises ``DemoRefusedError`` where there are conversations or teams already, and the surveys' ``UnreachableError`` where
    no public address is set for their links.
    """
    invented = company(SEED, until)
    _begin(invented, notify)
    notify("coaching")
    live(invented, until)
    return invented


def load_voices(until: date, *, stories: bool) -> Company:
    """Load the demo company, or its control copy, with what its people and customers say and nothing of coaching.

    Raises as ``load_demo`` does.
    """
    invented = company(SEED, until, stories=stories)
    _begin(invented, lambda _step: None)
    live_voices(invented, until)
    return invented


def _begin(invented: Company, notify: Notify) -> None:
    """People, conversations, the survey's answers, and facts of all that."""
    if not is_loadable():
        raise DemoRefusedError
    notify("people")
    add_people(invented)
    notify("conversations")
    ensure_default_published()
    _conversations(invented)
    # Before the facts are built, so that they hold what the survey's customers answered.
    notify("surveys")
    ask_customers(cast(invented, invented.until))
    notify("facts")
    metrics.rebuild_stale()


@transaction.atomic
def add_people(invented: Company) -> None:
    """Write the teams, the people and the departments of the demo company."""
    teams = {
        team.key: services.create_team(by=None, name=team.name, external_names=[team.key])
        for team in invented.teams
    }
    people = {one.name: _person(one, teams) for one in invented.people}
    for department in invented.departments:
        contact = people[department.contact]
        services.create_department(
            by=None,
            name=department.name.fr,
            key=department.key,
            contact_name=contact.name,
            contact_email=contact.email,
            contact=contact,
        )


def _person(one: Invented, teams: dict[str, Team]) -> Person:
    person = services.create_person(
        by=None,
        email=one.email,
        name=one.name,
        role=Role(one.job),
        external_names=[one.id, one.name],
        password=PASSWORD,
    )
    if one.team is not None:
        kind = Membership.Kind.MANAGER if one.job == "manager" else Membership.Kind.AGENT
        services.join_team(person, teams[one.team], by=None, kind=kind)
    return person


def _conversations(invented: Company) -> ImportRun:
    path = Path(settings.DATA_DIR) / "demo.jsonl"
    invented.write(path)
    run = importing.prepare_import(path, account="demo")
    return importing.run_import(run)
