"""Who sees situations and what is written of them: an agent their own, a manager their teams'; nobody else."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from boussole.features.coaching.models import Listening, Note, OwnReading, Situation
from boussole.features.organisation import access
from boussole.features.organisation.access import scope_of
from boussole.features.organisation.models import Person, Role

SEE = access.ability("coaching.see_situations", Role.AGENT, Role.MANAGER)
SHARE = access.ability("coaching.share_passages", Role.AGENT)


def situations(person: Person) -> QuerySet[Situation]:
    """The situations a person may be proposed.

    What another department caused is never held against an agent: their list does not have it.
    """
    found = dissected(person)
    return found.filter(upstream=False) if person.role == Role.AGENT else found


def dissected(person: Person) -> QuerySet[Situation]:
    """The situations a person may open: what is kept of an agent is theirs to read, whatever its cause."""
    match person.role:
        case Role.AGENT if person.is_active:
            return Situation.objects.filter(agent=person)
        case Role.MANAGER:
            return Situation.objects.filter(team__in=sorted(scope_of(person).teams))
        case _:
            return Situation.objects.none()


def notes(person: Person) -> QuerySet[Note]:
    """The notes a person may read: those on the situations they may open."""
    return Note.objects.filter(situation__in=dissected(person))


def readings(person: Person) -> QuerySet[OwnReading]:
    """The own readings a person may read: theirs, and once they have submitted theirs, those submitted by others.

    An author may show theirs early. Whoever asks for readings starts here: before that nothing leaves the
    database.
    """
    theirs = OwnReading.objects.filter(
        situation=OuterRef("situation"), author=person, submitted_at__isnull=False
    )
    submitted = Q(submitted_at__isnull=False)
    shown = Q(author=person) | (submitted & (Q(shown_early=True) | Exists(theirs)))
    return OwnReading.objects.filter(shown, situation__in=dissected(person))


def listenings(person: Person) -> QuerySet[Listening]:
    """The conversations drawn at random that a person may listen to."""
    match person.role:
        case Role.AGENT if person.is_active:
            return Listening.objects.filter(agent=person)
        case Role.MANAGER:
            return Listening.objects.filter(team__in=sorted(scope_of(person).teams))
        case _:
            return Listening.objects.none()
