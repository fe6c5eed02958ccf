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
from boussole.features.surveys.models import Decision, FollowUp, Invitation, Occasion, Survey

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


def follow_up(person: Person, pk: int) -> FollowUp:
    """One of them, that exists."""
    return _with_answers(access.follow_ups(person)).get(pk=pk)


def _with_answers(found: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    related = (
        "owner",
        "closed_by",
        "invitation__survey",
        "invitation__version",
        "invitation__team",
    )
    return found.select_related(*related).prefetch_related("invitation__answers")


def decisions_of(person: Person, conversation: int) -> list[Decision]:
    """What was decided about one contact, newest first."""
    found = access.decisions(person).filter(conversation=conversation).select_related("survey")
    return list(found.order_by("-at", "-pk")[:MOST_DECISIONS])


def invitations_of(person: Person, conversation: int) -> list[Invitation]:
    """What was asked about one contact, newest first, with its answers and its follow-up."""
    found = access.invitations(person).filter(conversation=conversation)
    whole = found.select_related("survey", "version", "follow_up__owner")
    return list(whole.prefetch_related("answers").order_by("-planned_at", "-pk"))


def last_asked(person: Person, conversation: int) -> Invitation | None:
    """The last time the customer was asked about one contact, with its follow-up; not about the company as a whole."""
    found = access.invitations(person).filter(conversation=conversation)
    about_it = found.exclude(survey__trigger=Survey.Trigger.RELATIONAL)
    return about_it.select_related("follow_up").order_by("-planned_at", "-pk").first()


def decided(person: Person, conversation: int) -> bool:
    """Whether a survey decided something about one contact."""
    return access.decisions(person).filter(conversation=conversation).exists()


def by_hand() -> list[Survey]:
    """The surveys by which a customer may be asked by hand."""
    return list(Survey.objects.filter(state=Survey.State.ACTIVE, trigger=Survey.Trigger.HAND))


def asked_by_hand(conversation: int) -> set[int]:
    """The surveys of which someone already said that they should ask about one contact."""
    found = Occasion.objects.filter(conversation=conversation)
    return set(found.values_list("survey", flat=True))


def waiting_follow_ups(person: Person, today: date) -> tuple[int, int]:
    """How many customers wait to be called back, and how many of them past their due date."""
    found = access.follow_ups(person).filter(closed_at=None)
    counts = found.aggregate(all=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=today)))
    return counts["all"], counts["overdue"]
