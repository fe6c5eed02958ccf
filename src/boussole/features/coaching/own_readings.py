"""Each one's own reading of a situation: written apart, read together.

Who may read which is decided in ``access.readings``; here they are written, each action being one transaction and
one audit row, without the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from boussole.features.coaching import access, actions
from boussole.features.coaching.errors import ReadingNotPossibleError
from boussole.features.coaching.models import OwnReading, Situation
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person


@dataclass(frozen=True)
class Answers:
    """What happened, where it turned, and what its author would try."""

    happened: str = ""
    turned: str = ""
    would_try: str = ""

    @property
    def complete(self) -> bool:
        """Whether the three are answered."""
        return bool(self.happened and self.turned and self.would_try)


@transaction.atomic
def keep(situation: Situation, answers: Answers, *, by: Person) -> OwnReading:
    """Keep a reading that is not finished; nobody else reads it."""
    reading = _written(situation, answers, by)
    record(by, actions.READING_KEPT, situation)
    return reading


@transaction.atomic
def submit(situation: Situation, answers: Answers, *, by: Person) -> OwnReading:
    """Hand in a reading: it is read by the others once they have handed in theirs.

    Raises ``ReadingNotPossibleError`` when an answer is missing, or when it was handed in already: what was read
    together is not rewritten, it is withdrawn.
    """
    if not answers.complete:
        raise ReadingNotPossibleError.incomplete()
    reading = _written(situation, answers, by)
    reading.informed = reading.informed or _reads_another(situation, by)
    reading.submitted_at = reading.written_at
    reading.save()
    record(by, actions.READING_SUBMITTED, situation)
    return reading


@transaction.atomic
def show_early(reading: OwnReading, *, by: Person) -> None:
    """Let the others read it without waiting for theirs; a draft is handed in first."""
    if reading.submitted_at is None:
        raise ReadingNotPossibleError.incomplete()
    reading.shown_early = True
    reading.save(update_fields=["shown_early"])
    record(by, actions.READING_SHOWN, reading.situation)


@transaction.atomic
def withdraw(reading: OwnReading, *, by: Person) -> None:
    """Take a reading back: its text is erased, and its author no longer reads the others'.

    What is kept is that they had read another, when they had: a new reading will say so.
    """
    situation = reading.situation
    informed = reading.informed or _reads_another(situation, by)
    reading.delete()
    if informed:
        OwnReading.objects.create(situation=situation, author=by, informed=True)
    record(by, actions.READING_WITHDRAWN, situation)


def _written(situation: Situation, answers: Answers, by: Person) -> OwnReading:
    reading, _made = OwnReading.objects.select_for_update().get_or_create(
        situation=situation, author=by
    )
    if reading.submitted_at is not None:
        raise ReadingNotPossibleError.submitted()
    reading.happened = answers.happened
    reading.turned = answers.turned
    reading.would_try = answers.would_try
    reading.written_at = timezone.now()
    reading.save()
    return reading


def _reads_another(situation: Situation, person: Person) -> bool:
    read = access.readings(person).filter(situation=situation).exclude(author=person)
    return read.exists()
