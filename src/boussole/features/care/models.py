"""The tables of care. Only this feature imports them; others call services and queries.

Nobody's exposure is stored. ``Present`` says who was counted in a published week, without a figure; ``Offer`` is read by its person
alone, and closed it looks the same whether it was taken, declined or left aside.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models

PERSON = settings.AUTH_USER_MODEL


class Choice(models.Model):
    """What someone chose for themself; without a row, everything is on. Nobody else reads it."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="+")
    exposure = models.BooleanField(default=True)
    offers = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"care choice of person {self.person_id}"


class Offer(models.Model):
    """The last offer made to someone: why, while it is open; only its day once it is closed, until another may be made."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="+")
    made_on = models.DateField()
    open = models.BooleanField(default=True)
    about = models.DateField(null=True)
    conversation = models.CharField(max_length=40, blank=True)

    def __str__(self) -> str:
        return f"offer to person {self.person_id}"


class Relay(models.Model):
    """A colleague who volunteered to listen."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="+")
    since = models.DateField()

    def __str__(self) -> str:
        return f"relay {self.person_id}"


class Debrief(models.Model):
    """Two people who talk of what was hard: who asked, with whom, on which day. It never says whether it was offered.

    ``proposed_by`` proposed the day last; the other agrees to it.
    """

    class State(models.TextChoices):
        """Where it is; a declined one waits for its person to choose somebody else."""

        ASKED = "asked"
        AGREED = "agreed"
        HELD = "held"
        DECLINED = "declined"

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    partner = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    proposed_by = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    planned_on = models.DateField()
    wish = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)

    class Meta:
        ordering = ("-planned_on", "-id")
        indexes: ClassVar = [
            models.Index(fields=["person", "-planned_on"], name="debrief_person"),
            models.Index(fields=["partner", "-planned_on"], name="debrief_partner"),
            models.Index(fields=["state", "planned_on"], name="debrief_state"),
        ]

    def __str__(self) -> str:
        return f"debrief {self.pk}"


class DebriefNote(models.Model):
    """What one of the two wrote; both read it, either erases it."""

    debrief = models.ForeignKey(Debrief, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"note {self.pk} of debrief {self.debrief_id}"


class Breather(models.Model):
    """Someone who asks their manager, by their own click, to catch their breath; and what was answered."""

    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    team = models.ForeignKey("organisation.Team", on_delete=models.CASCADE, related_name="+")
    asked_on = models.DateField()
    text = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-asked_on", "-id")
        indexes: ClassVar = [models.Index(fields=["team", "-asked_on"], name="breather_team")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(answer=""), name="one_open_breather"
            )
        ]

    def __str__(self) -> str:
        return f"breather {self.pk}"


class PublishedWeek(models.Model):
    """A week that was counted, once and for good; the comparison with the pulse as it stood then."""

    monday = models.DateField(unique=True)
    effect = models.JSONField(default=dict)

    class Meta:
        ordering = ("-monday",)

    def __str__(self) -> str:
        return f"published week {self.monday}"


class WeekBands(models.Model):
    """The frozen figures of one group and week; ``team`` empty is the whole company. Shape: ``core.care.Bands``."""

    week = models.ForeignKey(PublishedWeek, on_delete=models.CASCADE, related_name="bands")
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.CASCADE, null=True, related_name="+"
    )
    n = models.PositiveIntegerField()
    heavy = models.PositiveIntegerField()
    very_heavy = models.PositiveIntegerField()
    parts = models.PositiveIntegerField()

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["week", "team"], name="bands_once"),
            models.UniqueConstraint(
                fields=["week"], condition=models.Q(team=None), name="bands_once_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"bands of week {self.week_id}"


class Present(models.Model):
    """Someone counted in a published week, in one team, without any figure: later weeks must not be subtracted from this one.

    It outlives an account that is erased, without its name, as the places of the pulse do.
    """

    week = models.ForeignKey(PublishedWeek, on_delete=models.CASCADE, related_name="present")
    team = models.ForeignKey("organisation.Team", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"presence in week {self.week_id}"


class Rota(models.Model):
    """Where a team's hard contacts concentrate, as of its last published week; shape: ``rotas.found``."""

    team = models.OneToOneField("organisation.Team", on_delete=models.CASCADE, related_name="+")
    week = models.ForeignKey(PublishedWeek, on_delete=models.CASCADE, related_name="+")
    found = models.JSONField()

    def __str__(self) -> str:
        return f"rota of team {self.team_id}"
