"""Launching, closing, and what is published; then forgotten."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import AuditEntry, Membership, Person
from boussole.features.wellbeing import services, waves
from boussole.features.wellbeing.errors import (
    PlanError,
    PromisedError,
    TooFewPeopleError,
    WaveOpenError,
)
from boussole.features.wellbeing.models import (
    Answer,
    Comment,
    Place,
    PlannedWave,
    Promise,
    Published,
    Wave,
)
from tests.cast import Cast
from tests.wellbeing_stock import agents, answers, people_of_lyon

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def lyon(cast: Cast) -> list[Person]:
    return people_of_lyon(cast)


def run(
    cast: Cast,
    people: list[Person],
    *,
    day: date = TODAY,
    kind: str = "short",
    value: int = 4,
    comment: str = "",
) -> Wave:
    wave = waves.launch(kind, day, by=cast.odile)
    answers(wave, people, value, comment)
    waves.settle_due(wave.closes_on)
    wave.refresh_from_db()
    return wave


def shown(wave: Wave) -> set[int | None]:
    return set(wave.published.values_list("team", flat=True))


def test_agents_are_asked_once_and_managers_are_not(cast: Cast, lyon: list[Person]) -> None:
    organisation.join_team(cast.awa, cast.nantes, by=None, kind=Membership.Kind.AGENT)
    wave = waves.launch("short", TODAY, by=cast.odile)
    asked = list(wave.places.values_list("person", "team"))
    assert {person for person, _ in asked} == {cast.nina.pk, *(one.pk for one in lyon)}
    assert len(asked) == len(lyon) + 1
    assert (cast.awa.pk, cast.lyon.pk) in asked
    assert len(wave.questions) == 4


def test_too_few_people_or_an_open_wave_are_refused(cast: Cast) -> None:
    with pytest.raises(TooFewPeopleError):
        waves.launch("short", TODAY, by=cast.odile)
    people_of_lyon(cast)
    waves.launch("short", TODAY, by=cast.odile)
    with pytest.raises(WaveOpenError):
        waves.launch("long", TODAY, by=cast.odile)


def test_a_wave_publishes_once_and_erases_every_answer(cast: Cast, lyon: list[Person]) -> None:
    wave = run(cast, lyon[:6])
    assert shown(wave) == {None, cast.lyon.pk}
    row = Published.objects.filter(team=cast.lyon)[0]
    assert (row.n, row.total, row.favourable) == (6, 24.0, 5)
    assert not Answer.objects.exists()
    before = list(Published.objects.values_list("pk", "n", "total"))
    waves.settle(wave)
    assert list(Published.objects.values_list("pk", "n", "total")) == before


def test_four_answers_publish_nothing_and_leave_no_trace_of_who(
    cast: Cast, lyon: list[Person]
) -> None:
    wave = run(cast, lyon[:4])
    assert shown(wave) == set()
    assert not Place.objects.exists()


def test_a_small_team_is_not_the_difference_between_the_company_and_another(
    cast: Cast, lyon: list[Person]
) -> None:
    assert shown(run(cast, [*lyon, cast.nina])) == {None}
    assert len(lyon) == 12


def test_one_more_answer_in_the_next_wave_is_not_published(cast: Cast, lyon: list[Person]) -> None:
    assert shown(run(cast, lyon[:8], kind="long")) == {None, cast.lyon.pk}
    assert shown(run(cast, lyon[:9], kind="long", day=TODAY + timedelta(days=20))) == set()
    assert shown(run(cast, lyon[:8], kind="long", day=TODAY + timedelta(days=40))) == {
        None,
        cast.lyon.pk,
    }
    later = TODAY + timedelta(days=40) + waves.MEMORY
    assert shown(run(cast, lyon[:9], kind="long", day=later)) == {None, cast.lyon.pk}


def test_the_fortnightly_rhythm_never_meets_its_own_memory(cast: Cast, lyon: list[Person]) -> None:
    """Each wave is answered by one person more or less: every one is still published."""
    waves.choose_rhythm(14, by=cast.odile)
    for turn in range(8):
        day = TODAY + timedelta(days=14 * turn)
        wave = waves.launch_due(day)
        assert wave is not None
        answers(wave, lyon[: 8 + turn % 3])
        assert waves.launch_due(day + timedelta(days=1)) is None
        waves.settle_due(wave.closes_on)
        assert shown(wave) == {None, cast.lyon.pk}


def test_without_a_rhythm_nothing_is_launched(cast: Cast, lyon: list[Person]) -> None:
    assert waves.launch_due(TODAY) is None


def opened(last: date, days: int) -> dict[date, str]:
    """What the nights of so many days launch by themselves, everything closed in time."""
    found = {}
    for number in range(days):
        day = last + timedelta(days=number)
        waves.settle_due(day)
        wave = waves.launch_due(day)
        if wave is not None:
            found[day] = wave.kind
    return found


def test_a_full_wave_is_planned_moved_and_cancelled(cast: Cast, lyon: list[Person]) -> None:
    with pytest.raises(PlanError):
        waves.plan_full(TODAY, today=TODAY, by=cast.odile)
    for later in (10, 20):
        waves.plan_full(TODAY + timedelta(days=later), today=TODAY, by=cast.odile)
    assert PlannedWave.objects.get().opens_on == TODAY + timedelta(days=20)
    waves.cancel_full(by=cast.odile)
    with pytest.raises(PlanError):
        waves.cancel_full(by=cast.odile)
    assert opened(TODAY, 30) == {}


def test_a_planned_full_wave_needs_no_rhythm(cast: Cast, lyon: list[Person]) -> None:
    day = TODAY + timedelta(days=10)
    waves.plan_full(day, today=TODAY, by=cast.odile)
    assert opened(TODAY, 40) == {day: "long"}
    assert not PlannedWave.objects.exists()


def test_short_waves_pause_so_that_teams_read_the_full_one(cast: Cast, lyon: list[Person]) -> None:
    """One person more answers each time: a question still in memory would be withheld, and none is."""
    waves.choose_rhythm(14, by=cast.odile)
    planned = TODAY + timedelta(days=14 * 8)
    waves.plan_full(planned, today=TODAY, by=cast.odile)
    launched: list[tuple[date, str]] = []
    for number in range(14 * 8 + 15):
        day = TODAY + timedelta(days=number)
        waves.settle_due(day)
        wave = waves.launch_due(day)
        if wave is not None:
            answers(wave, lyon[: 7 + len(launched) % 3])
            launched.append((day, wave.kind))
    assert launched == [
        *((TODAY + timedelta(days=14 * turn), "short") for turn in range(3)),
        (planned, "long"),
        (planned + timedelta(days=14), "short"),
    ]
    full = Wave.objects.get(kind="long")
    assert full.published.filter(team=cast.lyon).count() == 24


def test_the_pause_begins_on_the_first_day_whose_wave_would_be_in_memory(
    cast: Cast, lyon: list[Person]
) -> None:
    planned = TODAY + timedelta(days=100)
    pause = waves.pauses_on(planned)
    full_closes = planned + timedelta(days=14)
    assert pause + timedelta(days=7) > full_closes - waves.MEMORY
    assert pause + timedelta(days=6) <= full_closes - waves.MEMORY
    assert waves.clear_from(TODAY) == TODAY
    last = run(cast, lyon, day=pause - timedelta(days=1))
    assert waves.clear_from(last.closes_on) == planned
    now = waves.launch("short", last.closes_on, by=cast.odile)
    met = now.closes_on + waves.MEMORY - timedelta(days=14)
    assert waves.clear_from(last.closes_on) == met


def test_the_next_full_wave_is_planned_by_the_rhythm_alone(cast: Cast, lyon: list[Person]) -> None:
    run(cast, lyon, kind="long")
    assert not PlannedWave.objects.exists()
    waves.choose_rhythm(14, by=cast.odile)
    later = TODAY + timedelta(days=200)
    waves.plan_full(later + timedelta(days=5), today=later, by=cast.odile)
    run(cast, lyon, kind="long", day=later)
    assert PlannedWave.objects.get().opens_on == later + waves.LONG_EVERY


@pytest.mark.parametrize(("count", "kept"), [(9, 0), (10, 10)])
def test_comments_are_kept_from_ten_answers(
    cast: Cast, lyon: list[Person], count: int, kept: int
) -> None:
    run(cast, lyon[:count], comment="Une remarque.")
    assert Comment.objects.count() == kept


def test_an_account_erased_since_stays_somebody(cast: Cast, lyon: list[Person]) -> None:
    """Its place stays, so that the group it was in is not taken for the group without it."""
    wave = waves.launch("long", TODAY, by=cast.odile)
    answers(wave, lyon[:6])
    lyon[5].delete()
    waves.settle_due(wave.closes_on)
    assert Published.objects.filter(team=cast.lyon)[0].n == 6
    later = run(cast, lyon[:5], kind="long", day=TODAY + timedelta(days=20))
    assert shown(later) == set()


def test_answers_that_do_not_agree_with_places_publish_nothing(
    cast: Cast, lyon: list[Person]
) -> None:
    wave = waves.launch("short", TODAY, by=cast.odile)
    answers(wave, lyon[:8])
    Answer.objects.filter(pk=Answer.objects.all()[0].pk).delete()
    waves.settle_due(wave.closes_on)
    assert shown(wave) == set()


def test_a_promise_is_rated_a_month_later(cast: Cast, lyon: list[Person]) -> None:
    run(cast, lyon)
    made = services.promise(
        cast.lyon, theme="means", text="Un obstacle levé.", today=TODAY, by=cast.claire
    )
    with pytest.raises(PromisedError):
        services.promise(cast.lyon, theme="means", text="Un autre.", today=TODAY, by=cast.claire)
    early = run(cast, lyon, day=TODAY + timedelta(days=27))
    assert not Promise.objects.filter(asked_in=early).exists()
    late = run(cast, lyon[:7], day=TODAY + timedelta(days=40), value=2)
    made.refresh_from_db()
    assert made.asked_in == late
    rated = Published.objects.get(question=made.question)
    assert (rated.wave, rated.team_id, rated.n, rated.total) == (late, cast.lyon.pk, 7, 14.0)
    assert early.published.filter(question=made.question).count() == 0
    with pytest.raises(PromisedError):
        services.take_back(made, by=cast.claire)


def test_who_answered_is_forgotten_once_nothing_can_be_subtracted(
    cast: Cast, lyon: list[Person]
) -> None:
    wave = run(cast, lyon, comment="Une remarque.")
    edge = wave.closes_on + waves.MEMORY
    services.forget(edge)
    assert Place.objects.exists()
    services.forget(edge + timedelta(days=1))
    assert not Place.objects.exists()
    assert Comment.objects.exists()
    services.forget(wave.closes_on + timedelta(days=366))
    assert not Comment.objects.exists()
    assert Published.objects.exists()
    services.forget(wave.closes_on + timedelta(days=1096))
    assert not Wave.objects.exists()


def test_launching_and_closing_leave_a_row_and_answering_none(
    cast: Cast, lyon: list[Person]
) -> None:
    wave = waves.launch("short", TODAY, by=cast.odile)
    before = AuditEntry.objects.count()
    answers(wave, lyon, comment="Une remarque.")
    assert AuditEntry.objects.count() == before
    waves.settle_due(wave.closes_on)
    assert AuditEntry.objects.count() == before + 1


def test_closing_costs_the_same_number_of_questions_with_more_teams(
    cast: Cast, lyon: list[Person]
) -> None:
    counts = []
    for turn, number in enumerate((1, 5)):
        new = [
            organisation.create_team(by=None, name=f"Site {turn}-{one}", external_names=[])
            for one in range(number)
        ]
        people = [person for team in new for person in agents(team, 5)]
        wave = waves.launch("long", TODAY + timedelta(days=200 * turn), by=cast.odile)
        answers(wave, people[:5])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            waves.settle(wave)
        counts.append(len(asked))
    assert counts[0] == counts[1]
