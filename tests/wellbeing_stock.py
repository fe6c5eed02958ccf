"""Waves of the pulse for tests, launched, answered and closed through services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import Membership, Person, Role, Team
from boussole.features.wellbeing import answering, services, waves
from boussole.features.wellbeing.models import Comment, Place, Wave
from tests.cast import Cast


def agents(team: Team, count: int, prefix: str = "") -> list[Person]:
    """So many new agents in a team, by name."""
    named = prefix or team.name.lower()
    found = []
    for number in range(count):
        person = organisation.create_person(
            by=None,
            email=f"pulse-{named}-{number}@example.com",
            name=f"Pouls {named} {number:02}",
            role=Role.AGENT,
        )
        organisation.join_team(person, team, by=None, kind=Membership.Kind.AGENT)
        found.append(person)
    return found


def managers(cast: Cast, count: int = 10) -> list[Person]:
    """Claire, Malik and so many more managers, of a team where nobody is asked."""
    found = [cast.claire, cast.malik]
    team = organisation.create_team(by=None, name="Agence", external_names=[])
    for number in range(count):
        person = organisation.create_person(
            by=None,
            email=f"pulse-manager-{number}@example.com",
            name=f"Responsable {number:02}",
            role=Role.MANAGER,
        )
        organisation.join_team(person, team, by=None, kind=Membership.Kind.MANAGER)
        found.append(person)
    return found


def answers(
    wave: Wave,
    people: Sequence[Person],
    value: int | Mapping[str, int] = 4,
    comment: str = "",
    today: date | None = None,
    *,
    company: bool = False,
) -> list[str]:
    """These people answer alike; return their codes in their order."""
    codes = []
    for person in people:
        place = Place.objects.select_related("wave").get(wave=wave, person=person)
        keys, _ = answering.asked(place)
        values = dict.fromkeys(keys, value) if isinstance(value, int) else dict(value)
        day = today or wave.opens_on
        codes.append(answering.answer(place, values, comment=comment, company=company, today=day))
    return codes


def closed_wave(cast: Cast, people: Sequence[Person], value: int = 4, comment: str = "") -> Wave:
    """A wave of two weeks ago that these people answered."""
    wave = waves.launch("short", timezone.localdate() - timedelta(days=14), by=cast.odile)
    answers(wave, people, value, comment)
    waves.settle(wave)
    wave.refresh_from_db()
    return wave


def people_of_lyon(cast: Cast, count: int = 10) -> list[Person]:
    """Lyon's agents: Awa, Bruno and so many more."""
    return [cast.awa, cast.bruno, *agents(cast.lyon, count)]


def managers_with_figures(cast: Cast) -> dict[str, Any]:
    """Managers after a wave that they and Lyon answered."""
    found = managers(cast)
    closed_wave(cast, [*people_of_lyon(cast), *found])
    return {}


def wave_to_answer(cast: Cast) -> dict[str, Any]:
    """A wave that waits for Awa's answer."""
    people_of_lyon(cast)
    waves.launch("short", timezone.localdate(), by=cast.odile)
    return {}


def lyon_with_figures(cast: Cast) -> dict[str, Any]:
    """Lyon after a wave that enough people answered."""
    closed_wave(cast, people_of_lyon(cast), comment="Les outils se figent à midi.")
    return {"pk": cast.lyon.pk}


def comment_of_lyon(cast: Cast) -> dict[str, Any]:
    """A published comment of Lyon's."""
    lyon_with_figures(cast)
    return {"pk": Comment.objects.order_by("receipt")[0].pk}


def promise_of_lyon(cast: Cast) -> dict[str, Any]:
    """A promise Claire made to Lyon."""
    lyon_with_figures(cast)
    made = services.promise(
        cast.lyon,
        theme="means",
        text="Un obstacle levé.",
        today=timezone.localdate(),
        by=cast.claire,
    )
    return {"pk": made.pk}
