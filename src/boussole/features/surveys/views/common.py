"""What the managers' pages of surveys share."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person
from boussole.features.organisation.views.common import Tab
from boussole.features.surveys import access


def tabs(person: Person, current: str) -> list[Tab]:
    """The pages of surveys that a person may open."""
    found = [
        ("list", _("Enquêtes"), "surveys:list", access.SEE),
        ("follow_ups", _("À rappeler"), "surveys:follow_ups", access.FOLLOW_UP),
        ("why", _("Pourquoi cette personne"), "surveys:why", access.EXPLAIN),
        ("rules", _("Règles communes"), "surveys:rules", access.MANAGE),
    ]
    return [
        Tab(label, reverse(url), name == current)
        for name, label, url, ability in found
        if may(person, ability)
    ]
