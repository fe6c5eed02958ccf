"""Who sees a session: its manager while the agent is in their teams, its participants, and nobody else.

Not another manager, not a leader, not an administrator, not a privacy officer: these pages answer 403 or 404
to them, and no query here returns them a row.
"""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from boussole.features.organisation import access
from boussole.features.organisation.models import Membership, Person, Role
from boussole.features.sessions.models import (
    AgreedCue,
    Agreement,
    Participant,
    Session,
    SessionNote,
)

SEE = access.ability("sessions.see", Role.AGENT, Role.MANAGER)
LEAD = access.ability("sessions.lead", Role.MANAGER)
OWN = access.ability("sessions.own", Role.AGENT)


def agents_of(manager: Person) -> QuerySet[Person]:
    """The active agents of the teams someone manages now."""
    if manager.role != Role.MANAGER or not manager.is_active:
        return Person.objects.none()
    places = Membership.objects.filter(
        person=OuterRef("pk"), kind=Membership.Kind.AGENT, team__in=access.managed_teams(manager)
    )
    return Person.objects.filter(Exists(places), is_active=True)


def sessions(person: Person) -> QuerySet[Session]:
    """The sessions someone may open: those they take part in, those they lead with agents they still manage."""
    if not person.is_active or person.role not in {Role.AGENT, Role.MANAGER}:
        return Session.objects.none()
    taking_part = Participant.objects.filter(session=OuterRef("pk"), person=person)
    led = Participant.objects.filter(session=OuterRef("pk"), person__in=agents_of(person))
    return Session.objects.filter(Exists(taking_part) | (Q(manager=person) & Exists(led)))


def led(person: Person) -> QuerySet[Session]:
    """The sessions someone leads and may still change."""
    return sessions(person).filter(manager=person)


def attended(person: Person) -> QuerySet[Session]:
    """The sessions someone takes part in as an agent."""
    return sessions(person).filter(participants__person=person)


def participants(person: Person, session: Session) -> QuerySet[Participant]:
    """Who of a session someone may read about: their manager sees those still in their teams."""
    found = Participant.objects.filter(session=session, session__in=sessions(person))
    return found.filter(_about(person, "person"))


def notes(person: Person) -> QuerySet[SessionNote]:
    """The notes someone may read: those of the sessions they may open."""
    return SessionNote.objects.filter(session__in=sessions(person))


def agreements(person: Person) -> QuerySet[Agreement]:
    """The agreements someone may read: everyone's, their manager's, their own, and those of agents they manage."""
    shared = Q(person=None) | Q(person=F("session__manager"))
    found = Agreement.objects.filter(session__in=sessions(person))
    return found.filter(shared | _about(person, "person"))


def markable(person: Person, session: Session) -> QuerySet[Agreement]:
    """The agreements of a session someone may tick: theirs, everyone's, or any when they lead it."""
    mine = agreements(person).filter(session=session)
    if session.manager_id == person.pk:
        return mine
    return mine.filter(Q(person=person) | Q(person=None))


def cues(person: Person) -> QuerySet[AgreedCue]:
    """The cues someone may read: an agent theirs, their manager those of sessions they led."""
    return AgreedCue.objects.filter(session__in=sessions(person)).filter(_about(person, "person"))


def followed(person: Person) -> QuerySet[AgreedCue]:
    """The cues whose figures someone may read: their own, and those of sessions they led with one person alone.

    A group's cues stand side by side: their figures would compare people, so each reads their own, and the
    manager reads them together, from five people on.
    """
    others = Participant.objects.filter(session=OuterRef("session")).exclude(
        person=OuterRef("person")
    )
    return cues(person).filter(Q(person=person) | ~Exists(others))


def _about(person: Person, field: str) -> Q:
    """What is about a person, for themselves and for who leads the session and manages them."""
    own = Q(**{field: person})
    if person.role != Role.MANAGER:
        return own
    return own | (Q(session__manager=person) & Q(**{f"{field}__in": agents_of(person)}))
