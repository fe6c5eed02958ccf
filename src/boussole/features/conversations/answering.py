"""What customers answer when Boussole asks them: kept beside the answers that sources tell.

``features/surveys`` asks and calls this; everything that reads answers (facts, the page of a conversation) then
sees them like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Max

from boussole.core.conversations import Answer, FollowUp
from boussole.features.conversations import corrections, models, storing

# Where own answers begin: a source numbers its own from 0.
_FIRST_OWN = 1_000


@transaction.atomic
def keep_answers(conversation: int, answers: Mapping[str, Answer]) -> bool:
    """Keep what a customer answered about a contact, by the name of each question; the contact's day is stale.

    A question answered again replaces its answer. Returns false when the contact is gone: nothing is kept then.
    The caller leaves the audit row, since only it knows what was asked.
    """
    record = models.Conversation.objects.filter(pk=conversation).first()
    if record is None:
        return False
    corrections.lock(record)
    own = record.answers.exclude(asked_as="")
    last = own.aggregate(last=Max("index"))["last"]
    free = _FIRST_OWN if last is None else last + 1
    places = dict(own.values_list("asked_as", "index"))
    for asked_as, answer in answers.items():
        if asked_as not in places:
            places[asked_as], free = free, free + 1
        models.Answer.objects.update_or_create(
            conversation=record,
            asked_as=asked_as,
            defaults={"index": places[asked_as], **_columns(answer)},
        )
    storing.mark_days([record.listed_at.date()])
    return True


@transaction.atomic
def note_follow_up(conversation: int, asked_as: Iterable[str], state: FollowUp) -> None:
    """Say what became of a low answer; the contact's day is stale."""
    record = models.Conversation.objects.filter(pk=conversation).first()
    if record is None:
        return
    corrections.lock(record)
    if record.answers.filter(asked_as__in=list(asked_as)).update(follow_up=state):
        storing.mark_days([record.listed_at.date()])


@transaction.atomic
def forget_answers(conversation: int, asked_as: Iterable[str]) -> None:
    """Erase answers that Boussole heard itself; the contact's day is stale."""
    record = models.Conversation.objects.filter(pk=conversation).first()
    if record is None:
        return
    corrections.lock(record)
    if record.answers.filter(asked_as__in=list(asked_as)).delete()[0]:
        storing.mark_days([record.listed_at.date()])


def _columns(answer: Answer) -> dict[str, object]:
    return {
        "kind": answer.kind,
        "scale": answer.scale,
        "value": answer.value,
        "at": answer.at,
        "comment": answer.comment or "",
        "of_company": answer.of_company,
        "follow_up": answer.follow_up or "",
    }
