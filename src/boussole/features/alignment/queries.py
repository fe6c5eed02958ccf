"""What others may ask about alignment sessions. Answers leave this module only once a session closed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from boussole.features.alignment import access
from boussole.features.alignment.errors import NotClosedError
from boussole.features.alignment.models import (
    Answer,
    Item,
    JudgedRule,
    Participant,
    Session,
)
from boussole.features.organisation.access import names_of, visible_teams
from boussole.features.organisation.models import Membership, Person, Role, Team

MOST_LISTED = 50
Group = Participant.Group


def is_closed(session: Session, now: datetime | None = None) -> bool:
    """Whether a session takes no more answers: everyone has answered, or its date has come."""
    return session.closed_at is not None or session.closes_at <= (now or timezone.now())


def _closed(now: datetime) -> Q:
    return Q(closed_at__isnull=False) | Q(closes_at__lte=now)


def closed_for(person: Person) -> QuerySet[Session]:
    """The sessions whose results a person may read."""
    return access.sessions(person).filter(_closed(timezone.now()))


def open_for(person: Person) -> QuerySet[Session]:
    """The sessions a person may see that still take answers."""
    return access.sessions(person).exclude(_closed(timezone.now()))


def listed(person: Person) -> list[Session]:
    """The sessions a person may see, the newest first, with their rules, and counts of people and situations.

    ``asked`` and ``answered`` count people; ``mine`` says that they are asked themselves, ``done`` that they answered.
    """
    mine = Participant.objects.filter(session=OuterRef("pk"), person=person)
    submitted = Q(participants__submitted_at__isnull=False)
    found = Session.objects.filter(pk__in=access.sessions(person).values("pk")).annotate(
        asked=Count("participants", distinct=True),
        answered=Count("participants", filter=submitted, distinct=True),
        situations=Count("items", distinct=True),
        mine=Exists(mine),
        done=Exists(mine.filter(submitted_at__isnull=False)),
    )
    return list(found.prefetch_related("rules").order_by("-opened_at", "-pk")[:MOST_LISTED])


def participation(person: Person, session: Session) -> Participant | None:
    """Someone's own place in a session, if they are asked to judge."""
    return Participant.objects.filter(session=session, person=person).first()


def own_items(participant: Participant) -> QuerySet[Item]:
    """The situations someone judges, in order, with their own answers: never one they handled."""
    answers = Prefetch("answers", Answer.objects.filter(participant=participant), to_attr="mine")
    found = Item.objects.filter(session=participant.session_id).exclude(
        handled=participant.person_id
    )
    return found.prefetch_related(answers).order_by("place")


@dataclass(frozen=True)
class Progress:
    """How many people were asked and have answered; never who."""

    asked: int
    answered: int
    agents: int
    managers: int


def progress(session: Session) -> Progress:
    """How far a session is."""
    done, agents = Q(submitted_at__isnull=False), Q(group=Group.AGENT)
    found = Participant.objects.filter(session=session).aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=done),
        agents=Count("pk", filter=agents),
        managers=Count("pk", filter=~agents),
    )
    return Progress(**found)


def drawn(session: Session) -> dict[str, dict[str, int]]:
    """How many situations of each sort were drawn for each rule; never which."""
    counted = Item.objects.filter(session=session).values_list(
        "readings__rule", "readings__nearness"
    )
    found: dict[str, dict[str, int]] = {}
    for rule, nearness, number in counted.annotate(number=Count("pk")).order_by():
        found.setdefault(rule, {})[nearness] = number
    return found


def answers(session: Session) -> list[Answer]:
    """Everything that was handed in, with who said it. Raises ``NotClosedError`` while the session is open."""
    if not is_closed(session):
        raise NotClosedError(_("Les réponses se lisent une fois la séance close."))
    handed_in = Answer.objects.filter(
        item__session=session, participant__submitted_at__isnull=False
    )
    return list(handed_in.select_related("participant__person").order_by("pk"))


def items_with_readings(session: Session) -> list[Item]:
    """A closed session's situations and what the software read in them. Raises ``NotClosedError``."""
    if not is_closed(session):
        raise NotClosedError(_("Les réponses se lisent une fois la séance close."))
    return list(Item.objects.filter(session=session).prefetch_related("readings").order_by("place"))


def history(person: Person, rule: str) -> list[JudgedRule]:
    """A rule in the closed sessions whose results someone may read, the oldest first."""
    sessions = closed_for(person).values("pk")
    found = JudgedRule.objects.filter(rule=rule, session__in=sessions).select_related("session")
    return list(found.order_by("session__opened_at", "pk"))


def answers_about(judged: Iterable[JudgedRule]) -> list[tuple[int, str, str, str]]:
    """What was handed in about a rule in closed sessions: session, person, situation and answer."""
    rows = list(judged)
    if any(not is_closed(one.session) for one in rows):
        raise NotClosedError(_("Les réponses se lisent une fois la séance close."))
    found = Answer.objects.filter(
        rule__in={one.rule for one in rows},
        item__session__in=[one.session_id for one in rows],
        participant__submitted_at__isnull=False,
    )
    columns = ("item__session", "participant__person", "item", "says")
    return [
        (session, str(person), str(item), says)
        for session, person, item, says in found.values_list(*columns).order_by("pk")
    ]


@dataclass(frozen=True)
class Invitable:
    """Someone who may be asked to judge, and as what."""

    person: Person
    group: str
    team: Team


def invitable(person: Person) -> list[Invitable]:
    """The active agents and managers of the teams someone may choose, by team; each person once."""
    places = Membership.objects.filter(
        team__in=visible_teams(person),
        person__is_active=True,
        person__role__in=[Role.AGENT, Role.MANAGER],
    ).select_related("person", "team")
    # Whoever manages one of the teams judges as a manager, whatever they are elsewhere.
    ordered = sorted(
        places.order_by("team__name", "person__name"),
        key=lambda place: place.kind != Membership.Kind.MANAGER,
    )
    first = {place.person_id: place for place in reversed(ordered)}
    kept = [place for place in ordered if first[place.person_id] is place]
    kept.sort(key=lambda place: (place.team.name, place.kind != Membership.Kind.MANAGER))
    return [Invitable(place.person, Group(place.kind), place.team) for place in kept]


def team_names(teams: Iterable[Team]) -> set[str]:
    """The names by which facts may call these teams."""
    return {name for team in teams for name in names_of(team)}


def waiting_for(person: Person) -> list[Session]:
    """The open sessions that wait for someone's answers, the first to close first."""
    asked = Participant.objects.filter(person=person, submitted_at=None).values("session")
    return list(open_for(person).filter(pk__in=asked).order_by("closes_at", "pk"))
