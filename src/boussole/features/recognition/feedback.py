"""What a team says of its manager's practice: asking, answering, and counting once it is over.

Nothing is counted while a round is open, not even how many answered: who watches could tell who did. A round cannot be
closed early, only given up with everything in it. Once over it is settled: rounded means are kept when enough people
answered and no earlier round can be subtracted (``core.anonymity``), and every answer is erased.
"""

from __future__ import annotations

import random
import uuid
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from boussole.core.anonymity import (
    LEAST_ANSWERS,
    LEAST_COMMENTS,
    bracket,
    may_show,
    rounded_mean,
)
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person, Role
from boussole.features.organisation.queries import members_of_visible_teams, people
from boussole.features.recognition import actions
from boussole.features.recognition.errors import (
    NotAnsweringError,
    RoundOpenError,
    TooFewPeopleError,
)
from boussole.features.recognition.models import (
    FeedbackAnswer,
    FeedbackComment,
    FeedbackRound,
    Place,
)

OPEN_FOR = timedelta(days=14)
KEPT = timedelta(days=365)
STATEMENTS = ("posture", "arbitration", "transmission")
_random = random.SystemRandom()


def asked_people(manager: Person) -> list[Person]:
    """The agents of the teams someone manages, by name."""
    members = {pk for _team, ids in members_of_visible_teams(manager) for pk in ids}
    found = people().filter(pk__in=members, role=Role.AGENT, is_active=True)
    return list(found.order_by("name", "pk"))


@transaction.atomic
def open_round(manager: Person, today: date) -> FeedbackRound:
    """Ask one's team for two weeks. Raises ``RoundOpenError`` or ``TooFewPeopleError``.

    Who is asked and the thresholds are fixed now.
    """
    if FeedbackRound.objects.filter(manager=manager, settled=False).exists():
        raise RoundOpenError(_("Une demande d’avis est déjà en cours."))
    asked = asked_people(manager)
    if len(asked) < LEAST_ANSWERS:
        raise TooFewPeopleError(
            _("Il faut au moins cinq conseillers pour que chacun reste anonyme.")
        )
    opened = FeedbackRound.objects.create(
        manager=manager,
        opened_on=today,
        closes_on=today + OPEN_FOR,
        least_answers=LEAST_ANSWERS,
        least_comments=LEAST_COMMENTS,
    )
    Place.objects.bulk_create(Place(round=opened, person=person) for person in asked)
    record(manager, actions.ROUND_OPENED, opened)
    return opened


@transaction.atomic
def cancel_round(opened: FeedbackRound, *, by: Person) -> None:
    """Give a round up: its answers are erased unread. Raises ``NotAnsweringError`` when it is over."""
    if opened.settled:
        raise NotAnsweringError(_("Cette demande d’avis est terminée."))
    record(by, actions.ROUND_CANCELLED, opened)
    opened.delete()


@transaction.atomic
def answer(place: Place, answers: Mapping[str, int], *, comment: str = "", today: date) -> None:
    """Answer the three statements once. Raises ``NotAnsweringError``.

    No audit row: it would say when. All answers of the round are written anew in a random order, so that neither their keys
    nor their place in the table follow the order in which people answered.
    """
    locked = FeedbackRound.objects.select_for_update().get(pk=place.round_id)
    taken = Place.objects.filter(pk=place.pk, answered=False)
    if locked.settled or today >= locked.closes_on or not taken.update(answered=True):
        raise NotAnsweringError(
            _("Cette demande d’avis est terminée, ou vous y avez déjà répondu.")
        )
    said = {name: answers[name] for name in STATEMENTS}
    _rewrite_answers(locked, FeedbackAnswer(round=locked, **said))
    if comment.strip():
        _rewrite_comments(locked, comment.strip())


def _rewrite_answers(opened: FeedbackRound, new: FeedbackAnswer) -> None:
    rows = [*opened.answers.all(), new]
    opened.answers.all().delete()
    _random.shuffle(rows)
    for row in rows:
        row.id = uuid.uuid4()
    FeedbackAnswer.objects.bulk_create(rows)


def _rewrite_comments(opened: FeedbackRound, new: str) -> None:
    texts = [*opened.remarks.values_list("text", flat=True), new]
    opened.remarks.all().delete()
    _random.shuffle(texts)
    FeedbackComment.objects.bulk_create(FeedbackComment(round=opened, text=text) for text in texts)


def settle_due(today: date) -> int:
    """Count the rounds whose two weeks are over; return how many."""
    due = FeedbackRound.objects.filter(settled=False, closes_on__lte=today)
    found = list(due.order_by("closes_on", "pk"))
    for over in found:
        _settle(over)
    return len(found)


@transaction.atomic
def _settle(over: FeedbackRound) -> None:
    """Keep what may be shown, erase every answer."""
    group = _answered(over)
    earlier = FeedbackRound.objects.filter(manager=over.manager_id, shown=True)
    shown_before = [_answered(one) for one in earlier]
    over.settled = True
    over.shown = may_show(group, shown_before, over.least_answers)
    if over.shown:
        over.result = _result(over, list(over.answers.all()), len(group))
        over.comments = _comments(over, len(group))
    over.save(update_fields=["settled", "shown", "result", "comments"])
    over.answers.all().delete()
    over.remarks.all().delete()
    if not over.shown:
        over.places.all().delete()
    record(None, actions.ROUND_SETTLED, over)


def _answered(one: FeedbackRound) -> frozenset[int]:
    return frozenset(one.places.filter(answered=True).values_list("person_id", flat=True))


def _result(over: FeedbackRound, answers: Sequence[FeedbackAnswer], count: int) -> dict[str, float]:
    means = {
        name: rounded_mean([getattr(answer, name) for answer in answers]) for name in STATEMENTS
    }
    return {**means, "at_least": bracket(count, (over.least_answers, over.least_comments, 20, 50))}


def _comments(over: FeedbackRound, count: int) -> list[str]:
    if count < over.least_comments:
        return []
    texts = list(over.remarks.values_list("text", flat=True))
    _random.shuffle(texts)
    return texts


@transaction.atomic
def forget(today: date) -> int:
    """Erase the rounds that were over more than a year ago."""
    old = FeedbackRound.objects.filter(settled=True, closes_on__lt=today - KEPT)
    count = old.count()
    old.delete()
    if count:
        record(None, actions.FORGOTTEN, "feedbackround:old", count=count)
    return count
