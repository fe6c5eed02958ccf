"""The audit trail: every write, and every access to a customer, leaves one row."""

from __future__ import annotations

from django.db.models import Model
from pydantic import JsonValue

from boussole.features.organisation.actions import is_declared
from boussole.features.organisation.models import AuditEntry, Person


def record(by: Person | None, action: str, target: Model | str, **details: JsonValue) -> AuditEntry:
    """Write who did what.

    ``action`` is one that a feature declared (see ``actions``), such as ``PERSON_CREATED``; ``target`` is
    a stored object, or ``type:id`` for something that is not. ``details`` never hold message text.
    ``by`` is ``None`` when the machine acts by itself. An action that nobody declared is a
    ``LookupError``: the trail could not say it.
    """
    if not is_declared(action):
        raise LookupError(f"No action is called {action!r}; declare it with actions.action().")
    if isinstance(target, Model):
        object_type, object_id = target._meta.label_lower, str(target.pk)
    else:
        object_type, _, object_id = target.partition(":")
    return AuditEntry.objects.create(
        person=by, action=action, object_type=object_type, object_id=object_id, details=details
    )
