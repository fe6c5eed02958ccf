"""The tables of contact reasons. Only this feature imports them; others call services and queries."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class TreeVersion(models.Model):
    """The whole tree after one change: it never changes itself, and the highest number is in force.

    ``tree`` is a ``core.reasons.ReasonTree`` as JSON and ``digest`` names its content. ``change`` is the action of the
    audit trail that made it, ``about`` the key it was about.
    """

    number = models.PositiveIntegerField(unique=True)
    tree = models.TextField()
    digest = models.CharField(max_length=32, db_index=True)
    change = models.CharField(max_length=80)
    about = models.CharField(max_length=100, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    changed_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"tree version {self.number}"


class LearntReasons(models.Model):
    """A model of reasons that the company taught: made of the shipped examples, of its tree and of its corrections.

    It reads as soon as it is made, unless it reads corrections worse than the shipped one; one at most is
    in force, in the place of the one it ``replaces``. ``base`` names the shipped model of the day, ``tree``
    what the tree taught it, ``material`` all that taught it. The file holds weights of terms, never a text. Counts are of corrections it had
    not learnt: ``right_before`` and ``unknown_before`` are those of the shipped model.
    """

    class State(models.TextChoices):
        """How far the learning got."""

        QUEUED = "queued"
        RUNNING = "running"
        READY = "ready"
        FAILED = "failed"

    number = models.PositiveIntegerField(unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    base = models.CharField(max_length=8, blank=True)
    tree = models.CharField(max_length=16, blank=True)
    material = models.CharField(max_length=32, blank=True)
    fingerprint = models.CharField(max_length=8, blank=True)
    corrections = models.PositiveIntegerField(default=0)
    phrases = models.PositiveIntegerField(default=0)
    right = models.PositiveIntegerField(default=0)
    unknown = models.PositiveIntegerField(default=0)
    right_before = models.PositiveIntegerField(default=0)
    unknown_before = models.PositiveIntegerField(default=0)
    # For each corrected reason: its key (empty for none), n, right, unknown.
    by_reason = models.JSONField(default=list)
    file = models.BinaryField(null=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(db_default=Now())
    finished_at = models.DateTimeField(null=True)
    in_force = models.BooleanField(default=False)
    replaces = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["in_force"],
                condition=models.Q(in_force=True),
                name="one_learnt_reasons_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"learnt reasons {self.number}"


class ThemeSearch(models.Model):
    """One search for themes among the contacts of a period whose reason was unknown."""

    class State(models.TextChoices):
        """Where a search stands."""

        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    since = models.DateTimeField(null=True)
    middle = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    contacts = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-asked_at"], name="theme_search_newest")]

    def __str__(self) -> str:
        return f"theme search {self.pk}"


class FoundTheme(models.Model):
    """One theme of a search; ``members`` are conversations, nearest to what it is about first.

    ``reason`` is the key of the reason that was made of it.
    """

    search = models.ForeignKey(ThemeSearch, on_delete=models.CASCADE, related_name="themes")
    place = models.PositiveSmallIntegerField()
    terms = models.JSONField(default=list)
    members = models.JSONField(default=list)
    size = models.PositiveIntegerField()
    earlier = models.PositiveIntegerField()
    recent = models.PositiveIntegerField()
    growth = models.CharField(max_length=10)
    reason = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["search", "place"], name="one_theme_per_place")
        ]

    def __str__(self) -> str:
        return f"theme {self.place} of search {self.search_id}"
