"""The table of what people say of labels and situations; ``models`` gives it to the rest of the feature."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class Judgement(models.Model):
    """What someone says of a label or of a situation: it is right, it is wrong, or it is missing.

    ``name`` is a signal's name or a rule's key. ``grade`` is the right one for dissatisfaction, 0 when none is
    expressed. ``text_hash`` names the masked message, so that a new import which moves it is followed.
    ``model``, ``playbook_version`` and ``rule_version`` say what had read it.
    """

    class Subject(models.TextChoices):
        """What is judged."""

        SIGNAL = "signal"
        RULE = "rule"

    class Verdict(models.TextChoices):
        """What is said of it."""

        RIGHT = "right"
        WRONG = "wrong"
        MISSING = "missing"

    conversation = models.ForeignKey(
        "conversations.Conversation",
        on_delete=models.CASCADE,
        related_name="judgements",
        db_index=False,
    )
    turn = models.PositiveIntegerField()
    text_hash = models.CharField(max_length=16, blank=True)
    subject = models.CharField(max_length=10, choices=Subject, default=Subject.SIGNAL)
    name = models.CharField(max_length=60)
    verdict = models.CharField(max_length=10, choices=Verdict, default=Verdict.WRONG)
    grade = models.PositiveSmallIntegerField(null=True)
    why = models.TextField(blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    model = models.CharField(max_length=80)
    playbook_version = models.PositiveIntegerField(null=True)
    rule_version = models.PositiveIntegerField(null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "turn", "subject", "name", "person"], name="one_judgement"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["subject", "name", "at"], name="judgement_name")]

    def __str__(self) -> str:
        return (
            f"judgement of {self.name} in turn {self.turn} of conversation {self.conversation_id}"
        )
