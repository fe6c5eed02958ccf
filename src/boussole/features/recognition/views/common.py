"""What the recognition pages share."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person
from boussole.features.organisation.views.common import Tab
from boussole.features.recognition import access
from boussole.features.recognition.models import Reach


def tabs(person: Person, current: str, *, in_a_team: bool) -> list[Tab]:
    """The pages a person may read: their teams', the company's, their own, and a manager's practice."""
    wall = reverse("recognition:wall")
    found = [("team", _("Mon équipe"), f"{wall}?reach={Reach.TEAM}")] if in_a_team else []
    found.append(("company", _("L’entreprise"), f"{wall}?reach={Reach.COMPANY}"))
    if may(person, access.RECEIVE):
        found.append(("mine", _("Les miennes"), reverse("recognition:mine")))
    if may(person, access.PRACTICE):
        found.append(("practice", _("Ma pratique"), reverse("recognition:practice")))
    return [Tab(label, url, name == current) for name, label, url in found]
