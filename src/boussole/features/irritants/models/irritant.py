"""What makes work harder for no good reason, who meets it, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

LONGEST_WHAT, LONGEST_DETAIL, LONGEST_NOTE = 160, 600, 600


class Irritant(models.Model):
    """One irritant, declared in one line. ``what``, ``detail`` and ``answer`` are masked when they are written.

    ``by`` is its author, shown to others only when ``signed``; without a name once they took it back while others met it
    too. ``same_as`` is the one it is counted with, which points at none itself. ``due_on`` is the last day to answer.
    ``reasons`` are keys of the tree of contact reasons: those it causes. ``contact_minutes`` is how long one of these contacts takes, as told.
    """

    class Hurts(models.TextChoices):
        """Who pays for it."""

        EMPLOYEE = "employee", _("les équipes")
        CUSTOMER = "customer", _("les clients")
        BOTH = "both", _("les équipes et les clients")

    class Reach(models.TextChoices):
        """Who reads it."""

        TEAM = "team", _("mon équipe")
        COMPANY = "company", _("toute l’entreprise")

    class State(models.TextChoices):
        """What became of it."""

        PROPOSED = "proposed", _("proposé")
        TAKEN = "taken", _("pris en charge")
        ANSWERED = "answered", _("répondu : non, et pourquoi")
        FIXING = "fixing", _("en cours de correction")
        RESOLVED = "resolved", _("résolu")

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    what = models.CharField(max_length=LONGEST_WHAT)
    detail = models.CharField(max_length=LONGEST_DETAIL, blank=True)
    hurts = models.CharField(max_length=10, choices=Hurts)
    reach = models.CharField(max_length=10, choices=Reach, default=Reach.TEAM)
    signed = models.BooleanField(default=False)
    declared_on = models.DateField()
    same_as = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="others")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    department = models.ForeignKey(
        "organisation.Department", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    due_on = models.DateField(null=True)
    answer = models.CharField(max_length=LONGEST_NOTE, blank=True)
    answered_on = models.DateField(null=True)
    resolved_on = models.DateField(null=True)
    reasons = models.JSONField(default=list)
    contact_minutes = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["team", "state"], name="irritant_team"),
            models.Index(fields=["owner", "state"], name="irritant_owner"),
            models.Index(fields=["department", "state"], name="irritant_department"),
        ]

    def __str__(self) -> str:
        return f"irritant {self.pk}"

    @property
    def has_owner(self) -> bool:
        """Whether someone or some department is asked for an answer."""
        return self.owner_id is not None or self.department_id is not None

    @property
    def waits_for_answer(self) -> bool:
        """Whether an owner was asked and has not answered."""
        return self.has_owner and self.state in {self.State.PROPOSED, self.State.TAKEN}


class Voice(models.Model):
    """Someone who meets it, its author included: how often a week and how many minutes each time, when they say so.

    ``now_times`` and ``now_minutes`` are what they say once it is resolved, on ``now_on``. Nobody else reads one voice.
    """

    irritant = models.ForeignKey(Irritant, on_delete=models.CASCADE, related_name="voices")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    said_on = models.DateField()
    times = models.FloatField(null=True)
    minutes = models.FloatField(null=True)
    now_on = models.DateField(null=True)
    now_times = models.FloatField(null=True)
    now_minutes = models.FloatField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["irritant", "by"], name="one_voice_each")
        ]

    def __str__(self) -> str:
        return f"voice {self.pk} on {self.irritant_id}"


class Step(models.Model):
    """One step of an irritant's story. ``before`` is what it changed, so that its author takes it back in one click.

    ``note`` is masked. ``by`` acts for the company: their name is shown, which is never so of who declares.
    """

    class Kind(models.TextChoices):
        """What happened."""

        ASSIGNED = "assigned", _("confié")
        TAKEN = "taken", _("pris en charge")
        REFUSED = "refused", _("répondu non")
        ACCEPTED = "accepted", _("correction décidée")
        RESOLVED = "resolved", _("résolu")
        REOPENED = "reopened", _("rouvert")

    irritant = models.ForeignKey(Irritant, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    on = models.DateField()
    to = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    before = models.JSONField(default=dict)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.kind} {self.irritant_id}"
