"""The tables of what a team says of its manager's practice; ``models`` gives them to the rest of the feature.

No row joins an answer to an account. ``Place`` says who is asked and whether they answered, without an instant; answers and
comments hold no author, no instant, no order, and live only until their round is settled.
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models


class FeedbackRound(models.Model):
    """One consultation: a manager asks their team, for two weeks.

    ``least_answers`` and ``least_comments`` are fixed when it opens. ``settled`` is true once it was counted: ``result`` then
    holds rounded means by statement and ``comments`` the words, or nothing when there is nothing to show (``shown`` false).
    """

    manager = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    opened_on = models.DateField()
    closes_on = models.DateField()
    least_answers = models.PositiveSmallIntegerField()
    least_comments = models.PositiveSmallIntegerField()
    settled = models.BooleanField(default=False)
    shown = models.BooleanField(default=False)
    result = models.JSONField(default=dict)
    comments = models.JSONField(default=list)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["manager", "-opened_on"], name="feedback_manager")
        ]

    def __str__(self) -> str:
        return f"feedback round {self.pk}"


class Place(models.Model):
    """Someone asked in a round. Written for everyone when it opens, in the order of names: its key tells nothing."""

    round = models.ForeignKey(
        FeedbackRound, on_delete=models.CASCADE, related_name="places", db_index=False
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    answered = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "person"], name="one_place_in_a_round")
        ]

    def __str__(self) -> str:
        return f"place in feedback round {self.round_id}"


class FeedbackAnswer(models.Model):
    """What someone answered to the three statements, 1 to 5; nobody knows who."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(FeedbackRound, on_delete=models.CASCADE, related_name="answers")
    posture = models.PositiveSmallIntegerField()
    arbitration = models.PositiveSmallIntegerField()
    transmission = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"answer in feedback round {self.round_id}"


class FeedbackComment(models.Model):
    """What someone wrote, apart from what they answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(FeedbackRound, on_delete=models.CASCADE, related_name="remarks")
    text = models.TextField()

    def __str__(self) -> str:
        return f"comment in feedback round {self.round_id}"
