"""What is asked of sessions, always within what a person may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from boussole.features.coaching import access as coaching
from boussole.features.coaching.links import Concerned
from boussole.features.organisation.access import managed_teams
from boussole.features.organisation.models import Person, Role
from boussole.features.sessions import access
from boussole.features.sessions.models import (
    AgreedCue,
    Agreement,
    Participant,
    Session,
    TeamFollowUp,
    Topic,
)

State = Session.State
MOST_SESSIONS = 100
# A session's situations are those of its latest weeks; older ones are history.
CHOOSABLE_WEEKS = 4
UNLOOKED = timedelta(days=14)


def latest_week(by: Person, people: Iterable[Person], until: date) -> date | None:
    """The latest week begun by ``until`` in which some of these agents have situations of their own."""
    mine = coaching.situations(by).filter(agent__in=list(people), upstream=False)
    found = mine.filter(week__lte=until)
    kept = found.exclude(status="dismissed")
    week: date | None = kept.order_by("-week").values_list("week", flat=True).first()
    return week


def situations_of(by: Person, people: Iterable[Person], week: date) -> list[Any]:
    """A week's situations of these agents, those set aside left out."""
    found = coaching.situations(by).filter(agent__in=list(people), week=week)
    return list(found.exclude(status="dismissed").order_by("place", "pk"))


def choosable(by: Person, session: Session) -> QuerySet[Any]:
    """The situations that may be talked about: the participants', of the latest weeks."""
    people = session.participants.values("person")
    found = coaching.situations(by).filter(agent__in=people, upstream=False)
    recent = found.exclude(status="dismissed")
    latest = recent.order_by("-week").values_list("week", flat=True).distinct()[:CHOOSABLE_WEEKS]
    weeks = list(latest)
    return recent.filter(week__in=weeks).select_related("agent").order_by("-week", "place", "pk")


def topics(person: Person, session: Session) -> list[Any]:
    """The situations of a session that someone may see, successes first."""
    chosen = session.topics.values("situation")
    found = coaching.situations(person).filter(pk__in=chosen).select_related("agent")
    return list(found.order_by("-success", "-week", "place", "pk"))


@dataclass(frozen=True)
class Addable:
    """A situation that may be talked about, its agent, and their next one-to-one when there is one."""

    situation: int
    agent: int
    session: Session | None


def agendas(person: Person, situations: Iterable[int]) -> dict[int, list[Session]]:
    """The sessions that someone may open on whose agenda each situation is, or was; called-off ones left out."""
    mine = access.sessions(person).exclude(state=State.CANCELLED).values("pk")
    found = Topic.objects.filter(situation__in=list(situations), session__in=mine)
    sessions: dict[int, list[Session]] = defaultdict(list)
    for topic in found.select_related("session").order_by("session__planned_on", "session"):
        sessions[topic.situation_id].append(topic.session)
    return dict(sessions)


def addable(person: Person, situations: Sequence[Concerned]) -> list[Addable]:
    """Which of these situations someone may add to a one-to-one with their agent: what ``choosable`` would offer."""
    if person.role != Role.MANAGER:
        return []
    own = [one for one in situations if not one.upstream and one.status != "dismissed"]
    agents = {one.agent_id for one in own if one.agent_id is not None}
    if not agents:
        return []
    weeks = _choosable_weeks(person, agents)
    sessions = _next_one_to_ones(person, agents)
    return [
        Addable(one.pk, one.agent_id, sessions.get(one.agent_id))
        for one in own
        if one.agent_id is not None and one.week in weeks[one.agent_id]
    ]


def next_one_to_one(person: Person, agent: int) -> Session | None:
    """The next one-to-one that someone leads with an agent of theirs, if one is planned."""
    return _next_one_to_ones(person, {agent}).get(agent)


def _next_one_to_ones(person: Person, agents: Iterable[int]) -> dict[int, Session]:
    planned = access.led(person).filter(state=State.PLANNED, kind=Session.Kind.ONE_TO_ONE)
    found = Participant.objects.filter(session__in=planned.values("pk"), person__in=list(agents))
    latest_first = found.select_related("session").order_by("-session__planned_on", "-session")
    return {one.person_id: one.session for one in latest_first}


def _choosable_weeks(person: Person, agents: Iterable[int]) -> dict[int, list[date]]:
    """For each of someone's agents, the latest weeks of their situations, as ``choosable`` counts them."""
    mine = coaching.situations(person).filter(agent__in=list(agents), upstream=False)
    kept = mine.filter(agent__in=access.agents_of(person)).exclude(status="dismissed")
    weeks: dict[int, list[date]] = defaultdict(list)
    for agent, week in kept.order_by("-week").values_list("agent", "week").distinct():
        if len(weeks[agent]) < CHOOSABLE_WEEKS:
            weeks[agent].append(week)
    return weeks


def topics_count(session: Session) -> int:
    """How many situations the session is about, whoever may see them."""
    return session.topics.count()


