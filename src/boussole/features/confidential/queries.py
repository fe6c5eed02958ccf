"""Named reads that tell nothing of threads."""

from __future__ import annotations

from boussole.features.confidential import access
from boussole.features.confidential.models import Guidance, Listener
from boussole.features.organisation.models import Person


def named() -> list[Listener]:
    """The listening persons of the company, whether or not they have a key yet."""
    found = Listener.objects.filter(named=True).select_related("person", "key")
    return list(found.order_by("person__name", "pk"))


def emergency() -> str:
    """What the leadership wrote about emergencies; empty when they left it to the page."""
    found = Guidance.objects.first()
    return found.emergency if found else ""


def manages(listener: Listener, person: Person) -> bool:
    """Whether a listening person manages a team that someone belongs to, today."""
    return access.managers_of(person).filter(pk=listener.person_id).exists()
