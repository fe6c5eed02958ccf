"""What the leadership does in the open: name listening persons, and say what to do in an emergency."""

from __future__ import annotations

from django.db import transaction

from boussole.features.confidential import actions
from boussole.features.confidential.models import Guidance, Listener
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person


@transaction.atomic
def name(person: Person, *, sentence: str, by: Person) -> Listener:
    """Name a listening person, or say anew who they are; someone named again keeps their key."""
    listener, _new = Listener.objects.update_or_create(
        person=person, defaults={"sentence": sentence.strip(), "named": True}
    )
    record(by, actions.NAMED, person)
    return listener


@transaction.atomic
def unname(listener: Listener, *, by: Person) -> None:
    """Offer someone no more. Threads that began go on until they are closed or erased: their authors are told."""
    if Listener.objects.filter(pk=listener.pk, named=True).update(named=False):
        record(by, actions.UNNAMED, listener.person)


@transaction.atomic
def write_emergency(text: str, *, by: Person) -> None:
    """Say what to do in an emergency; an empty text gives back what the page says by itself."""
    Guidance.objects.update_or_create(pk=1, defaults={"emergency": text.strip()})
    record(by, actions.GUIDANCE_CHANGED, "confidential.guidance:1")
