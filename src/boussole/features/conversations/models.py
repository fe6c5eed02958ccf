"""The tables of conversations. Only this feature imports them; others call services and queries.

Texts are stored as they were received, unmasked: every way out masks them (see ``reading``,
``search`` and ``thread``). Absent texts are empty, absent instants are null.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from boussole.core.conversations import EARLIEST
from boussole.features.conversations.correction_models import (
    OriginCorrection as OriginCorrection,  # noqa: PLC0414 - given to the rest of the feature
)
from boussole.features.conversations.correction_models import (
    ReasonCorrection as ReasonCorrection,  # noqa: PLC0414 - given to the rest of the feature
)
from boussole.features.conversations.judgement import (
    Judgement as Judgement,  # noqa: PLC0414 - given to the rest of the feature
)
from boussole.features.conversations.keys import newest_key, tension_key

# How many characters the names of what was read in a conversation may take together.
NAMES_LENGTH = 400


class SourceAccount(models.Model):
    """Where conversations come from: a kind of source and the account within it."""

    source = models.CharField(max_length=40)
    account = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "account"], name="one_source_account")
        ]

    def __str__(self) -> str:
        return f"{self.source}/{self.account}" if self.account else self.source


class AccountSync(models.Model):
    """How far the account of a helpdesk was read, so that the next sync goes on from there.

    Everything before ``cursor`` is stored; it was read from ``url``, back to ``since``.
    """

    account = models.OneToOneField(
        SourceAccount, on_delete=models.CASCADE, primary_key=True, related_name="sync"
    )
    url = models.TextField()
    since = models.DateTimeField()
    cursor = models.TextField()
    moved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"sync of account {self.account_id}"


class Customer(models.Model):
    """One person as one source knows them; ``identity`` joins the same person across sources."""

    source = models.ForeignKey(
        SourceAccount, on_delete=models.CASCADE, related_name="customers", db_index=False
    )
    external_id = models.CharField(max_length=250)
    name = models.TextField(blank=True)
    email = models.TextField(blank=True)
    identity = models.CharField(max_length=350, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "external_id"], name="one_customer")
        ]

    def __str__(self) -> str:
        return f"customer {self.pk}"


class ImportRun(models.Model):
    """One import: its file or account, how it is read, how far it got and what became of each record."""

    class State(models.TextChoices):
        """Where an import stands; ``CHECKING`` waits for a person to confirm the mapping."""

        CHECKING = "checking"
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        PARTIAL = "partial"
        FAILED = "failed"
        CANCELLED = "cancelled"

    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    file_name = models.CharField(max_length=300)
    path = models.TextField(blank=True)
    # The address of the account that was read, when it was no file.
    url = models.TextField(blank=True)
    source = models.CharField(max_length=40, blank=True)
    account = models.CharField(max_length=200, blank=True)
    mapping = models.JSONField(default=dict)
    timezone = models.CharField(max_length=60, blank=True)
    encoding = models.CharField(max_length=40, blank=True)
    # Addresses or domains of the service, which tell its mails from customers'.
    agents = models.JSONField(default=list)
    dry_run = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.CHECKING)
    resumed_from = models.PositiveBigIntegerField(default=0)
    # Who is importing now: a worker that finds another's mark stops, so that none counts twice.
    claim = models.CharField(max_length=32, blank=True)
    bytes_done = models.PositiveBigIntegerField(default=0)
    bytes_total = models.PositiveBigIntegerField(default=0)
    read = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    turns = models.PositiveBigIntegerField(default=0)
    problem = models.JSONField(default=dict)
    asked_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["-asked_at"], name="import_newest")]

    def __str__(self) -> str:
        return f"import {self.pk}"

    @property
    def position(self) -> int:
        """How many records of the source are dealt with: where to resume."""
        return self.read + self.rejected


class Conversation(models.Model):
    """Everything said with one customer about one contact."""

    source = models.ForeignKey(
        SourceAccount, on_delete=models.CASCADE, related_name="conversations", db_index=False
    )
    external_id = models.CharField(max_length=200)
    customer = models.ForeignKey(
        Customer, on_delete=models.SET_NULL, null=True, related_name="conversations"
    )
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    agent_external_id = models.CharField(max_length=200, blank=True)
    agent_name = models.TextField(blank=True)
    team_name = models.TextField(blank=True)
    channel = models.CharField(max_length=10, blank=True)
    subject = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    language = models.CharField(max_length=20, blank=True)
    status = models.CharField(max_length=10, blank=True)
    tags = models.JSONField(default=list)
    attributes = models.JSONField(default=dict)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    first_solved_at = models.DateTimeField(null=True)
    solved_at = models.DateTimeField(null=True)
    reopened = models.BooleanField(null=True)
    source_updated_at = models.DateTimeField(null=True)
    # Undated conversations stand at ``EARLIEST``, so that every one has a day and a place in lists.
    listed_at = models.DateTimeField(default=EARLIEST, db_index=True)
    content_hash = models.CharField(max_length=32)
    imported_by = models.ForeignKey(ImportRun, on_delete=models.SET_NULL, null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["source", "external_id"], name="one_conversation")
        ]
        indexes: ClassVar = [models.Index(fields=["solved_at"], name="conversation_solved")]

    def __str__(self) -> str:
        return f"conversation {self.pk}"


class Turn(models.Model):
    """One message; ``public`` is false for an internal note the customer never saw."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="turns", db_index=False
    )
    index = models.PositiveIntegerField()
    role = models.CharField(max_length=10)
    at = models.DateTimeField(null=True)
    author = models.TextField(blank=True)
    text = models.TextField()
    public = models.BooleanField(default=True)
    attributes = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "index"], name="one_turn")
        ]

    def __str__(self) -> str:
        return f"turn {self.index} of conversation {self.conversation_id}"


