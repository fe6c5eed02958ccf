"""The tables of learning. Only this feature imports them; others call services and queries."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class OwnModels(models.Model):
    """Models that the deployment made of the shipped ones and of its corrections, asked for by someone.

    Nothing is read with them until someone puts them in force; one version at most is. The files hold
    weights of terms, never a text. ``examples`` are places of messages whose signals would change, and which.
    Counts say what the models are worth on corrections they did not learn.
    """

    class State(models.TextChoices):
        """How far the making got; ``DROPPED`` was made and refused."""

        QUEUED = "queued"
        RUNNING = "running"
        READY = "ready"
        FAILED = "failed"
        DROPPED = "dropped"

    number = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    step = models.PositiveSmallIntegerField(default=0)
    base = models.CharField(max_length=80, blank=True)
    version = models.CharField(max_length=80, blank=True)
    corrections = models.PositiveIntegerField(default=0)
    right_before = models.PositiveIntegerField(default=0)
    right_after = models.PositiveIntegerField(default=0)
    anchors = models.PositiveIntegerField(default=0)
    anchors_changed = models.FloatField(default=0)
    examples = models.JSONField(default=list)
    customer = models.BinaryField(null=True)
    agent = models.BinaryField(null=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)
    in_force = models.BooleanField(default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["in_force"], condition=models.Q(in_force=True), name="one_own_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"own models {self.number}"


class ThresholdMeasure(models.Model):
    """What a rule would find at each threshold, in the latest weeks and in the situations that people judged.

    ``key`` names the facts, the playbook and the models it was measured with: another key, another measure.
    """

    class State(models.TextChoices):
        """How far the measure got."""

        QUEUED = "queued"
        DONE = "done"
        FAILED = "failed"

    rule = models.CharField(max_length=60, unique=True)
    key = models.CharField(max_length=250)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    # For each threshold: found, and what is added and removed beside the threshold in force.
    effects = models.JSONField(default=list)
    # The points of the curve on what people judged.
    judged = models.JSONField(default=list)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"measure of the thresholds of {self.rule}"
