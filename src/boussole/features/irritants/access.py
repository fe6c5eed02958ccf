"""Who says what they hear, who routes and answers it, and which lines a person sees."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from boussole.features.irritants.models import Heard
from boussole.features.organisation import access
from boussole.features.organisation.access import may, visible_teams
from boussole.features.organisation.models import Person, Role

HEAR = access.ability("irritants.hear", Role.AGENT, Role.MANAGER, Role.LEADER)
ROUTE = access.ability("irritants.route", Role.MANAGER, Role.LEADER)


def own(person: Person) -> QuerySet[Heard]:
    """What a person said."""
    return Heard.objects.filter(by=person)


def heard(person: Person) -> QuerySet[Heard]:
    """Every line a person reads: their own, and those of the teams whose lines they route."""
    if not may(person, ROUTE):
        return own(person)
    if person.role == Role.LEADER:
        return Heard.objects.all()
    return Heard.objects.filter(Q(by=person) | Q(team__in=visible_teams(person)))
