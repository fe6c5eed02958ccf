"""An initiative may start from what someone hears from customers; irritants come earlier, so they are asked from here."""

from __future__ import annotations

from django.urls import reverse

from boussole.features.initiatives.origins import Origin
from boussole.features.irritants import access
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person

KIND = "heard"


def find(person: Person, key: int) -> Origin | None:
    """The line someone said, or that they route."""
    said = access.heard(person).filter(pk=key).first()
    if said is None:
        return None
    url = reverse("irritants:heard") if may(person, access.HEAR) else ""
    return Origin(f"{KIND}:{key}", said.line, url)