def listed(person: Person) -> list[Session]:
    """Someone's sessions by date, the ones to come first; never by anything that is counted."""
    people = Participant.objects.select_related("person").order_by("person__name")
    cues = access.cues(person).select_related("person", "follow_up").order_by("person__name", "pk")
    found = access.sessions(person).select_related("manager")
    return list(
        found.prefetch_related(
            Prefetch("participants", people), Prefetch("cues", cues, to_attr="readable_cues")
        ).order_by("-planned_on", "-pk")[:MOST_SESSIONS]
    )


def figures_of(person: Person, session: Session) -> bool:
    """Whether someone may read the figures of the cues of a session that they read."""
    mine = access.cues(person).filter(session=session).values("pk")
    return not mine.exclude(pk__in=access.followed(person).values("pk")).exists()


def cues_of(person: Person, session: Session) -> list[AgreedCue]:
    """The cues of a session that someone may read, by name of person, then in the order agreed."""
    found = access.cues(person).filter(session=session).select_related("person", "follow_up")
    return list(found.order_by("person__name", "pk"))


def own_cues(person: Person) -> list[AgreedCue]:
    """An agent's own cues that were registered, the latest first."""
    found = access.cues(person).filter(person=person, start__isnull=False)
    return list(
        found.select_related("session__manager", "follow_up").order_by("-start", "pk")[
            :MOST_SESSIONS
        ]
    )


def followed_now(person: Person, key: str, today: date) -> bool:
    """Whether someone is being followed on this cue already."""
    return AgreedCue.objects.filter(person=person, key=key, ends__gt=today).exists()


def registered() -> list[AgreedCue]:
    """Every registered cue: what the nightly task follows, and who is coached on what since when."""
    return list(
        AgreedCue.objects.filter(start__isnull=False).select_related("follow_up").order_by("pk")
    )


def team_follow_ups(person: Person) -> list[TeamFollowUp]:
    """What the teams someone manages did together on a cue, by team and cue."""
    if person.role != Role.MANAGER:
        return []
    found = TeamFollowUp.objects.filter(team__in=managed_teams(person)).select_related("team")
    return list(found.order_by("team__name", "cue_key"))


def due(person: Person, today: date) -> list[Session]:
    """Planned sessions whose day has come, for who leads them; for a participant, of the day itself."""
    mine = access.sessions(person).filter(state=State.PLANNED)
    held = Q(manager=person, planned_on__lte=today) | Q(
        participants__person=person, planned_on=today
    )
    return list(mine.filter(held).distinct().order_by("planned_on", "pk"))


def coming(person: Person, today: date) -> list[Session]:
    """Planned sessions of the next seven days."""
    mine = access.sessions(person).filter(state=State.PLANNED, planned_on__gte=today)
    return list(mine.filter(planned_on__lt=today + timedelta(days=7)).order_by("planned_on", "pk"))


def watched(person: Person) -> list[AgreedCue]:
    """The registered cues that someone follows: what ``to_read`` and ``unlooked`` choose among."""
    found = access.followed(person).filter(start__isnull=False).select_related("follow_up")
    return list(found.order_by("start", "pk"))


def unlooked(person: Person, now: datetime, cues: Iterable[AgreedCue]) -> list[AgreedCue]:
    """Cues being followed for two weeks that someone has not read for two weeks."""
    since = now - UNLOOKED
    return [
        cue
        for cue in cues
        if cue.start
        and cue.ends
        and cue.start <= since.date()
        and cue.ends > now.date()
        and _not_looked_at(person, cue, since)
    ]


def to_read(person: Person, today: date, cues: Iterable[AgreedCue]) -> list[AgreedCue]:
    """Cues whose declared end has passed and whose result someone has not read yet."""
    return [
        cue
        for cue in cues
        if cue.ends
        and cue.ends <= today
        and (result := getattr(cue, "follow_up", None))
        and result.settled
        and _not_looked_at(person, cue, result.counted_at)
    ]


def _not_looked_at(person: Person, cue: AgreedCue, since: datetime) -> bool:
    looked = cue.agent_looked_at if cue.person_id == person.pk else cue.manager_looked_at
    return looked is None or looked < since


def overdue(person: Person, today: date) -> list[Agreement]:
    """Agreements past their date that are not done: one's own, everyone's, and for a manager all they see."""
    open_ones = access.agreements(person).filter(done_at=None, due_on__lt=today)
    kept = open_ones.exclude(session__state=State.CANCELLED)
    return list(kept.select_related("session").order_by("due_on", "pk"))


def agreements_of(person: Person, session: Session) -> list[Agreement]:
    """The agreements of a session that someone may read."""
    found = access.agreements(person).filter(session=session).select_related("person")
    return list(found.order_by("done_at", "due_on", "pk"))


def people_of(person: Person, session: Session) -> Sequence[Participant]:
    """Who of a session someone may read about, by name."""
    found = access.participants(person, session).select_related("person")
    return list(found.order_by("person__name"))
