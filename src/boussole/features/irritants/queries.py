"""Reads on what people hear, within a person's scope."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from boussole.core.alike import similar
from boussole.features.irritants import access
from boussole.features.irritants.models import Heard
from boussole.features.organisation.models import Person

SHOWN = 100


def own(person: Person) -> QuerySet[Heard]:
    """What a person said, newest first, with the line that answers it."""
    return access.own(person).select_related("same_as__department", "department").order_by("-pk")


def to_route(person: Person) -> QuerySet[Heard]:
    """The first lines a person routes, the most heard first; ``also`` others say the same thing."""
    first = access.heard(person).filter(same_as=None).select_related("department")
    return first.annotate(also=Count("others")).order_by("-also", "-pk")[:SHOWN]


def saying_the_same(said: Heard, person: Person) -> list[Heard]:
    """At most three lines this person reads that may say the same thing, the nearest first; never merged by themselves."""
    first = access.heard(person).filter(same_as=None, kind=said.kind).exclude(pk=said.pk)
    found = {one.pk: one for one in first.order_by("-pk")[:500]}
    return [found[pk] for pk in similar(said.line, {pk: one.line for pk, one in found.items()})]
