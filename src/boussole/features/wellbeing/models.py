"""The tables of the pulse. Only this feature imports them; others call services and queries.

No row joins an answer to an account. ``Place`` says who is asked and whether they answered, without an instant. Answers and
comments hold no author, no instant and no order, and their two digests of the receipt code differ, so that nothing stored joins
an answer to a comment either. Answers live only until their wave is closed; ``Published`` is what stays.

Managers are one group of the whole company, never of a team: their places, answers and comments have no team.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Wave(models.Model):
    """One round of questions to everyone in the teams.

    ``questions`` are keys of the bank; thresholds and the memory (how long published groups may not be subtracted from each
    other, in days) are fixed when it is launched. ``settled`` is true once what may be published was, for good.
    """

    class Kind(models.TextChoices):
        """A few questions in turn, or all of them."""

        SHORT = "short", _("courte")
        LONG = "long", _("complète")

    kind = models.CharField(max_length=5, choices=Kind)
    opens_on = models.DateField()
    closes_on = models.DateField()
    questions = models.JSONField()
    least_answers = models.PositiveSmallIntegerField()
    least_comments = models.PositiveSmallIntegerField()
    memory_days = models.PositiveSmallIntegerField()
    settled = models.BooleanField(default=False)

    class Meta:
        ordering = ("-opens_on", "-id")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["settled"], condition=models.Q(settled=False), name="one_open_wave"
            )
        ]

    def __str__(self) -> str:
        return f"pulse wave {self.pk}"


class Place(models.Model):
    """Someone asked in a wave, in one team, or among managers without one. Written for everyone at launch, in the order of names:
    its key tells nothing.

    It outlives an account that is erased: a group of whom one is forgotten would look like another that may be subtracted.
    ``invited`` and ``reminded`` say that a letter left, to everyone alike whether they answered or not.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="places", db_index=False)
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.CASCADE, null=True, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answered = models.BooleanField(default=False)
    invited = models.BooleanField(default=False)
    reminded = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wave", "person"], name="one_place_in_a_wave")
        ]

    def __str__(self) -> str:
        return f"place in pulse wave {self.wave_id}"


class Answer(models.Model):
    """What someone of a team answered; nobody knows who. ``values`` is 1 to 5 by question."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="answers")
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.CASCADE, null=True, related_name="+"
    )
    receipt = models.CharField(max_length=64, unique=True)
    values = models.JSONField()

    def __str__(self) -> str:
        return f"answer in pulse wave {self.wave_id}"


class Comment(models.Model):
    """What someone wrote, apart from what they answered, and for whom; the reader is fixed when it is written.

    One for the company loses its team when the wave is closed.
    """

    class Reader(models.TextChoices):
        """Who reads it."""

        MANAGER = "manager", _("le manager de l’équipe")
        LEADERS = "leaders", _("la direction, avec le nom de l’équipe")
        COMPANY = "company", _("la direction, sans le nom de l’équipe")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="comments")
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.CASCADE, null=True, related_name="+"
    )
    reader = models.CharField(max_length=7, choices=Reader, default=Reader.MANAGER)
    receipt = models.CharField(max_length=64, unique=True)
    text = models.TextField()

    def __str__(self) -> str:
        return f"comment in pulse wave {self.wave_id}"


class Reply(models.Model):
    """One message of the talk under a comment: the author's, without a name, or their reader's. No instant, only an order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="replies")
    position = models.PositiveSmallIntegerField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    from_author = models.BooleanField()
    text = models.TextField()

    class Meta:
        ordering = ("position",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["comment", "position"], name="one_reply_at_a_place")
        ]

    def __str__(self) -> str:
        return f"reply {self.position} under a pulse comment"


class Published(models.Model):
    """The frozen figures of one group and question, written once.

    ``team`` empty is the company: its teams together, or with ``managers`` its managers, who are in no other figure.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="published")
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.CASCADE, null=True, related_name="+"
    )
    managers = models.BooleanField(default=False)
    question = models.CharField(max_length=60)
    n = models.PositiveIntegerField()
    total = models.FloatField()
    favourable = models.PositiveIntegerField()

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["wave", "team", "question"], name="published_once"),
            models.UniqueConstraint(
                fields=["wave", "question", "managers"],
                condition=models.Q(team=None),
                name="published_once_whole",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["team", "question"], name="published_team")]

    def __str__(self) -> str:
        return f"{self.question} in pulse wave {self.wave_id}"


class Promise(models.Model):
    """What a manager promises their team after a wave; the team rates it a month later, in ``asked_in``."""

    team = models.ForeignKey("organisation.Team", on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    theme = models.CharField(max_length=60)
    text = models.CharField(max_length=300)
    made_on = models.DateField()
    asked_in = models.ForeignKey(Wave, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-made_on", "-id")
        indexes: ClassVar = [models.Index(fields=["team", "-made_on"], name="promise_team")]

    def __str__(self) -> str:
        return f"promise {self.pk} to team {self.team_id}"

    @property
    def question(self) -> str:
        """The key under which the team rates it."""
        return f"promise:{self.pk}"


class Rhythm(models.Model):
    """How often a short wave is launched by itself; 0 is never. One row."""

    every_days = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"a wave every {self.every_days} days"


class PlannedWave(models.Model):
    """The day on which the next full wave is launched by itself. One row at most."""

    opens_on = models.DateField()

    def __str__(self) -> str:
        return f"full pulse wave planned on {self.opens_on}"


class NoReminder(models.Model):
    """Someone who does not want to be reminded of an open wave."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"no pulse reminder for {self.person_id}"
