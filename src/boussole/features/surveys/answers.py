"""What a customer answered, as people and programs read it."""

from __future__ import annotations

from boussole.features.conversations.forms import language
from boussole.features.surveys import questions
from boussole.features.surveys.models import Invitation


def rated(invitation: Invitation) -> list[tuple[str, str]]:
    """What a customer answered to each rating, in the reader's language: the question and ``2/5``."""
    given = {one.question: one for one in invitation.answers.all()}
    reader = language()
    return [
        (one.text.in_(reader), f"{given[one.key].value}/{one.scale.highest}")
        for one in questions.of(invitation)
        if one.scale and one.key in given
    ]


def words(invitation: Invitation) -> str:
    """What a customer wrote, masked."""
    return " ".join(one.masked for one in invitation.answers.all() if one.masked)
