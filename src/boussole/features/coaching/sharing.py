"""Agreeing that passages that went well be shown to colleagues, and taking it back: off until someone says yes."""

from __future__ import annotations

from django.db import transaction

from boussole.features.coaching import actions
from boussole.features.coaching.models import SharingConsent
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person


@transaction.atomic
def agree(person: Person) -> None:
    """Let colleagues read one's good passages, without a name."""
    _consent, made = SharingConsent.objects.get_or_create(person=person)
    if made:
        record(person, actions.SHARING_GIVEN, person)


@transaction.atomic
def take_back(person: Person) -> None:
    """Stop at once: the next page that anyone opens shows nothing of theirs."""
    deleted, _by_table = SharingConsent.objects.filter(person=person).delete()
    if deleted:
        record(person, actions.SHARING_TAKEN_BACK, person)
