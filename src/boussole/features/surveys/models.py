"""The tables of surveys. Only this feature imports them; others call services and queries.

Customers' words are stored as they were typed, and masked beside (``Answer.masked``): pages show the masked
text. Addresses that asked not to be written to, or that no mail reaches, are kept as digests alone.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boussole.core.surveys import GATES
from boussole.features.surveys.rules_models import HouseRules, default_languages

__all__ = [
    "Address",
    "Answer",
    "Decision",
    "FollowUp",
    "HouseRules",
    "Invitation",
    "Occasion",
    "Survey",
    "Version",
]


class Survey(models.Model):
    """What is asked, of whom, when. Its questions live in versions: an answer keeps the words it was given to."""

    class Trigger(models.TextChoices):
        """What makes an occasion to ask."""

        RESOLVED = "resolved", _("quand un contact est résolu")
        EVENT = "event", _("des jours après un événement annoncé par un programme")
        HAND = "hand", _("à la main, pour un contact choisi")
        API = "api", _("à la demande d’un programme")
        RELATIONAL = "relational", _("à intervalle régulier, à une partie des clients")

    class Per(models.TextChoices):
        """How often one contact may be asked about."""

        CONVERSATION = "conversation", _("une fois par contact")
        RESOLUTION = "resolution", _("à chaque résolution")

    class State(models.TextChoices):
        """Only an active survey asks anyone."""

        DRAFT = "draft", _("en préparation")
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("suspendue")

    name = models.CharField(max_length=120)
    trigger = models.CharField(max_length=12, choices=Trigger, default=Trigger.RESOLVED)
    per = models.CharField(max_length=12, choices=Per, default=Per.CONVERSATION)
    # Hours after a resolution, days after an event, days between two waves.
    delay_hours = models.PositiveSmallIntegerField(default=2)
    delay_days = models.PositiveSmallIntegerField(default=0)
    every_days = models.PositiveSmallIntegerField(default=90)
    languages = models.JSONField(default=default_languages)
    channels = models.JSONField(default=list)
    survey_clock_days = models.PositiveSmallIntegerField(default=30)
    share_percent = models.PositiveSmallIntegerField(default=100)
    reminder_days = models.PositiveSmallIntegerField(default=3)
    expires_days = models.PositiveSmallIntegerField(default=14)
    follows_up = models.BooleanField(default=True)
    follow_up_days = models.PositiveSmallIntegerField(default=3)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    # Occasions before it are of the past: nobody is written to about them.
    started_at = models.DateTimeField(null=True)
    seed = models.CharField(max_length=32)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class Version(models.Model):
    """The questions of a survey as they were from one moment on; never changed once invitations carry it."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    questions = models.JSONField(default=list)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "number"], name="one_survey_version")
        ]

    def __str__(self) -> str:
        return f"version {self.number} of survey {self.survey_id}"


