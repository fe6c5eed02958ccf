"""Which days of facts exist, and from what. Facts themselves are files, rebuilt at will."""

from __future__ import annotations

from django.db import models


class FactDay(models.Model):
    """One day of facts: a partition of the store, and what it was made with.

    ``version`` names the schema, the models and the playbook, so that days read under another frame
    are found and built again. A day never built, or whose conversations changed since, is stale.
    """

    class State(models.TextChoices):
        """Whether the partition says what the records say."""

        STALE = "stale"
        BUILT = "built"

    day = models.DateField(primary_key=True)
    state = models.CharField(max_length=5, choices=State, default=State.STALE)
    version = models.CharField(max_length=80, blank=True)
    conversations = models.PositiveIntegerField(default=0)
    turns = models.PositiveIntegerField(default=0)
    built_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["state"], name="fact_day_state"),)

    def __str__(self) -> str:
        return f"facts of {self.day}"
