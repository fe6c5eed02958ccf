"""What waits on home: a wave that asks for an answer."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from boussole.features.metrics.decisions import Decision
from boussole.features.organisation.models import Person
from boussole.features.wellbeing import queries


def decisions(person: Person) -> Iterable[Decision]:
    """One line while a wave is open and the person has not answered."""
    place = queries.place_to_answer(person, timezone.localdate())
    if place:
        day = date_format(place.wave.closes_on, "DATE_FORMAT")
        yield Decision(
            title=_("Votre avis sur votre travail, sans votre nom"),
            detail=_("Quelques questions, avant le %(day)s.") % {"day": day},
            url=reverse("wellbeing:answer"),
        )
