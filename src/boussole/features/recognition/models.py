"""The tables of recognition. Only this feature imports them; others call services and queries."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boussole.features.recognition.feedback_models import (
    FeedbackAnswer as FeedbackAnswer,  # noqa: PLC0414 - given to the rest of the feature
)
from boussole.features.recognition.feedback_models import (
    FeedbackComment as FeedbackComment,  # noqa: PLC0414 - given to the rest of the feature
)
from boussole.features.recognition.feedback_models import (
    FeedbackRound as FeedbackRound,  # noqa: PLC0414 - given to the rest of the feature
)
from boussole.features.recognition.feedback_models import (
    Place as Place,  # noqa: PLC0414 - given to the rest of the feature
)


class Reach(models.TextChoices):
    """Who may read a recognition: the person it is for decides, and nobody else."""

    PRIVATE = "private", _("moi seulement")
    TEAM = "team", _("mon équipe")
    COMPANY = "company", _("l’entreprise")


class Recognition(models.Model):
    """A success of someone's, named, with the passage that shows it when there is one.

    ``passage`` and ``sentence`` are masked when they are written, and ``rule_name`` is kept in both languages: what was said
    of someone does not change under them. ``team`` is the recipient's when it was given. ``shared_at`` is when the present
    reach was chosen. A withdrawn row keeps only its place (conversation, rule, turn), so that the success is not proposed again.
    """

    class Origin(models.TextChoices):
        """How it came: from the manager, from a colleague, or from a proposal that a person accepted."""

        MANAGER = "manager", _("manager")
        COLLEAGUE = "colleague", _("collègue")
        PROPOSAL = "proposal", _("réussite repérée, retenue par une personne")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    origin = models.CharField(max_length=10, choices=Origin)
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    turn = models.PositiveIntegerField(null=True)
    passage = models.TextField(blank=True)
    rule = models.CharField(max_length=60, blank=True)
    rule_name = models.JSONField(default=dict)
    sentence = models.TextField(blank=True)
    reach = models.CharField(max_length=10, choices=Reach, default=Reach.PRIVATE)
    given_at = models.DateTimeField(default=timezone.now)
    shared_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "rule", "turn"],
                condition=models.Q(origin="proposal"),
                name="one_recognition",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["team", "reach", "-shared_at"], name="recognition_team"),
            models.Index(fields=["reach", "-shared_at"], name="recognition_company"),
            models.Index(fields=["recipient", "-given_at"], name="recognition_received"),
            models.Index(fields=["by", "-given_at"], name="recognition_given"),
        ]

    def __str__(self) -> str:
        return f"recognition {self.pk}"


class ThanksToo(models.Model):
    """Someone who thanks too, for what was shared with them; shown to the person thanked alone."""

    recognition = models.ForeignKey(
        Recognition, on_delete=models.CASCADE, related_name="thanks", db_index=False
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["recognition", "person"], name="one_thanks_too")
        ]

    def __str__(self) -> str:
        return f"thanks of {self.person_id} for recognition {self.recognition_id}"


class DigestChoice(models.Model):
    """Someone who does not want the week's mail."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="+"
    )

    def __str__(self) -> str:
        return f"no digest for {self.person_id}"


class DigestSent(models.Model):
    """The mail of a week was written to someone: it is not written again."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    week = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "week"], name="one_digest_a_week")
        ]

    def __str__(self) -> str:
        return f"digest of {self.week} for {self.person_id}"
