"""Planning, agreeing, closing, undoing; and who may read any of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from boussole.features.coaching import access as coaching
from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import AuditEntry, Membership, Person
from boussole.features.sessions import access, queries, retention, services
from boussole.features.sessions.errors import (
    DateError,
    NobodyError,
    NotClosedError,
    NothingChosenError,
    NotPlannedError,
    SameCueError,
    TooManyCuesError,
)
from boussole.features.sessions.models import AgreedCue, Session, SessionNote, TeamFollowUp
from boussole.features.sessions.proposing import propose
from tests.cast import Cast
from tests.sessions_stock import planned_session
from tests.stock import LATE_TALK, TALK, noun, store
from tests.stock import propose as propose_situations

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 10)
KEYS = ("reformulate_before_explaining", "acknowledge_before_refusing", "explain_a_refusal")


@pytest.fixture
def session(cast: Cast) -> Session:
    """Claire plans to meet Awa, who has a late escalation and a recovery."""
    store(noun("late", LATE_TALK), noun("good", TALK))
    propose_situations()
    return planned(cast)


def planned(cast: Cast, *people: Person, kind: str = "one_to_one") -> Session:
    return services.plan(
        by=cast.claire,
        kind=kind,
        planned_on=TODAY,
        participants=people or (cast.awa,),
        today=TODAY,
    )


def closed(session: Session, cast: Cast) -> Session:
    return services.close(session, by=cast.claire, held_on=TODAY, today=TODAY)


def test_a_session_proposes_successes_beside_failures(session: Session, cast: Cast) -> None:
    topics = queries.topics(cast.claire, session)
    assert [one.success for one in topics] == [True, False]
    assert session.situations_week == date(2026, 3, 2)
    assert session.proposed[0]["failures_there"] == 1
    assert AuditEntry.objects.get(action="sessions.planned").details == {
        "kind": "one_to_one",
        "people": 1,
    }


def test_situations_known_on_the_day_are_proposed(session: Session, cast: Cast) -> None:
    before = TODAY - timedelta(days=10)
    earlier = services.plan(
        by=cast.claire,
        kind="one_to_one",
        planned_on=before,
        participants=[cast.awa],
        today=TODAY,
    )
    assert before < date(2026, 3, 2)
    assert (earlier.situations_week, earlier.topics.count()) == (None, 0)


class _One:
    def __init__(self, *, success: bool, upstream: bool = False) -> None:
        self.success = success
        self.upstream = upstream


@pytest.mark.parametrize("failures", range(5))
@pytest.mark.parametrize("successes", range(5))
def test_never_fewer_successes_than_failures_when_there_are_some(
    failures: int, successes: int
) -> None:
    week = [_One(success=False)] * failures + [_One(success=True)] * successes
    chosen, balance = propose([*week, _One(success=False, upstream=True)])
    found = [one.success for one in chosen]
    assert not any(one.upstream for one in chosen)
    assert (balance.failures, balance.successes) == (found.count(False), found.count(True))
    if successes:
        assert balance.successes >= balance.failures
    else:
        assert balance.failures == min(2, failures)


def test_topics_are_those_of_the_participants_only(session: Session, cast: Cast) -> None:
    store(
        noun("nina", LATE_TALK, agent="agent-nina"), noun("bruno", LATE_TALK, agent="agent-bruno")
    )
    propose_situations()
    services.choose_topics(session, [], by=cast.claire)
    assert queries.topics(cast.claire, session) == []
    foreign = coaching.situations(cast.malik).get().pk
    of_bruno = coaching.situations(cast.bruno).get().pk
    for pk in (foreign, of_bruno):
        with pytest.raises(NothingChosenError):
            services.choose_topics(session, [pk], by=cast.claire)
    own = coaching.situations(cast.awa).filter(success=True).get().pk
    services.choose_topics(session, [own], by=cast.claire)
    assert [one.pk for one in queries.topics(cast.awa, session)] == [own]


def test_only_agents_one_manages_are_met(cast: Cast) -> None:
    for people, kind in (
        ((), "one_to_one"),
        ((cast.nina,), "one_to_one"),
        ((cast.awa, cast.bruno), "one_to_one"),
        ((cast.awa,), "collective"),
        ((cast.awa, cast.claire), "collective"),
    ):
        with pytest.raises(NobodyError):
            services.plan(
                by=cast.claire, kind=kind, planned_on=TODAY, participants=people, today=TODAY
            )
    with pytest.raises(DateError):
        services.plan(
            by=cast.claire,
            kind="one_to_one",
            planned_on=TODAY + timedelta(days=400),
            participants=[cast.awa],
            today=TODAY,
        )


def test_two_cues_at_most_and_never_the_same(session: Session, cast: Cast) -> None:
    services.agree_cue(session, cast.awa, KEYS[0], by=cast.claire)
    with pytest.raises(SameCueError):
        services.agree_cue(session, cast.awa, KEYS[0], by=cast.claire)
    services.agree_cue(
        session, cast.awa, KEYS[1], by=cast.claire, sentence="  Dites  oui d’abord. "
    )
    with pytest.raises(TooManyCuesError):
        services.agree_cue(session, cast.awa, KEYS[2], by=cast.claire)
    with pytest.raises(NobodyError):
        services.agree_cue(session, cast.bruno, KEYS[2], by=cast.claire)
    sentences = [cue.sentence for cue in queries.cues_of(cast.awa, session)]
    assert sentences == ["", "Dites oui d’abord."]


def test_a_closing_registers_what_will_be_looked_at(session: Session, cast: Cast) -> None:
    cue = services.agree_cue(session, cast.awa, KEYS[0], by=cast.claire, weeks=4, smallest=0.3)
    assert AgreedCue.objects.get().declaration is None
    closed(session, cast)
    cue.refresh_from_db()
    declared = cue.declared
    assert declared is not None
    assert (declared.declared_on, declared.start) == (TODAY, TODAY + timedelta(days=1))
    assert (declared.after_weeks, declared.smallest_effect) == (4, 0.3)
    assert declared.comparison == "not_yet_treated"
    assert declared.bad_spell
    assert (cue.start, cue.ends) == (declared.start, declared.start + timedelta(weeks=4))
    for change in (
        lambda: services.agree_cue(session, cast.awa, KEYS[1], by=cast.claire),
        lambda: services.remove_cue(cue, by=cast.claire),
        lambda: services.choose_topics(session, [], by=cast.claire),
        lambda: services.close(session, by=cast.claire, held_on=TODAY, today=TODAY),
        lambda: services.cancel(session, by=cast.claire),
    ):
        with pytest.raises(NotPlannedError):
            change()


def test_without_a_failure_among_the_topics_no_bad_spell_is_declared(
    session: Session, cast: Cast
) -> None:
    success = coaching.situations(cast.awa).get(success=True).pk
    services.choose_topics(session, [success], by=cast.claire)
    cue = services.agree_cue(session, cast.awa, KEYS[0], by=cast.claire)
    closed(session, cast)
    cue.refresh_from_db()
    assert cue.declared is not None
    assert not cue.declared.bad_spell


def test_a_closing_is_undone_the_same_day_only(session: Session, cast: Cast) -> None:
    services.agree_cue(session, cast.awa, KEYS[0], by=cast.claire)
    closed(session, cast)
    services.reopen(session, by=cast.claire, today=TODAY)
    assert session.state == Session.State.PLANNED
    assert AgreedCue.objects.get().declaration is None
    closed(session, cast)
    with pytest.raises(NotClosedError):
        services.reopen(session, by=cast.claire, today=TODAY + timedelta(days=1))


def test_a_session_is_held_before_it_is_closed(session: Session, cast: Cast) -> None:
    for day in (TODAY + timedelta(days=1), TODAY - timedelta(days=40)):
        with pytest.raises(DateError):
            services.close(session, by=cast.claire, held_on=day, today=TODAY)


def test_cancelling_is_undone_and_loses_nothing(session: Session, cast: Cast) -> None:
    services.agree_cue(session, cast.awa, KEYS[0], by=cast.claire)
    services.cancel(session, by=cast.claire)
    services.restore(session, by=cast.claire)
    assert session.state == Session.State.PLANNED
    assert session.cues.count() == 1


def test_the_trail_says_what_was_done_and_no_word_of_it(session: Session, cast: Cast) -> None:
    services.write_note(session, "Un secret entre nous", by=cast.claire)
    services.remark(session, "Je ne suis pas d’accord", by=cast.awa)
    agreed = services.agree(session, "Relire la fiche", by=cast.claire, person=None, due_on=TODAY)
    services.mark_agreement(agreed, by=cast.awa, done=True)
    services.agree_cue(session, cast.awa, KEYS[0], by=cast.claire, sentence="Mes mots à moi.")
    closed(session, cast)
    said = " ".join(f"{entry.action} {entry.details}" for entry in AuditEntry.objects.all())
    for action in ("note_written", "remarked", "agreed", "agreement_done", "cue_agreed", "closed"):
        assert f"sessions.{action}" in said
    for word in ("secret", "accord avec", "fiche", "Mes mots"):
        assert word not in said


def everything(person: Person) -> dict[str, int]:
    """How much of sessions a person can reach, by any road."""
    sessions = list(access.sessions(person))
    return {
        "sessions": len(sessions),
        "notes": access.notes(person).count(),
        "cues": access.cues(person).count(),
        "agreements": access.agreements(person).count(),
        "remarks": sum(len(queries.people_of(person, one)) for one in sessions),
    }


NOTHING = dict.fromkeys(("sessions", "notes", "cues", "agreements", "remarks"), 0)


def test_the_pair_only_reads_a_one_to_one(session: Session, cast: Cast) -> None:
    services.write_note(session, "Entre nous", by=cast.claire)
    services.agree_cue(session, cast.awa, KEYS[0], by=cast.claire)
    services.agree(session, "Relire", by=cast.claire, person=cast.awa, due_on=None)
    full = dict.fromkeys(NOTHING, 1)
    for person in cast.people().values():
        expected = full if person in {cast.claire, cast.awa} else NOTHING
        assert everything(person) == expected, person.name


def test_even_a_second_manager_of_the_team_reads_nothing(session: Session, cast: Cast) -> None:
    organisation.join_team(cast.malik, cast.lyon, by=None, kind=Membership.Kind.MANAGER)
    assert everything(cast.malik) == NOTHING


def test_a_manager_loses_what_is_kept_of_an_agent_who_leaves_their_team(
    session: Session, cast: Cast
) -> None:
    services.write_note(session, "Entre nous", by=cast.claire)
    services.agree_cue(session, cast.awa, KEYS[0], by=cast.claire)
    organisation.leave_team(cast.awa, cast.lyon, by=cast.zoe)
    organisation.join_team(cast.awa, cast.nantes, by=cast.zoe, kind=Membership.Kind.AGENT)
    assert everything(cast.claire) == NOTHING
    assert everything(cast.malik) == NOTHING
    assert everything(cast.awa)["notes"] == 1


def test_in_a_group_each_reads_the_notes_and_only_their_own_cues(cast: Cast) -> None:
    session = planned(cast, cast.awa, cast.bruno, kind="collective")
    services.write_note(session, "Pour tous", by=cast.claire)
    services.agree_cue(session, cast.awa, KEYS[0], by=cast.claire)
    services.agree(session, "Relire", by=cast.claire, person=cast.awa, due_on=None)
    services.agree(session, "Tous", by=cast.claire, person=None, due_on=None)
    services.remark(session, "Mon avis", by=cast.awa)
    assert everything(cast.bruno) == {
        **NOTHING,
        "sessions": 1,
        "notes": 1,
        "agreements": 1,
        "remarks": 1,
    }
    assert [one.person for one in queries.people_of(cast.bruno, session)] == [cast.bruno]
    assert everything(cast.claire)["cues"] == 1
    organisation.leave_team(cast.awa, cast.lyon, by=cast.zoe)
    left = everything(cast.claire)
    assert (left["sessions"], left["cues"], left["remarks"]) == (1, 0, 1)


def test_an_agent_reads_everything_kept_about_them(session: Session, cast: Cast) -> None:
    services.write_note(session, "Ce que j’ai vu", by=cast.claire)
    services.remark(session, "Mon avis", by=cast.awa)
    cue = services.agree_cue(session, cast.awa, KEYS[0], by=cast.claire)
    assert set(AgreedCue.objects.all()) == set(access.cues(cast.awa)) == {cue}
    assert set(SessionNote.objects.all()) == set(access.notes(cast.awa))
    assert set(Session.objects.all()) == set(access.sessions(cast.awa)) == {session}


def test_old_sessions_are_erased_with_all_that_hangs_on_them(session: Session, cast: Cast) -> None:
    services.write_note(session, "Entre nous", by=cast.claire)
    services.agree_cue(session, cast.awa, KEYS[0], by=cast.claire)
    closed(session, cast)
    TeamFollowUp.objects.create(
        team=cast.lyon,
        cue_key=KEYS[0],
        key="k",
        result={},
        counted_at=datetime(2026, 3, 10, tzinfo=UTC),
    )
    assert retention.forget(date(2028, 3, 10)) == 0
    assert TeamFollowUp.objects.count() == 1
    assert retention.forget(date(2028, 3, 11)) == 1
    for table in (Session, SessionNote, AgreedCue, TeamFollowUp):
        assert not table.objects.exists()
    assert AuditEntry.objects.get(action="sessions.forgotten").details == {"count": 1}
    assert retention.oldest_kept(date(2028, 2, 29)) == date(2026, 2, 28)


def test_deleting_someone_deletes_what_is_kept_about_them(session: Session, cast: Cast) -> None:
    services.agree_cue(session, cast.awa, KEYS[0], by=cast.claire)
    Person.objects.filter(pk=cast.awa.pk).delete()
    assert not AgreedCue.objects.exists()
    assert everything(cast.claire) == NOTHING


def test_stock_plans_a_session(cast: Cast) -> None:
    found: dict[str, Any] = planned_session(cast)
    assert access.sessions(cast.awa).filter(pk=found["pk"]).exists()
