"""The tables of role-play. Only this feature imports them; others call services and queries."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class ScenarioVersion(models.Model):
    """A scenario as it was written once, in YAML: its text never changes, plays stand on it.

    A company's own scenario has one row per save: ``published_at`` is empty for a draft, ``dropped_at`` says
    that a draft was given up, and at most one row of a key is ``current``. The latest row that is neither
    published nor dropped, and later than the current one, is the draft. ``shipped`` rows keep the text of a scenario
    that comes with Boussole as it was when someone first played it.
    """

    key = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    shipped = models.BooleanField(default=False)
    text = models.TextField()
    fingerprint = models.CharField(max_length=32)
    current = models.BooleanField(default=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    saved_at = models.DateTimeField(db_default=Now())
    published_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key", "shipped", "number"], name="one_scenario_number"
            ),
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(current=True), name="one_current_scenario"
            ),
        ]

    def __str__(self) -> str:
        return f"scenario {self.key} version {self.number}"


class Play(models.Model):
    """Someone's play: what it takes to play it again, and nothing that was found in it.

    The play is ``texts`` read in order from ``seed``. ``reworded`` has, by message, the digest of a scripted line and the
    words a language model put it in. ``draft`` is an answer typed and not sent, or taken back. ``ending`` is the key of
    the ending last reached, for lists. Nothing here measures a person.
    """

    # A number would tell each reader of an address how much everybody plays.
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    version = models.ForeignKey(ScenarioVersion, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=2)
    seed = models.PositiveIntegerField()
    texts = models.JSONField(default=list)
    reworded = models.JSONField(default=dict)
    draft = models.TextField(blank=True)
    explained = models.BooleanField(default=False)
    ending = models.CharField(max_length=60, blank=True)
    began_at = models.DateTimeField(db_default=Now())
    changed_at = models.DateTimeField(db_default=Now())
    given_up_at = models.DateTimeField(null=True)
    shared_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "-changed_at"], name="play_of_a_person"),
            models.Index(fields=["changed_at"], name="play_oldest"),
        ]

    def __str__(self) -> str:
        return f"play {self.pk} of scenario {self.version_id}"


class Suggestion(models.Model):
    """A scenario that a manager proposes to one agent or to a team; it says nothing of who played it."""

    scenario = models.CharField(max_length=60)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.CASCADE, null=True, related_name="+"
    )
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=Now())
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) ^ models.Q(team__isnull=True),
                name="suggested_to_one",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["person", "withdrawn_at"], name="suggested_to_person"),
            models.Index(fields=["team", "withdrawn_at"], name="suggested_to_team"),
        ]

    def __str__(self) -> str:
        return f"suggestion {self.pk} of scenario {self.scenario}"

    @property
    def to(self) -> str:
        """The name of whom it is for."""
        return str(self.team or self.person)
