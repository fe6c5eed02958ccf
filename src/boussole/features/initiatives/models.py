"""The tables of initiatives. Only this feature imports them; others call services and queries."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boussole.core.metrics.effect import Declaration
from boussole.core.metrics.trials import Compared

PERSON = settings.AUTH_USER_MODEL


class Initiative(models.Model):
    """An idea in one line, why, and for whom. Its texts are masked when they are written.

    ``origin`` is a neutral reference to what it starts from, ``kind:key`` (see ``origins``); nothing breaks when that is
    gone. ``team`` is the author's when it was proposed. ``moved_at`` is when it last changed state.
    """

    class State(models.TextChoices):
        """Where it stands."""

        PROPOSED = "proposed", _("proposée")
        ANNOUNCED = "announced", _("essai annoncé")
        OBJECTED = "objected", _("objection à traiter")
        TRIED = "tried", _("à l’essai")
        TOLD = "told", _("racontée")
        WITHDRAWN = "withdrawn", _("retirée par son auteur")

    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    line = models.CharField(max_length=160)
    why = models.CharField(max_length=600)
    whom = models.CharField(max_length=160)
    origin = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    proposed_at = models.DateTimeField(default=timezone.now)
    moved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "-id"], name="initiative_state"),
            models.Index(fields=["by", "-id"], name="initiative_by"),
        ]

    def __str__(self) -> str:
        return f"initiative {self.pk}"


class Step(models.Model):
    """An initiative came to a state: its history. Without a person, time did it."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=Initiative.State)
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"step {self.pk} of initiative {self.initiative_id}"


class Trial(models.Model):
    """What is tried, where, until when, and what will tell. The latest one of an initiative is the one in question.

    ``objections_until`` is the last day on which a manager may object; none when nobody could. ``declaration`` is written
    when the trial is announced, before it starts, and never changes; it is empty without a metric or when the metric's
    effect cannot be declared. ``started_on`` is the day it really began.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="trials")
    what = models.CharField(max_length=400)
    where = models.CharField(max_length=200)
    teams = models.ManyToManyField("organisation.Team", related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    will_tell = models.CharField(max_length=400)
    metric = models.CharField(max_length=60, blank=True)
    declaration = models.JSONField(null=True)
    announced_at = models.DateTimeField(default=timezone.now)
    objections_until = models.DateField(null=True)
    started_on = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["ends_on"], name="trial_end")]

    def __str__(self) -> str:
        return f"trial {self.pk} of initiative {self.initiative_id}"

    @property
    def declared(self) -> Declaration | None:
        """What was declared before it started."""
        return Declaration.model_validate(self.declaration) if self.declaration else None

    def is_open_to_objections(self, today: date) -> bool:
        """Whether a manager may still object."""
        return self.objections_until is not None and today <= self.objections_until


class Objection(models.Model):
    """A manager's objection: a reason, and what could be tried instead. Lifted, it no longer stands."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="objections")
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=400)
    counter_proposal = models.CharField(max_length=400)
    made_at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"objection {self.pk} to trial {self.trial_id}"


class Telling(models.Model):
    """What a trial taught, and what becomes of it."""

    class Outcome(models.TextChoices):
        """What becomes of it."""

        KEPT = "kept", _("gardée")
        ADAPTED = "adapted", _("adaptée")
        DROPPED = "dropped", _("abandonnée")

    trial = models.OneToOneField(Trial, on_delete=models.CASCADE, related_name="telling")
    learnt = models.CharField(max_length=1200)
    outcome = models.CharField(max_length=8, choices=Outcome)
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    told_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"telling of trial {self.trial_id}"


class Support(models.Model):
    """A colleague who is in."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="supports", db_index=False
    )
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["initiative", "person"], name="in_once")
        ]

    def __str__(self) -> str:
        return f"support {self.pk} of initiative {self.initiative_id}"


class Comment(models.Model):
    """A short word from a colleague, masked when it is written."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.CharField(max_length=300)
    written_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"comment {self.pk} on initiative {self.initiative_id}"


class Measurement(models.Model):
    """What was measured of a trial's metric, with the key of the facts it was counted on; ``settled`` once read for good."""

    trial = models.OneToOneField(Trial, on_delete=models.CASCADE, related_name="measurement")
    key = models.CharField(max_length=250)
    result = models.JSONField()
    settled = models.BooleanField(default=False)
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"measurement of trial {self.trial_id}"

    @property
    def read(self) -> Compared:
        """The stored result."""
        return Compared.model_validate(self.result)


class TrialRule(models.Model):
    """How many working days a manager has to object: one row, the company's."""

    objection_days = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.objection_days} working days to object"
