"""The tables of what people correct: a contact's reason, and its cause apart from the reason."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class ReasonCorrection(models.Model):
    """What a person says a contact is about, in place of what was given or read.

    ``reason`` is a key of the tree, empty when none fits; ``before`` is what was shown until then. A later
    correction stands on the one it ``replaces``, which counts again when it is withdrawn. Imports and
    readings leave these rows alone.
    """

    conversation = models.ForeignKey(
        "conversations.Conversation",
        on_delete=models.CASCADE,
        related_name="corrections",
        db_index=False,
    )
    reason = models.CharField(max_length=100, blank=True)
    before = models.CharField(max_length=100, blank=True)
    why = models.TextField(blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    replaces = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    in_force = models.BooleanField(default=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=models.Q(in_force=True),
                name="one_correction_in_force",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["conversation"], name="correction_conversation"),
            models.Index(fields=["reason"], name="correction_reason"),
        ]

    def __str__(self) -> str:
        return f"correction {self.pk} of conversation {self.conversation_id}"


class OriginCorrection(models.Model):
    """What a person says of one contact's cause, in place of what follows from its reason.

    ``origin`` and ``demand`` are keys of ``core.reasons``; an empty one follows the reason. It stands on
    its own: another reason leaves it, and so do imports and readings. A later one stands on the one it
    ``replaces``, as corrections of reasons do.
    """

    conversation = models.ForeignKey(
        "conversations.Conversation",
        on_delete=models.CASCADE,
        related_name="origin_corrections",
        db_index=False,
    )
    origin = models.CharField(max_length=20, blank=True)
    demand = models.CharField(max_length=10, blank=True)
    why = models.TextField(blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    replaces = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    in_force = models.BooleanField(default=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation"],
                condition=models.Q(in_force=True),
                name="one_origin_in_force",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin="", demand=""), name="origin_or_demand_said"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["conversation"], name="origin_conversation")]

    def __str__(self) -> str:
        return f"correction {self.pk} of the origin of conversation {self.conversation_id}"
