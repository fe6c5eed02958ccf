"""What recognition offers on a situation that is a success: to thank for it, or that it was thanked for."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from boussole.features.coaching.links import Concerned
from boussole.features.conversations.links import Link
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person
from boussole.features.recognition import access, queries


def links(person: Person, situations: Sequence[Concerned]) -> dict[int, list[Link]]:
    """For a manager: thank in one click, or in their own words; for both, that it was done."""
    if not may(person, access.RECEIVE):
        return {}
    found = {pk: [_said(person)] for pk in queries.thanked(person, situations)}
    if may(person, access.ACCEPT):
        found |= {pk: _offers(pk) for pk in queries.thankable(person, situations)}
    return found


def _said(person: Person) -> Link:
    if may(person, access.ACCEPT):
        return Link(_("Déjà saluée"), "said", "hand-heart")
    return Link(_("On vous en a remercié"), "said", "hand-heart", reverse("recognition:mine"))


def _offers(pk: int) -> list[Link]:
    return [
        Link(_("Remercier"), "does", "hand-heart", reverse("recognition:accept", args=[pk])),
        Link(
            _("Nommer cette réussite"),
            "leads",
            "pencil",
            reverse("recognition:name", args=[pk]),
            brief=False,
        ),
    ]
