"""What people hear and what gets in their way, for tests, said through services."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from boussole.features.irritants import declaring, handling, services
from boussole.features.irritants.models import Irritant, Step
from boussole.features.organisation import queries as organisation
from boussole.features.organisation import services as organising
from boussole.features.organisation.models import Department
from tests.cast import Cast

WHAT = "Le formulaire pour obtenir un formulaire"


def heard_by_awa(cast: Cast) -> dict[str, Any]:
    """A line that Awa said."""
    return {"pk": services.hear("process", "Le formulaire est introuvable", by=cast.awa).pk}


def department_of_denis(cast: Cast) -> Department:
    """The department where Denis answers, made once."""
    found = organisation.departments().filter(key="logistics").first()
    return found or organising.create_department(
        by=None, name="Logistique", key="logistics", contact=cast.denis
    )


def line_for_denis(cast: Cast) -> dict[str, Any]:
    """A line of Awa's that waits for Denis's answer."""
    said = services.hear("process", "Le formulaire est introuvable", by=cast.awa)
    services.route(said, department_of_denis(cast), by=cast.claire)
    return {"pk": said.pk}


def irritant_of_awa(cast: Cast, **more: Any) -> Irritant:
    """An irritant that Awa declared: an hour a week."""
    asked: dict[str, Any] = {"by": cast.awa, "on": today(), "times": 5.0, "minutes": 12.0}
    return declaring.declare(WHAT, **asked | more)


def declared_by_awa(cast: Cast) -> dict[str, Any]:
    """An irritant that nobody was given."""
    return {"pk": irritant_of_awa(cast).pk}


def given_to_denis(cast: Cast) -> dict[str, Any]:
    """An irritant that waits for the answer of Denis's department."""
    made = irritant_of_awa(cast)
    handling.assign(made, by=cast.claire, on=today(), department=department_of_denis(cast))
    return {"pk": made.pk}


def fixed_by_denis(cast: Cast) -> dict[str, Any]:
    """A resolved irritant; Awa is asked what it costs now."""
    return {"pk": _fixed(cast).irritant_id}


def step_of_denis(cast: Cast) -> dict[str, Any]:
    """The last step of an irritant, that Denis took."""
    step = _fixed(cast)
    return {"pk": step.irritant_id, "step": step.pk}


def _fixed(cast: Cast) -> Step:
    made = Irritant.objects.get(pk=given_to_denis(cast)["pk"])
    handling.link(made, ["delivery.late"], by=cast.claire, contact_minutes=8)
    handling.answer(made, "Nous retirons le premier.", by=cast.denis, on=today(), fixing=True)
    return handling.resolve(made, by=cast.denis, on=today(), how="Un seul formulaire.")


def today() -> date:
    """The day it is where the company is."""
    return timezone.localdate()
