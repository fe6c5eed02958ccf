"""Suggesting a scenario to an agent or a team, and taking it back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person, Team
from boussole.features.roleplay import actions
from boussole.features.roleplay.models import Suggestion


@transaction.atomic
def suggest(scenario: str, *, to: Person | Team, note: str, by: Person) -> Suggestion:
    """Propose a scenario; it shows for whom it is meant until they play it, or it is withdrawn."""
    target = {"person": to} if isinstance(to, Person) else {"team": to}
    known = Suggestion.objects.filter(scenario=scenario, by=by, withdrawn_at=None, **target)
    known.update(withdrawn_at=timezone.now())
    made = Suggestion.objects.create(scenario=scenario, by=by, note=note, **target)
    record(by, actions.SUGGESTED, made, scenario=scenario)
    return made


@transaction.atomic
def withdraw(suggestion: Suggestion, *, by: Person) -> None:
    """Take a suggestion back."""
    suggestion.withdrawn_at = timezone.now()
    suggestion.save(update_fields=["withdrawn_at"])
    record(by, actions.UNSUGGESTED, suggestion, scenario=suggestion.scenario)
