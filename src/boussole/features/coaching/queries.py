"""What others may ask about situations; every question goes through a person's scope."""

from __future__ import annotations

from datetime import date

from boussole.features.coaching import access
from boussole.features.coaching.models import Situation
from boussole.features.organisation.models import Person

MOST_WEEKS = 52


def weeks(person: Person) -> list[date]:
    """The Mondays of the weeks that have situations for someone, the latest first."""
    found = access.situations(person).order_by("-week").values_list("week", flat=True).distinct()
    return list(found[:MOST_WEEKS])


def of_week(person: Person, week: date) -> list[Situation]:
    """A week's situations for someone, in the order in which they are worth reading."""
    found = access.situations(person).filter(week=week).select_related("agent", "decided_by")
    return list(found.order_by("place", "pk"))


def waiting(person: Person) -> int:
    """How many situations of the latest week nobody has looked at yet."""
    latest = weeks(person)[:1]
    proposed = access.situations(person).filter(status=Situation.Status.PROPOSED, upstream=False)
    return proposed.filter(week__in=latest).count()
