"""The tables of commitments. Only this feature imports them; others call services and queries.

No row joins a ballot to an account: its key is a keyed digest of the person and of the consultation’s ``salt``, which is erased
with the ballots when the vote closes. Ballots hold no instant and no order.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

PERSON = settings.AUTH_USER_MODEL


class Version(models.Model):
    """The commitments in force from a date on: the company's, or a team's. It never changes once adopted."""

    team = models.ForeignKey(
        "organisation.Team", on_delete=models.CASCADE, null=True, related_name="+"
    )
    number = models.PositiveIntegerField()
    adopted_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "number"], name="one_version_of_a_team"),
            models.UniqueConstraint(
                fields=["number"], condition=models.Q(team=None), name="one_version_of_the_company"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of the commitments"


class Line(models.Model):
    """One commitment of a version: a sentence, and what it looks like in a conversation.

    ``continues`` is the line of the version before that it keeps or rewords. ``rules`` are keys of the playbook’s rules that
    it is put into practice by.
    """

    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    sentence = models.CharField(max_length=200)
    looks_like = models.CharField(max_length=600)
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    continues = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    rules = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"line {self.position} of version {self.version_id}"


class Consultation(models.Model):
    """Commitments being written: proposals before ``vote_opens_on``, then a vote before ``closes_on``.

    What it takes to be counted (``least_ballots``) and to be adopted (``share``) is fixed when it opens. ``ballots_cast`` is
    written at the close, and only when there were enough of them.
    """

    class State(models.TextChoices):
        """Where it stands."""

        WRITING = "writing", _("propositions ouvertes")
        VOTING = "voting", _("vote ouvert")
        CLOSED = "closed", _("close")
        CANCELLED = "cancelled", _("abandonnée")

    title = models.CharField(max_length=120)
    purpose = models.CharField(max_length=600)
    team = models.ForeignKey(
        "organisation.Team", on_delete=models.CASCADE, null=True, related_name="+"
    )
    opened_by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)
    vote_opens_on = models.DateField()
    closes_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.WRITING)
    least_ballots = models.PositiveSmallIntegerField()
    share = models.FloatField()
    salt = models.CharField(max_length=64, blank=True)
    ballots_cast = models.PositiveIntegerField(null=True)
    version = models.OneToOneField(
        Version, on_delete=models.SET_NULL, null=True, related_name="consultation"
    )

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "closes_on"], name="consultation_state")]

    def __str__(self) -> str:
        return f"consultation {self.pk}"


class Proposal(models.Model):
    """A commitment someone proposes; ``continues`` is the line in force that it carries on.

    ``approvals`` is written at the close, when there were enough ballots. Withdrawn, nobody votes on it.
    """

    consultation = models.ForeignKey(
        Consultation, on_delete=models.CASCADE, related_name="proposals"
    )
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    sentence = models.CharField(max_length=200)
    looks_like = models.CharField(max_length=600)
    continues = models.ForeignKey(Line, on_delete=models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    reworded_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    approvals = models.PositiveIntegerField(null=True)
    adopted = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"proposal {self.pk}"


class Comment(models.Model):
    """A short word on a proposal, masked when it is written."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="comments")
    by = models.ForeignKey(PERSON, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.CharField(max_length=300)
    written_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"comment {self.pk} on proposal {self.proposal_id}"


class Ballot(models.Model):
    """What someone supports; nothing stored says who. All the ballots of a vote are written anew each time, in disorder."""

    key = models.CharField(max_length=64, primary_key=True)
    consultation = models.ForeignKey(Consultation, on_delete=models.CASCADE, related_name="ballots")
    supports = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"ballot of consultation {self.consultation_id}"
