"""Recognitions and consultations for tests, given and asked through services."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from boussole.features.coaching.access import situations
from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import Membership, Person, Role
from boussole.features.recognition import feedback as recognition_feedback
from boussole.features.recognition import services as recognition
from tests.cast import Cast
from tests.stock import TALK, noun, propose, store


def success_of_awa(cast: Cast) -> dict[str, Any]:
    """A success proposed in one of Awa's conversations, for a page's address."""
    store(noun("good", TALK))
    propose()
    return {"pk": situations(cast.awa).get(success=True).pk}


def recognition_of_awa(cast: Cast) -> dict[str, Any]:
    """Claire thanks Awa for a success that was proposed; Awa has not chosen who sees it."""
    proposed = success_of_awa(cast)
    return {"pk": recognition.accept(proposed["pk"], by=cast.claire).pk}


def shared_of_awa(cast: Cast) -> dict[str, Any]:
    """Claire thanks Awa, who shares it with her team."""
    given = recognition.thank(cast.awa, by=cast.claire, sentence="Une explication claire.")
    recognition.choose_reach(given, "team", by=cast.awa)
    return {"pk": given.pk}


def agents_of_lyon(cast: Cast, count: int) -> list[Person]:
    """So many more agents in Lyon, by name."""
    known = Person.objects.filter(email__startswith="lyon-").count()
    found = []
    for number in range(known, known + count):
        person = organisation.create_person(
            by=None,
            email=f"lyon-{number}@example.com",
            name=f"Conseiller {number:02}",
            role=Role.AGENT,
        )
        organisation.join_team(person, cast.lyon, by=None, kind=Membership.Kind.AGENT)
        found.append(person)
    return found


def feedback_of_lyon(cast: Cast) -> dict[str, Any]:
    """Claire asks her team, five agents, what they think of her practice."""
    agents_of_lyon(cast, 3)
    return {"pk": recognition_feedback.open_round(cast.claire, timezone.localdate()).pk}
