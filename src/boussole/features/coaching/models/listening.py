"""The tables of the random listening, and of who agreed that their good passages be shown to colleagues."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Listening(models.Model):
    """A conversation drawn at random for a team and a week: no rule chose it, and it says nothing of anyone."""

    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+"
    )
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.CASCADE, related_name="+", db_index=False
    )
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    week = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["week", "agent"], name="one_listening_per_agent")
        ]
        indexes: ClassVar = [
            models.Index(fields=["team", "week"], name="listening_team"),
            models.Index(fields=["agent", "week"], name="listening_agent"),
        ]

    def __str__(self) -> str:
        return f"listening to conversation {self.conversation_id}"


class SharingConsent(models.Model):
    """Someone agrees that passages of theirs that went well be shown to colleagues, without their name.

    There is a row while they agree; taking it back deletes the row, and nothing of theirs is shown any more.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )
    given_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"sharing consent of person {self.person_id}"
