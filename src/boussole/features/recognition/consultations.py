"""A consultation that is over, in words: what its manager, and nobody else, may read of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from boussole.core.wording import days
from boussole.features.conversations.forms import said
from boussole.features.recognition import feedback
from boussole.features.recognition.forms import STATEMENT_NAMES, STATEMENTS
from boussole.features.recognition.models import FeedbackRound

# What a rounded mean of a five-point scale says; the ends stand for what lies near them too.
_MEANS: Mapping[float, str | Promise] = {
    1.5: gettext_lazy("le plus souvent, pas d’accord"),
    2.0: gettext_lazy("plutôt pas d’accord"),
    2.5: gettext_lazy("partagé, plutôt vers le désaccord"),
    3.0: gettext_lazy("partagé"),
    3.5: gettext_lazy("partagé, plutôt vers l’accord"),
    4.0: gettext_lazy("plutôt d’accord"),
    4.5: gettext_lazy("le plus souvent, tout à fait d’accord"),
}


@dataclass(frozen=True)
class Said:
    """What a team answered to one statement, in words."""

    name: str
    statement: str
    words: str


@dataclass(frozen=True)
class Consultation:
    """A consultation that is over: its dates, and what may be shown of it."""

    label: str
    shown: bool
    at_least: int
    said: list[Said]
    comments: list[str]
    least_comments: int


def consultation(one: FeedbackRound) -> Consultation:
    """What may be shown of a consultation that was counted."""
    return Consultation(
        label=said(days(one.opened_on, one.closes_on)),
        shown=one.shown,
        at_least=one.result.get("at_least", 0),
        said=[
            Said(str(STATEMENT_NAMES[name]), str(STATEMENTS[name]), str(_MEANS[one.result[name]]))
            for name in feedback.STATEMENTS
            if one.shown
        ],
        comments=one.comments,
        least_comments=one.least_comments,
    )
