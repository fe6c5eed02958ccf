"""What pages and mails ask about recognitions, within what a person may read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse

from boussole.core.text import Text
from boussole.features.coaching import queries as coaching
from boussole.features.coaching.access import situations as proposed_to
from boussole.features.coaching.links import Concerned
from boussole.features.coaching.services import Status
from boussole.features.conversations import judgement_queries as judgements
from boussole.features.conversations.forms import said
from boussole.features.organisation.models import Person, Role
from boussole.features.organisation.queries import members_of_visible_teams, people
from boussole.features.recognition import access
from boussole.features.recognition.models import DigestChoice, Place, Reach, Recognition, ThanksToo

PAGE = 20
MOST_RECEIVED = 200


@dataclass(frozen=True)
class Shown:
    """A recognition as someone reads it; ``thanks`` are the names of who thanked too, for the person concerned alone."""

    recognition: Recognition
    own: bool
    thanked: bool
    thanks: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The rule's name as it was when the recognition was given; empty without a rule."""
        named = self.recognition.rule_name
        return said(Text(**named)) if named else ""

    @property
    def message_url(self) -> str:
        """Its message in the conversation, for whoever may open it."""
        it = self.recognition
        return message_url(it.conversation_id, it.turn or 0) if it.conversation_id else ""


@dataclass(frozen=True)
class Proposed:
    """A success of the week that nobody has thanked for; ``situation`` is its key, ``passage`` is masked."""

    situation: int
    recipient: Person
    conversation: int
    turn: int
    rule: str
    passage: str

    @property
    def message_url(self) -> str:
        """Its message in the conversation."""
        return message_url(self.conversation, self.turn)


@dataclass(frozen=True)
class Wall:
    """One page of what people chose to share, the newest first; ``next`` leads to the older ones."""

    shown: list[Shown]
    next: int | None = None


def message_url(conversation: int, turn: int) -> str:
    """A conversation's page, opened at a message."""
    return f"{reverse('conversations:conversation', args=[conversation])}#turn-{turn}"


