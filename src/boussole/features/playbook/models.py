"""The table of the playbook. Only this feature imports it; others call services and queries."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class PlaybookVersion(models.Model):
    """One published version: its text never changes, and exactly one is in force."""

    number = models.PositiveIntegerField(unique=True)
    text = models.TextField()
    note = models.TextField(blank=True)
    in_force = models.BooleanField(default=False)
    published_at = models.DateTimeField(db_default=Now())
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["in_force"], condition=models.Q(in_force=True), name="one_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"playbook version {self.number}"
