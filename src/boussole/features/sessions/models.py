"""The tables of coaching sessions. Only this feature imports them; others call services and queries."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from boussole.core.coaching import CUES, ObservableCue
from boussole.core.coaching.following import Result
from boussole.core.metrics.effect import Declaration

PERSON = settings.AUTH_USER_MODEL


class Session(models.Model):
    """A time to talk about situations, between a manager and one agent or several.

    ``situations_week`` is the week whose situations were proposed, and ``proposed`` how many failures and
    successes were, so that the page can say why these.
    """

    class Kind(models.TextChoices):
        """How people meet."""

        ONE_TO_ONE = "one_to_one", _("Entretien individuel")
        COLLECTIVE = "collective", _("Séance collective")
        ROLE_PLAY = "role_play", _("Jeu de rôle")

    class State(models.TextChoices):
        """What became of it; a closed session was held, and its cues are registered."""

        PLANNED = "planned", _("prévue")
        CLOSED = "closed", _("tenue")
        CANCELLED = "cancelled", _("annulée")

    kind = models.CharField(max_length=12, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    planned_on = models.DateField()
    held_on = models.DateField(null=True)
    manager = models.ForeignKey(
        PERSON, on_delete=models.SET_NULL, null=True, related_name="coaching_sessions_led"
    )
    situations_week = models.DateField(null=True)
    proposed = models.JSONField(default=list)
    created_at = models.DateTimeField(db_default=Now())
    closed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["manager", "-planned_on"], name="session_manager"),
            models.Index(fields=["state", "planned_on"], name="session_state"),
        ]

    def __str__(self) -> str:
        return f"session {self.pk}"


class Participant(models.Model):
    """An agent of a session, and what they wish to say of it in their own words."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    remark = models.TextField(blank=True)
    remarked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person"], name="once_in_a_session")
        ]

    def __str__(self) -> str:
        return f"participant {self.pk}"


class Topic(models.Model):
    """A situation to talk about in a session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="topics")
    situation = models.ForeignKey("coaching.Situation", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "situation"], name="one_topic_per_situation")
        ]

    def __str__(self) -> str:
        return f"topic {self.pk}"


class SessionNote(models.Model):
    """What someone writes for the others of the session: the pair, or the group. Nobody else reads it."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"note {self.pk} of session {self.session_id}"


class Agreement(models.Model):
    """What someone will do after the session; without a person, it is everyone's."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="agreements")
    text = models.CharField(max_length=200)
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, null=True, related_name="+")
    due_on = models.DateField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["done_at", "due_on"], name="agreement_due")]

    def __str__(self) -> str:
        return f"agreement {self.pk}"


class AgreedCue(models.Model):
    """A cue agreed with one person: one short sentence, and what conversations show of it.

    ``declaration`` is written when the session closes and never changes afterwards; until then the cue is a
    proposal. Nothing here is a score: what conversations show is in ``FollowUp``, for the pair alone.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="cues")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40)
    # Their own words; empty, the catalogue’s, in the language of whoever reads.
    sentence = models.CharField(max_length=100, blank=True)
    weeks = models.PositiveSmallIntegerField()
    smallest_effect = models.FloatField()
    declaration = models.JSONField(null=True)
    start = models.DateField(null=True)
    ends = models.DateField(null=True)
    agent_looked_at = models.DateTimeField(null=True)
    manager_looked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["session", "person", "key"], name="one_cue_of_a_kind")
        ]
        indexes: ClassVar = [models.Index(fields=["person", "start"], name="cue_person")]

    def __str__(self) -> str:
        return f"cue {self.pk}"

    @property
    def observable(self) -> ObservableCue:
        """What conversations show of it."""
        return CUES[self.key]

    @property
    def declared(self) -> Declaration | None:
        """What was declared when the session closed."""
        return Declaration.model_validate(self.declaration) if self.declaration else None


class FollowUp(models.Model):
    """What the conversations show of a cue, with the key of the facts it was counted on.

    Once the declared end is past it is read for good: ``settled``.
    """

    cue = models.OneToOneField(AgreedCue, on_delete=models.CASCADE, related_name="follow_up")
    key = models.CharField(max_length=250)
    result = models.JSONField()
    settled = models.BooleanField(default=False)
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"follow-up of cue {self.cue_id}"

    @property
    def read(self) -> Result:
        """The stored result."""
        return Result.model_validate(self.result)


class TeamFollowUp(models.Model):
    """What the conversations show of the people of one team on one cue, five of them at least."""

    team = models.ForeignKey("organisation.Team", on_delete=models.CASCADE, related_name="+")
    cue_key = models.CharField(max_length=40)
    key = models.CharField(max_length=250)
    result = models.JSONField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "cue_key"], name="one_pool_per_team_and_cue")
        ]

    def __str__(self) -> str:
        return f"follow-up of team {self.team_id} on {self.cue_key}"

    @property
    def observable(self) -> ObservableCue:
        """The cue."""
        return CUES[self.cue_key]

    @property
    def read(self) -> Result:
        """The stored result."""
        return Result.model_validate(self.result)


class Reminders(models.Model):
    """Whether someone wants the weekly letter, and the Monday of the last one they were sent."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="+")
    weekly = models.BooleanField(default=True)
    sent_for = models.DateField(null=True)

    def __str__(self) -> str:
        return f"reminders of person {self.person_id}"
