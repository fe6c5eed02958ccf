"""What the database counts of surveys, so that a page costs the same whatever was sent: no invitation is loaded.

Counts keep apart all that scores and comparisons need, and no more: at most some hundred rows of a million invitations.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from boussole.features.organisation.models import Person
from boussole.features.surveys import access
from boussole.features.surveys.models import Answer, Invitation, Survey

MOST_COMMENTS = 30
SENT = Q(sent_at__isnull=False)
ANSWERED = Q(answered_at__isnull=False)
_SAID = ~Q(masked="")
# As ``following.state_of`` says it of one, in the words of facts.
_FOLLOW_UP = Case(
    When(invitation__follow_up__late=True, then=Value("late")),
    When(invitation__follow_up__closed_at__isnull=False, then=Value("in_time")),
    When(invitation__follow_up__isnull=False, then=Value("open")),
    output_field=CharField(),
)


@dataclass(frozen=True)
class Asked:
    """People who share all that is known of them: how many were asked, and how many of them answered."""

    channel: str
    language: str
    reason: str
    heard: str
    asked: int
    answered: int


@dataclass(frozen=True)
class Given:
    """Answers alike: the type of their question, their value (none in words), and where their follow-up stands."""

    type: str
    value: int | None
    follow_up: str | None
    count: int
    said: int = 0


@dataclass(frozen=True)
class Counted:
    """All that was asked and answered in one survey, within someone's scope."""

    asked: list[Asked]
    given: list[Given]
    comments: list[Answer]

    @property
    def said(self) -> int:
        """How many answers hold words that may be shown."""
        return sum(one.said for one in self.given)


def of_survey(person: Person, survey: Survey) -> Counted:
    """What came of a survey, in three statements; ``comments`` are the latest ``MOST_COMMENTS``."""
    sent = access.invitations_of(person, survey).filter(SENT)
    answers = Answer.objects.filter(invitation__in=sent.filter(ANSWERED))
    return Counted(_asked(sent), _given(answers), _comments(answers))


def of_follow_ups(person: Person, since: datetime) -> list[Given]:
    """The answers behind the follow-ups opened since, within someone's scope."""
    opened = access.follow_ups(person).filter(opened_at__gte=since)
    return _given(Answer.objects.filter(invitation__in=opened.values("invitation")))


def _asked(sent: QuerySet[Invitation]) -> list[Asked]:
    alike = sent.order_by().values_list("channel", "language", "reason", "heard")
    counted = alike.annotate(asked=Count("pk"), answered=Count("pk", filter=ANSWERED))
    return [Asked(*row) for row in counted]


def _given(answers: QuerySet[Answer]) -> list[Given]:
    alike = answers.order_by().annotate(stands=_FOLLOW_UP).values_list("type", "value", "stands")
    counted = alike.annotate(count=Count("pk"), said=Count("pk", filter=_SAID))
    return [Given(*row) for row in counted]


def _comments(answers: QuerySet[Answer]) -> list[Answer]:
    said = answers.filter(_SAID).select_related("invitation")
    return list(said.order_by("-at", "-pk")[:MOST_COMMENTS])
