"""The tables of what people write when they dissect a situation; kept for ``retention.KEPT_FOR``."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from boussole.features.coaching.models.situation import Situation

LONGEST = 2000


class Note(models.Model):
    """A remark anchored to a message, or to ``start:end`` of its masked text when ``end`` is not 0.

    ``text_hash`` names the masked message, so that a new import which moves it is followed. Read by the
    situation's agent and their managers alone.
    """

    situation = models.ForeignKey(
        Situation, on_delete=models.CASCADE, related_name="notes", db_index=False
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    turn = models.PositiveIntegerField()
    start = models.PositiveIntegerField(default=0)
    end = models.PositiveIntegerField(default=0)
    text_hash = models.CharField(max_length=16)
    text = models.TextField(max_length=LONGEST)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["situation", "turn", "written_at"], name="note_situation"),
            models.Index(fields=["written_at"], name="note_written"),
        ]

    def __str__(self) -> str:
        return f"note {self.pk} on situation {self.situation_id}"


class OwnReading(models.Model):
    """How one person reads a situation, in three answers.

    Others read it once it is submitted and they have submitted theirs, or when ``shown_early``. Taken back, its
    answers are emptied; ``informed`` then says that its author had read another's before writing again.
    """

    situation = models.ForeignKey(
        Situation, on_delete=models.CASCADE, related_name="readings", db_index=False
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    happened = models.TextField(blank=True, max_length=LONGEST)
    turned = models.TextField(blank=True, max_length=LONGEST)
    would_try = models.TextField(blank=True, max_length=LONGEST)
    submitted_at = models.DateTimeField(null=True)
    shown_early = models.BooleanField(default=False)
    informed = models.BooleanField(default=False)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["situation", "author"], name="one_own_reading")
        ]
        indexes: ClassVar = [models.Index(fields=["written_at"], name="own_reading_written")]

    def __str__(self) -> str:
        return f"reading {self.pk} of situation {self.situation_id}"
