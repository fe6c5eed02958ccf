"""What pages ask about surveys, within the scope of whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from boussole.features.conversations import contacts
from boussole.features.conversations import queries as conversations
from boussole.features.organisation.models import Person
from boussole.features.surveys import access
from boussole.features.surveys.counting import ANSWERED, SENT
from boussole.features.surveys.models import Decision, FollowUp, Survey

MOST_DECISIONS = 50
MOST_FOLLOW_UPS = 100


@dataclass(frozen=True)
class Row:
    """A survey with what came of it in someone's scope."""

    survey: Survey
    sent: int
    answered: int


def listed(person: Person) -> list[Row]:
    """Every survey, those that ask first."""
    counted = access.invitations(person).order_by().values_list("survey")
    counts = {
        survey: (sent, answered)
        for survey, sent, answered in counted.annotate(
            sent=Count("pk", filter=SENT), answered=Count("pk", filter=ANSWERED)
        )
    }
    order = {"active": 0, "draft": 1, "paused": 2}
    found = sorted(Survey.objects.all(), key=lambda one: (order[one.state], one.name, one.pk))
    return [Row(one, *counts.get(one.pk, (0, 0))) for one in found]


def decisions_about(person: Person, who: str, until: datetime) -> list[Decision]:
    """What was decided about a customer before a moment, newest first; ``who`` is an address or a contact's number."""
    who = who.strip()
    if who.isdecimal():
        number = int(who)
        known = contacts.contact(number) if conversations.visible(person, [number]) else None
        identity = known.identity if known else ""
    else:
        identity = who.lower()
    found = access.decisions(person).filter(identity=identity, at__lt=until)
    return list(found.select_related("survey").order_by("-at", "-pk")[:MOST_DECISIONS])


def open_follow_ups(person: Person) -> list[FollowUp]:
    """The customers to call back, the most urgent first."""
    found = access.follow_ups(person).filter(closed_at=None).order_by("due_on", "pk")
    return list(_with_answers(found)[:MOST_FOLLOW_UPS])


def closed_follow_ups(person: Person) -> list[FollowUp]:
    """Those that were called back, the latest first."""
    found = access.follow_ups(person).exclude(closed_at=None).order_by("-closed_at", "-pk")
    return list(_with_answers(found)[:20])


def _with_answers(found: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    related = (
        "owner",
        "closed_by",
        "invitation__survey",
        "invitation__version",
        "invitation__team",
    )
    return found.select_related(*related).prefetch_related("invitation__answers")


def waiting_follow_ups(person: Person, today: date) -> tuple[int, int]:
    """How many customers wait to be called back, and how many of them past their due date."""
    found = access.follow_ups(person).filter(closed_at=None)
    counts = found.aggregate(all=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=today)))
    return counts["all"], counts["overdue"]
