"""An initiative may start from an irritant, or from what someone hears; irritants come earlier, so they are asked from here."""

from __future__ import annotations

from django.urls import reverse

from boussole.features.initiatives.origins import Origin
from boussole.features.irritants import access
from boussole.features.irritants.queries import OPEN
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person

HEARD, IRRITANT = "heard", "irritant"
MOST = 5


def heard(person: Person, key: int) -> Origin | None:
    """The line someone said, or that they route."""
    said = access.heard(person).filter(pk=key).first()
    if said is None:
        return None
    url = reverse("irritants:heard") if may(person, access.HEAR) else ""
    return Origin(f"{HEARD}:{key}", said.line, url)


def irritant(person: Person, key: int) -> Origin | None:
    """An irritant that someone reads."""
    found = access.irritants(person).filter(pk=key).first()
    return _irritant(found.pk, found.what) if found else None


def latest(person: Person) -> list[Origin]:
    """The latest irritants that someone reads and that are still open: an idea may start from one."""
    found = access.irritants(person).filter(same_as=None, state__in=OPEN)
    shown = found.order_by("-pk").values_list("pk", "what").distinct()[:MOST]
    return [_irritant(pk, what) for pk, what in shown]


def _irritant(pk: int, what: str) -> Origin:
    return Origin(f"{IRRITANT}:{pk}", what, reverse("irritants:irritant", args=[pk]))