class Occasion(models.Model):
    """A reason to ask that was announced: by hand, by a program, by an event. Others are found in records."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="occasions")
    key = models.CharField(max_length=120)
    identity = models.CharField(max_length=350)
    email = models.TextField(blank=True)
    name = models.TextField(blank=True)
    language = models.CharField(max_length=20, blank=True)
    channel = models.CharField(max_length=10, blank=True)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, null=True, related_name="+"
    )
    due_at = models.DateTimeField()
    decided = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "key"], name="one_occasion")
        ]
        indexes: ClassVar = [
            models.Index(fields=["survey", "decided", "due_at"], name="occasion_due")
        ]

    def __str__(self) -> str:
        return f"occasion {self.key}"


class Decision(models.Model):
    """Whether someone was asked on an occasion, and what the gates looked at then. Never changed."""

    class Outcome(models.TextChoices):
        """What was decided."""

        ASKED = "asked", _("interrogé")
        NOT_ASKED = "not_asked", _("non interrogé")
        LATER = "later", _("remis à plus tard")

    survey = models.ForeignKey(
        Survey, on_delete=models.CASCADE, related_name="decisions", db_index=False
    )
    occasion = models.CharField(max_length=120)
    identity = models.CharField(max_length=350)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, null=True, related_name="+"
    )
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    gate = models.CharField(max_length=16, blank=True, choices=[(gate, gate) for gate in GATES])
    retry_at = models.DateTimeField(null=True)
    looked_at = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["survey", "occasion", "-at"], name="decision_of_occasion"),
            models.Index(fields=["identity", "-at"], name="decision_of_person"),
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class Invitation(models.Model):
    """One person asked once. ``nonce`` is what makes its links unlike any other's."""

    class State(models.TextChoices):
        """How far it went; an expired one is told by its date."""

        PLANNED = "planned", _("prête à partir")
        SENT = "sent", _("envoyée")
        ANSWERED = "answered", _("commencée")
        FINISHED = "finished", _("répondue")
        STOPPED = "stopped", _("arrêtée")

    class Heard(models.TextChoices):
        """What the customer expressed in the contact, when it was read."""

        UNKNOWN = "", _("inconnu")
        CALM = "calm", _("sans mécontentement exprimé")
        TENSE = "tense", _("mécontentement exprimé")

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField(max_length=120)
    nonce = models.CharField(max_length=24)
    identity = models.CharField(max_length=350)
    email = models.TextField()
    name = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    channel = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=100, blank=True)
    heard = models.CharField(max_length=8, choices=Heard, default=Heard.UNKNOWN, blank=True)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, null=True, related_name="+"
    )
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    planned_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "occasion"], name="one_invitation")
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "planned_at"], name="invitation_to_send"),
            models.Index(fields=["identity", "-planned_at"], name="invitation_of_person"),
            models.Index(fields=["email"], name="invitation_to_address"),
            # All that results count, in the order they group it: a million rows are counted without being looked at.
            models.Index(
                fields=[
                    "survey",
                    "channel",
                    "language",
                    "reason",
                    "heard",
                    "team",
                    "conversation",
                    "sent_at",
                    "answered_at",
                ],
                name="invitation_alike",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Answer(models.Model):
    """What a customer answered to one question. ``signals`` and ``reason`` are read from ``masked``."""

    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=40)
    type = models.CharField(max_length=8)
    value = models.SmallIntegerField(null=True)
    text = models.TextField(blank=True)
    masked = models.TextField(blank=True)
    signals = models.JSONField(default=list)
    reason = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["invitation", "question"], name="one_survey_answer")
        ]

    def __str__(self) -> str:
        return f"answer {self.question} of invitation {self.invitation_id}"

    @property
    def asked_as(self) -> str:
        """How the answers of conversations call this question."""
        return f"invitation:{self.invitation_id}:{self.question}"


class Address(models.Model):
    """An address that nobody writes to any more, by its digest: it outlives the erasure of its owner."""

    class Why(models.TextChoices):
        """What stopped it."""

        OPTED_OUT = "opted_out", _("ne veut plus être interrogée")
        BOUNCED = "bounced", _("aucun message n’y arrive")
        COMPLAINED = "complained", _("a signalé un message comme indésirable")

    digest = models.CharField(max_length=40)
    why = models.CharField(max_length=10, choices=Why)
    detail = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["digest", "why"], name="one_stop_of_address")
        ]

    def __str__(self) -> str:
        return f"address {self.pk}"


class FollowUp(models.Model):
    """Someone to call back after a low answer: who does it, by when, and what was done."""

    invitation = models.OneToOneField(
        Invitation, on_delete=models.CASCADE, related_name="follow_up"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    due_on = models.DateField()
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    late = models.BooleanField(default=False)
    what_was_done = models.TextField(blank=True)
    told = models.TextField(blank=True)
    told_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["closed_at", "due_on"], name="follow_up_due")]

    def __str__(self) -> str:
        return f"follow-up {self.pk}"
