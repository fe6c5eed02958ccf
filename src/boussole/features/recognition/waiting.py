"""What waits for a manager on home: successes of the week that nobody has thanked for."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from boussole.features.metrics.decisions import Decision
from boussole.features.organisation.models import Person
from boussole.features.recognition import queries


def decisions(person: Person) -> Iterable[Decision]:
    """One line for all of them; it counts nobody."""
    if queries.to_thank(person):
        yield Decision(
            title=_("Des réussites de la semaine attendent un merci"),
            detail=_("Chacune montre son passage ; un geste suffit pour la saluer."),
            url=reverse("recognition:wall"),
        )
