"""The tables of alignment. Only this feature imports them; others call services and queries.

Every text copied from a conversation is masked, and so are remarks. What was read or answered is never
shown while a session is open: answers are read by ``queries.answers`` alone.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Session(models.Model):
    """A few situations that the same people judge, each on their own, until all have or the date comes.

    ``seed`` is the lot that drew the situations. ``forgotten_at`` is when individual answers and
    situations were erased: each rule then keeps its figures alone.
    """

    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    teams = models.ManyToManyField("organisation.Team", related_name="+")
    playbook_version = models.PositiveIntegerField()
    seed = models.PositiveIntegerField()
    opened_at = models.DateTimeField(db_default=Now())
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["closed_at", "closes_at"], name="session_to_close")
        ]

    def __str__(self) -> str:
        return f"alignment session {self.pk}"


class JudgedRule(models.Model):
    """A rule that a session is about, with its words as they were: people judge by these.

    ``said`` holds name, sentence and meaning in both languages. ``figures`` is its agreement once the
    session closed, empty before (see ``results.to_json``).
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="rules")
    place = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=60)
    rule_version = models.PositiveIntegerField()
    said = models.JSONField()
    figures = models.JSONField(default=dict)

    class Meta:
        ordering = ("place",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "rule"], name="one_rule_per_session")
        ]
        indexes: ClassVar = [models.Index(fields=["rule", "session"], name="judged_rule_history")]

    def __str__(self) -> str:
        return f"rule {self.rule} in session {self.session_id}"


class Participant(models.Model):
    """Someone asked to judge, as an agent or as a manager; ``submitted_at`` when their answers were handed in."""

    class Group(models.TextChoices):
        """As what they judge."""

        AGENT = "agent", _("Conseillers")
        MANAGER = "manager", _("Managers")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    group = models.CharField(max_length=10, choices=Group)
    submitted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person"], name="one_participation")
        ]

    def __str__(self) -> str:
        return f"participant {self.pk} of session {self.session_id}"


class Item(models.Model):
    """A situation: one conversation's messages, masked, copied when the session was made.

    ``messages`` are objects with turn, role, text, public and minutes since the first one (null when
    unknown). Erasing the conversation erases the situation and what was answered about it. Those who
    ``handled`` it are not asked to judge it.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="items")
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="+"
    )
    place = models.PositiveSmallIntegerField()
    lang = models.CharField(max_length=5, blank=True)
    channel = models.CharField(max_length=20, blank=True)
    subject = models.TextField(blank=True)
    messages = models.JSONField()
    handled = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")

    class Meta:
        ordering = ("place",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "place"], name="one_place_per_item")
        ]

    def __str__(self) -> str:
        return f"situation {self.place} of session {self.session_id}"


class SoftwareReading(models.Model):
    """What the software read of a situation for a rule, and why it was drawn; shown once the session closed."""

    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="readings")
    rule = models.CharField(max_length=60)
    found = models.BooleanField()
    nearness = models.CharField(max_length=12)
    turn = models.PositiveIntegerField(null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "rule"], name="one_software_reading")
        ]

    def __str__(self) -> str:
        return f"reading of rule {self.rule} in item {self.item_id}"


class Answer(models.Model):
    """What one participant says of one rule in one situation.

    The passage, when there is one, is a message and characters of its masked text; ``start`` and ``end``
    are null for a whole message. ``signed`` when the author chose to be named beside their remark.
    """

    class Says(models.TextChoices):
        """Whether the situation that the rule names is there."""

        MET = "met", _("Oui")
        NOT_MET = "not_met", _("Non")
        NOT_APPLICABLE = "not_applicable", _("Sans objet")

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="answers")
    item = models.ForeignKey(Item, on_delete=models.CASCADE, related_name="answers")
    rule = models.CharField(max_length=60)
    says = models.CharField(max_length=15, choices=Says)
    sure = models.BooleanField()
    turn = models.PositiveIntegerField(null=True)
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    remark = models.TextField(blank=True)
    signed = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["participant", "item", "rule"], name="one_answer_per_rule"
            )
        ]

    def __str__(self) -> str:
        return f"answer of participant {self.participant_id} to item {self.item_id}"
