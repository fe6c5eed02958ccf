"""Alignment sessions for tests: drawn from facts as people's are, judged through services."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from boussole.features.alignment import queries, services
from boussole.features.alignment.models import Participant, Session
from boussole.features.alignment.services import Said
from boussole.features.metrics import services as metrics
from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import Membership, Person, Role
from tests.cast import Cast
from tests.stock import LATE_TALK, MONDAY, TALK, noun, store

RULE = "late_escalation"
LATER = (timezone.localdate() + timedelta(days=30)).isoformat()


def facts_of_lyon(_cast: Cast) -> dict[str, Any]:
    """Eighteen of Lyon's recent conversations, a third of them late escalations, by four colleagues."""
    store(
        *(
            noun(
                f"c-{n}",
                LATE_TALK if n % 3 == 0 else TALK,
                at=MONDAY + timedelta(hours=n),
                agent=f"agent-{('awa', 'bruno', 'autre-1', 'autre-2')[n % 4]}",
                team="team-lyon",
            )
            for n in range(18)
        )
    )
    metrics.rebuild_stale()
    return {}


def open_session(
    cast: Cast, *people: Person, rules: tuple[str, ...] = (RULE,), count: int = 6, seed: int = 7
) -> Session:
    """A session that Claire opens for people of Lyon, all of them unless said."""
    invited = [one for one in queries.invitable(cast.claire) if not people or one.person in people]
    closes_on = timezone.localdate() + timedelta(days=7)
    return services.create_session(
        by=cast.claire, rules=rules, people=invited, count=count, closes_on=closes_on, seed=seed
    )


def place_of(session: Session, person: Person) -> Participant:
    found = queries.participation(person, session)
    assert found is not None
    return found


def answer_all(
    session: Session, person: Person, says: Callable[[int, str], str], *, submit: bool = True
) -> None:
    """Answer every situation someone judges, ``says`` being given its place and the rule; hand it in."""
    mine = place_of(session, person)
    for item in queries.own_items(mine):
        said = {
            one.rule: Said(says=says(item.place, one.rule), sure=True)
            for one in session.rules.all()
        }
        services.judge(mine, item, said, by=person)
    if submit:
        services.submit(mine, by=person)


def close(session: Session) -> Session:
    """Let a session's date come."""
    Session.objects.filter(pk=session.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    services.close_due()
    session.refresh_from_db()
    return session


def join_lyon(cast: Cast, number: int) -> list[Person]:
    """More agents in Lyon, who handled none of the conversations."""
    made = []
    for n in range(number):
        person = organisation.create_person(
            by=None,
            email=f"agent-{n}@example.com",
            name=f"Agent Numéro{n}",
            role=Role.AGENT,
            external_names=[],
            password="une-phrase-de-passe-assez-longue",
        )
        organisation.join_team(person, cast.lyon, by=None, kind=Membership.Kind.AGENT)
        made.append(person)
    return made


def session_of_lyon(cast: Cast) -> dict[str, Any]:
    """An open session of Lyon, for a page's address."""
    facts_of_lyon(cast)
    return {"pk": open_session(cast).pk}


def closed_session_of_lyon(cast: Cast) -> dict[str, Any]:
    """A session that everyone in Lyon answered, six agents and their manager, for a page's address."""
    facts_of_lyon(cast)
    colleagues = join_lyon(cast, 4)
    session = open_session(cast)
    for number, person in enumerate((cast.claire, cast.awa, cast.bruno, *colleagues)):
        mine = place_of(session, person)
        for item in queries.own_items(mine):
            says = "met" if (item.place + number // 5) % 2 else "not_met"
            said = Said(says, sure=number > 0, turn=0, remark="Cela se discute.")
            services.judge(mine, item, {RULE: said}, by=person)
        services.submit(mine, by=person)
    return {"pk": session.pk}


def history_of_lyon(cast: Cast) -> dict[str, Any]:
    """The rule that a closed session of Lyon judged, for a page's address."""
    closed_session_of_lyon(cast)
    return {"key": RULE}
