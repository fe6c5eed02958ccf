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
