"""The tables of the playbook. Only this feature imports it; others call services and queries."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now


class PlaybookVersion(models.Model):
    """One published version: its text never changes, and exactly one is in force."""

    number = models.PositiveIntegerField(unique=True)
    text = models.TextField()
    note = models.TextField(blank=True)
    in_force = models.BooleanField(default=False)
    published_at = models.DateTimeField(db_default=Now())
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["in_force"], condition=models.Q(in_force=True), name="one_in_force"
            )
        ]

    def __str__(self) -> str:
        return f"playbook version {self.number}"


class DraftStep(models.Model):
    """One change of a rule on the way to the next version; steps in their order make the draft.

    ``data`` is the whole rule as it then stands, or nothing when it is removed; ``rule`` is its key, and
    empty for what the playbook says of itself. ``base`` is the rule's version when the step was made, nothing
    for a new rule. Undoing a change deletes its step; publishing says in which version it went.
    """

    rule = models.CharField(max_length=60, blank=True)
    data = models.JSONField(null=True)
    base = models.PositiveIntegerField(null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(db_default=Now())
    published_in = models.ForeignKey(
        PlaybookVersion, on_delete=models.SET_NULL, null=True, related_name="steps"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["published_in", "id"], name="draft_step_open")]

    def __str__(self) -> str:
        return f"change {self.pk} of {self.rule or 'the playbook'}"


class Acknowledgement(models.Model):
    """Someone has read a version; counted by team, never used to call anybody to account."""

    version = models.ForeignKey(
        PlaybookVersion, on_delete=models.CASCADE, related_name="acknowledgements"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "version"], name="one_acknowledgement")
        ]

    def __str__(self) -> str:
        return f"version {self.version_id} read by {self.person_id}"


class Question(models.Model):
    """A question about a rule, on a passage if one wishes; it waits for an answer, and its age is shown.

    ``passage`` is masked. ``changes_rule`` says that the answer is a change of the rule; ``answered_in`` is then
    the version that brought it.
    """

    rule = models.CharField(max_length=60)
    rule_version = models.PositiveIntegerField()
    text = models.TextField()
    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    turn = models.PositiveIntegerField(null=True)
    passage = models.TextField(blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(db_default=Now())
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    changes_rule = models.BooleanField(default=False)
    answered_in = models.ForeignKey(
        PlaybookVersion, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["answered_at", "asked_at"], name="question_waiting"),
            models.Index(fields=["rule", "-asked_at"], name="question_rule"),
        ]

    def __str__(self) -> str:
        return f"question {self.pk} about {self.rule}"


class Rereading(models.Model):
    """The latest weeks read again with one version; what it found stands in a file beside the facts.

    ``counts`` has, for each rule, how many conversations it finds and how many the facts hold, and what differs.
    """

    class State(models.TextChoices):
        """How far it got."""

        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    version = models.ForeignKey(
        PlaybookVersion, on_delete=models.CASCADE, related_name="rereadings"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    conversations = models.PositiveIntegerField(default=0)
    counts = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"rereading {self.pk} with version {self.version_id}"
