"""Who writes to whom, who reads their own threads, and who names listening persons. No role reads another's."""

from __future__ import annotations

from django.db.models import QuerySet

from boussole.features.confidential.models import Listener, Thread
from boussole.features.organisation import access
from boussole.features.organisation.models import Membership, Person, Role

WRITE = access.ability("confidential.write", *Role)
NAME = access.ability("confidential.name", Role.LEADER)


def managers_of(person: Person) -> QuerySet[Person]:
    """Everyone who manages a team that someone belongs to, whatever their place in it."""
    return Person.objects.filter(
        memberships__kind=Membership.Kind.MANAGER,
        memberships__team__archived_at=None,
        memberships__team__memberships__person=person,
    ).distinct()


def offered(person: Person) -> QuerySet[Listener]:
    """The listening persons someone may choose: named, able to sign in, with a key, neither themselves nor their manager."""
    found = Listener.objects.filter(named=True, person__is_active=True, key__isnull=False)
    found = found.exclude(person=person).exclude(person__in=managers_of(person))
    return found.select_related("person", "key").order_by("person__name", "pk")


def listeners(person: Person) -> QuerySet[Listener]:
    """Someone's own row, if they are or were named."""
    return Listener.objects.filter(person=person).select_related("key")


def threads(listener: Listener) -> QuerySet[Thread]:
    """The threads written to one listening person, who alone reads them."""
    return Thread.objects.filter(listener=listener)