def wall(person: Person, reach: str, before: int | None = None, size: int = PAGE) -> Wall:
    """What is shared with someone's teams, or with the company; older than the recognition ``before``."""
    shared = access.shared_with_company()
    if reach == Reach.TEAM:
        shared = access.shared_with_teams(access.own_teams(person))
    found = _older(shared, before).order_by("-shared_at", "-pk")
    rows = list(_whole(found)[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    return Wall(_shown(person, rows), rows[-1].pk if more else None)


def _older(shared: QuerySet[Recognition], before: int | None) -> QuerySet[Recognition]:
    edge = shared.filter(pk=before).first() if before else None
    if edge is None:
        return shared
    return shared.filter(
        Q(shared_at__lt=edge.shared_at) | Q(shared_at=edge.shared_at, pk__lt=edge.pk)
    )


def received(person: Person) -> list[Shown]:
    """Someone's own recognitions, the newest first, with who thanked them too."""
    found = access.received(person).order_by("-given_at", "-pk")
    return _shown(person, list(_whole(found)[:MOST_RECEIVED]))


def _whole(found: QuerySet[Recognition]) -> QuerySet[Recognition]:
    return found.select_related("recipient", "by", "team")


def _shown(person: Person, rows: Sequence[Recognition]) -> list[Shown]:
    """Two questions for any number of rows: what the person thanked for, and who thanked the person."""
    ids = [row.pk for row in rows]
    mine = ThanksToo.objects.filter(recognition__in=ids, person=person)
    thanked = set(mine.values_list("recognition_id", flat=True))
    names: dict[int, list[str]] = {}
    own = [row.pk for row in rows if row.recipient_id == person.pk]
    thanks = ThanksToo.objects.filter(recognition__in=own).order_by(Lower("person__name"))
    for pk, name in thanks.values_list("recognition_id", "person__name"):
        names.setdefault(pk, []).append(name)
    return [
        Shown(row, row.recipient_id == person.pk, row.pk in thanked, tuple(names.get(row.pk, ())))
        for row in rows
    ]


def shared_between(person: Person, since: datetime, until: datetime) -> list[Recognition]:
    """What others shared with someone's teams in a span of time, the oldest first."""
    shared = access.shared_with_teams(access.own_teams(person)).exclude(recipient=person)
    found = shared.filter(shared_at__gte=since, shared_at__lt=until)
    return list(_whole(found).order_by("shared_at", "pk"))


def to_thank(person: Person) -> list[Proposed]:
    """The successes of a manager's latest week that nobody has thanked for, in the week's order.

    What was set aside, what is contested, and what someone has withdrawn is not proposed again.
    """
    if person.role != Role.MANAGER:
        return []
    found = [
        Proposed(one.pk, one.agent, one.conversation_id, one.turn, one.rule, one.passage)
        for week in coaching.weeks(person)[:1]
        for one in coaching.of_week(person, week)
        if one.success and not one.upstream and one.status != Status.DISMISSED
        if one.agent is not None and one.agent.is_active
    ]
    ids = {one.conversation for one in found}
    given = _proposals(ids).values_list(*_PLACE)
    refused = {*given, *(judgements.contested_situations(ids) if ids else ())}
    return [one for one in found if (one.conversation, one.rule, one.turn) not in refused]


def thankable(person: Person, situations: Iterable[Concerned]) -> set[int]:
    """The situations, by key, that a manager may still thank for: successes of active agents, uncontested, not thanked for."""
    own = [one for one in situations if one.success and one.status != Status.DISMISSED]
    if person.role != Role.MANAGER or not own:
        return set()
    mine = proposed_to(person).filter(pk__in=[one.pk for one in own], upstream=False)
    active = set(mine.filter(agent__is_active=True).values_list("pk", flat=True))
    kept = [one for one in own if one.pk in active]
    conversations = {one.conversation_id for one in kept}
    refused = set(judgements.contested_situations(conversations)) if kept else set()
    refused |= set(_proposals(conversations).values_list(*_PLACE))
    return {one.pk for one in kept if (one.conversation_id, one.rule, one.turn) not in refused}


def thanked(person: Person, situations: Iterable[Concerned]) -> set[int]:
    """The situations, by key, that were thanked for: for an agent those they received, for a manager all of their teams'."""
    asked = [one for one in situations if one.success and not one.upstream]
    given = _proposals({one.conversation_id for one in asked})
    if person.role == Role.MANAGER:
        given = given.filter(team__in=access.own_teams(person))
    else:
        given = given.filter(recipient=person, withdrawn_at=None)
    known = set(given.values_list(*_PLACE))
    return {one.pk for one in asked if (one.conversation_id, one.rule, one.turn) in known}


_PLACE = ("conversation_id", "rule", "turn")


def _proposals(conversations: Iterable[int]) -> QuerySet[Recognition]:
    """The recognitions that came from situations of some conversations."""
    return Recognition.objects.filter(
        conversation__in=list(conversations), origin=Recognition.Origin.PROPOSAL
    )


def colleagues(person: Person) -> QuerySet[Person]:
    """Those someone may thank: the people of their teams, by name."""
    ids = {pk for _team, members in members_of_visible_teams(person) for pk in members}
    serving = Person.objects.filter(pk__in=ids - {person.pk}, role__in=(Role.AGENT, Role.MANAGER))
    return serving.order_by("name", "pk")


def wants_digest(person: Person) -> bool:
    """Whether someone receives the week's mail; everyone does until they say otherwise."""
    return not DigestChoice.objects.filter(person=person).exists()


def digest_readers() -> list[Person]:
    """Those who may receive the week's mail: in a team, active, and not opted out."""
    refused = DigestChoice.objects.values("person")
    found = people().filter(
        is_active=True, role__in=(Role.AGENT, Role.MANAGER), teams__archived_at=None
    )
    return list(found.exclude(teams=None).exclude(pk__in=refused).distinct())


def feedback_to_give(person: Person, today: date) -> list[Place]:
    """The rounds that ask for an agent's answer now."""
    waiting = access.places(person).filter(answered=False, round__settled=False)
    found = waiting.filter(round__closes_on__gt=today).select_related("round__manager")
    return list(found.order_by("round__closes_on", "pk"))
