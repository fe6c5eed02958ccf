"""The table of situations, and of those that someone put off."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Situation(models.Model):
    """A moment of one conversation, proposed to a team for one week.

    ``passage``, ``why`` and ``cue`` are kept as they were proposed, masked, in both languages: a later
    version of the playbook does not rewrite what people talked about. ``place`` is its order in the week's list;
    nothing here measures a person.
    """

    class Status(models.TextChoices):
        """What became of the proposal."""

        PROPOSED = "proposed"
        SEEN = "seen"
        DISMISSED = "dismissed"

    class Reason(models.TextChoices):
        """Why someone set a situation aside; the rule is questioned, not the person."""

        WRONG = "wrong", _("le passage ne montre pas cela")
        CAUSE = "cause", _("la cause est ailleurs")
        TALKED = "talked", _("nous en avons déjà parlé")
        NOT_USEFUL = "not_useful", _("en parler n’apporterait rien")

    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+"
    )
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    week = models.DateField()
    place = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=60)
    kind = models.CharField(max_length=30)
    success = models.BooleanField()
    playbook_version = models.PositiveIntegerField()
    turn = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    passage = models.TextField()
    because = models.JSONField(default=list)
    why = models.JSONField()
    cue = models.JSONField()
    upstream = models.BooleanField(default=False)
    origin = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.PROPOSED)
    dismissed_for = models.CharField(max_length=10, choices=Reason, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    proposed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "rule", "turn"], name="one_situation")
        ]
        indexes: ClassVar = [
            models.Index(fields=["team", "-week", "place"], name="situation_team"),
            models.Index(fields=["agent", "-week", "place"], name="situation_agent"),
            # Successes of a kind, the latest first: what colleagues agreed to share is found here.
            models.Index(fields=["kind", "-week", "place"], name="situation_kind"),
        ]

    def __str__(self) -> str:
        return f"situation {self.pk} of conversation {self.conversation_id}"


class Snooze(models.Model):
    """A situation that one person put off until a day; it comes back by itself, and only to them."""

    situation = models.ForeignKey(
        Situation, on_delete=models.CASCADE, related_name="snoozes", db_index=False
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    until = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["situation", "person"], name="one_snooze")
        ]
        indexes: ClassVar = [models.Index(fields=["person", "until"], name="snooze_person")]

    def __str__(self) -> str:
        return f"snooze of situation {self.situation_id}"