class Answer(models.Model):
    """A customer's answer to a survey about a conversation.

    ``asked_as`` names the question when Boussole asked it, and is empty when the source tells the answer: an
    import replaces what the source tells, and never what Boussole heard itself.
    """

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="answers", db_index=False
    )
    index = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    scale = models.PositiveSmallIntegerField()
    value = models.FloatField()
    at = models.DateTimeField(null=True)
    comment = models.TextField(blank=True)
    asked_as = models.CharField(max_length=80, blank=True)
    of_company = models.BooleanField(default=False)
    follow_up = models.CharField(max_length=10, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "index"], name="one_answer"),
            models.UniqueConstraint(
                fields=["conversation", "asked_as"],
                condition=~models.Q(asked_as=""),
                name="one_answer_to_a_question",
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.index} of conversation {self.conversation_id}"


class Reading(models.Model):
    """What was read in a conversation: derived, masked, rebuilt at will.

    It repeats the conversation's dimensions so that a list filters and pages on this table alone.
    ``signals`` and ``situations`` are names (of signals, of rules) between spaces (`` effort praise ``),
    found with a plain substring. ``version`` names the models and playbook that read it; empty when it waits to be read.
    """

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, primary_key=True, related_name="reading"
    )
    newest_key = models.BigIntegerField()
    tension_key = models.BigIntegerField()
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
    )
    channel = models.CharField(max_length=10, blank=True)
    reason = models.CharField(max_length=100, blank=True)
    step = models.CharField(max_length=100, blank=True)
    lang = models.CharField(max_length=20, blank=True)
    signals = models.CharField(max_length=NAMES_LENGTH, default=" ")
    situations = models.CharField(max_length=NAMES_LENGTH, default=" ")
    tension = models.JSONField(default=list)
    tension_peak = models.FloatField(default=0)
    # Moments on the course: the place of a value of ``tension``, and whether it is a success.
    marks = models.JSONField(default=list)
    opening = models.CharField(max_length=240, blank=True)
    turns = models.PositiveIntegerField(default=0)
    version = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes: ClassVar = [
            # Everything a filter looks at, in the order a page is read: a page deep in the list, or a
            # rare filter, walks this index without touching the rows. No narrower index stands beside
            # it, or a planner without statistics would pick that one and sort.
            models.Index(
                fields=[
                    "newest_key",
                    "team",
                    "agent",
                    "channel",
                    "reason",
                    "step",
                    "signals",
                    "situations",
                    "conversation",
                ],
                name="reading_newest",
            ),
            models.Index(
                fields=[
                    "tension_key",
                    "team",
                    "agent",
                    "channel",
                    "reason",
                    "step",
                    "signals",
                    "situations",
                    "conversation",
                ],
                name="reading_tension",
            ),
            models.Index(fields=["version"], name="reading_version"),
        ]

    def __str__(self) -> str:
        return f"reading of conversation {self.conversation_id}"

    def place(self, at: datetime) -> None:
        """Set the keys that order lists, from the conversation's instant and its tension."""
        self.newest_key = newest_key(at, self.conversation_id)
        self.tension_key = tension_key(self.newest_key, self.tension_peak)


class ChangedDay(models.Model):
    """A day whose conversations changed since facts were last built from it.

    ``revision`` grows with each change: whoever rebuilds a day says which revision it saw, and a
    change made meanwhile keeps the day stale.
    """

    day = models.DateField(primary_key=True)
    revision = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"changed day {self.day}"


class Reject(models.Model):
    """A record left out of an import; ``message`` and ``mend`` hold both languages."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rejects")
    path = models.TextField(blank=True)
    line = models.PositiveBigIntegerField(null=True)
    record_id = models.TextField(blank=True)
    field = models.TextField(blank=True)
    reason = models.CharField(max_length=60)
    message = models.JSONField(default=dict)
    mend = models.JSONField(default=dict)
    excerpt = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"reject {self.pk} of import {self.run_id}"
