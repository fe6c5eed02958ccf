"""What a team says of its manager's practice; a curious manager tries everything, and learns nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import AuditEntry, Person
from boussole.features.recognition import feedback
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
from tests.cast import Cast
from tests.recognition_stock import agents_of_lyon

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
OVER = TODAY + feedback.OPEN_FOR
FINE = dict.fromkeys(feedback.STATEMENTS, 4)
BAD = dict.fromkeys(feedback.STATEMENTS, 1)


def says(
    opened: FeedbackRound,
    people: Sequence[Person],
    answers: Mapping[str, int] = FINE,
    comment: str = "",
) -> None:
    """These people answer alike."""
    for person in people:
        place = Place.objects.get(round=opened, person=person)
        feedback.answer(place, answers, comment=comment, today=opened.opened_on)


def consult(
    cast: Cast, fine: Sequence[Person], bad: Sequence[Person] = (), after: int = 0
) -> FeedbackRound:
    """A whole consultation, ``after`` days from the first."""
    opened = feedback.open_round(cast.claire, TODAY + timedelta(days=after))
    says(opened, fine)
    says(opened, bad, BAD)
    feedback.settle_due(opened.closes_on)
    opened.refresh_from_db()
    return opened


def as_the_table_holds_them() -> list[tuple[int, ...]]:
    """The answers in the order in which the database keeps its rows, whatever their keys."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT arbitration, posture FROM recognition_feedbackanswer ORDER BY {place}"  # noqa: S608 - no value in it
        )
        return [tuple(row) for row in cursor.fetchall()]


def seen_by(person: Person, client: Client) -> str:
    """A manager's page, without what changes at each request."""
    client.force_login(person)
    page = client.get(reverse("recognition:practice")).content.decode()
    section = page.split('aria-labelledby="feedback"')[1]
    return "".join(line for line in section.splitlines() if "csrf" not in line)


@pytest.fixture
def team(cast: Cast) -> list[Person]:
    """Lyon's agents: Awa, Bruno and eleven more."""
    return [cast.awa, cast.bruno, *agents_of_lyon(cast, 11)]


def test_enough_answers_are_shown_as_rounded_means(cast: Cast, team: list[Person]) -> None:
    opened = consult(cast, team[:5], team[5:7])
    assert opened.shown
    # (5 x 4 + 2 x 1) / 7 = 3.14
    assert opened.result == {**dict.fromkeys(feedback.STATEMENTS, 3.0), "at_least": 5}


def test_all_the_same_is_not_told_from_what_lies_near(cast: Cast, team: list[Person]) -> None:
    assert consult(cast, [], team[:5]).result["posture"] == 1.5


def test_answers_are_erased_once_counted(cast: Cast, team: list[Person]) -> None:
    opened = feedback.open_round(cast.claire, TODAY)
    says(opened, team, comment="Une remarque.")
    assert FeedbackAnswer.objects.count() == FeedbackComment.objects.count() == len(team)
    feedback.settle_due(OVER)
    assert not FeedbackAnswer.objects.exists()
    assert not FeedbackComment.objects.exists()


@pytest.mark.parametrize(("count", "comments"), [(9, 0), (10, 10)])
def test_comments_are_shown_from_ten_answers(
    cast: Cast, team: list[Person], count: int, comments: int
) -> None:
    opened = feedback.open_round(cast.claire, TODAY)
    says(opened, team[:count], comment="Une remarque.")
    feedback.settle_due(OVER)
    opened.refresh_from_db()
    assert opened.shown
    assert len(opened.comments) == comments


def test_nothing_joins_an_answer_to_an_account(cast: Cast, team: list[Person]) -> None:
    for model in (FeedbackAnswer, FeedbackComment):
        fields = {field.name for field in model._meta.concrete_fields}
        assert fields <= {"id", "round", "text", *feedback.STATEMENTS}
        assert model._meta.pk.get_internal_type() == "UUIDField"
    instants = {"DateTimeField", "TimeField"}
    for table in (FeedbackAnswer, FeedbackComment, Place, FeedbackRound):
        kinds = {field.get_internal_type() for field in table._meta.concrete_fields}
        assert not kinds & instants
    assert {field.name for field in Place._meta.concrete_fields} == {
        "id",
        "round",
        "person",
        "answered",
    }
    before = AuditEntry.objects.count()
    says(feedback.open_round(cast.claire, TODAY), team)
    # Opening left a row; answering left none, which would say who and when.
    assert AuditEntry.objects.count() == before + 1


def test_neither_keys_nor_places_follow_the_order_of_answers(
    cast: Cast, team: list[Person]
) -> None:
    """Twelve people answer one after the other; no reading of the table gives their order back."""
    opened = feedback.open_round(cast.claire, TODAY)
    keys: list[set[object]] = []
    for number, person in enumerate(team[:12]):
        mark = {"posture": 1 + number % 5, "arbitration": 1 + number // 5, "transmission": 3}
        says(opened, [person], mark)
        keys.append(set(opened.answers.values_list("pk", flat=True)))
    # Every key is new after each answer, so none stays to say which came last.
    assert all(not before & after for before, after in pairwise(keys))
    written = as_the_table_holds_them()
    assert len(written) == 12
    assert written != sorted(written)
    answered = Place.objects.filter(round=opened).order_by("pk").values_list("person__name")
    assert list(answered) == sorted(answered)


def test_one_answers_once_and_only_while_it_is_open(cast: Cast, team: list[Person]) -> None:
    opened = feedback.open_round(cast.claire, TODAY)
    says(opened, team[:1])
    with pytest.raises(NotAnsweringError):
        says(opened, team[:1])
    late = Place.objects.get(round=opened, person=team[1])
    with pytest.raises(NotAnsweringError):
        feedback.answer(late, FINE, today=OVER)
    assert not late.answered
    assert FeedbackAnswer.objects.count() == 1


def test_one_consultation_at_a_time_of_a_team_large_enough(cast: Cast) -> None:
    with pytest.raises(TooFewPeopleError):
        feedback.open_round(cast.claire, TODAY)
    agents_of_lyon(cast, 3)
    feedback.open_round(cast.claire, TODAY)
    with pytest.raises(RoundOpenError):
        feedback.open_round(cast.claire, TODAY)


def test_who_is_asked_and_the_thresholds_are_fixed_when_it_opens(
    cast: Cast, team: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = feedback.open_round(cast.claire, TODAY)
    (late,) = agents_of_lyon(cast, 1)
    assert not Place.objects.filter(round=opened, person=late).exists()
    monkeypatch.setattr(feedback, "LEAST_ANSWERS", 2)
    monkeypatch.setattr(feedback, "LEAST_COMMENTS", 2)
    says(opened, team[:4], comment="Une remarque.")
    feedback.settle_due(OVER)
    opened.refresh_from_db()
    assert (opened.shown, opened.result, opened.comments) == (False, {}, [])


class TestTheCuriousManager:
    """Claire wants to know what Bruno said. Bruno is ``team[1]``."""

    def test_watches_the_page_while_it_is_open(
        self, cast: Cast, team: list[Person], client: Client
    ) -> None:
        opened = feedback.open_round(cast.claire, timezone.localdate())
        nobody = seen_by(cast.claire, client)
        says(opened, team[:1])
        one = seen_by(cast.claire, client)
        says(opened, team[1:])
        assert nobody == one == seen_by(cast.claire, client)

    def test_asks_few(self, cast: Cast, team: list[Person], client: Client) -> None:
        """Four answers, one of them bad, or none at all: the page says the same."""
        consult(cast, [], [], after=0)
        nobody = seen_by(cast.claire, client)
        FeedbackRound.objects.all().delete()
        consult(cast, team[2:5], team[1:2], after=0)
        assert seen_by(cast.claire, client) == nobody
        assert not FeedbackAnswer.objects.exists()

    def test_closes_early(self, cast: Cast, team: list[Person], client: Client) -> None:
        """Giving up before the end erases everything unread, and leaves no trace of the answers."""
        client.force_login(cast.claire)
        before = seen_by(cast.claire, client)
        opened = feedback.open_round(cast.claire, TODAY)
        says(opened, team[:6], BAD)
        client.post(reverse("recognition:cancel_feedback", args=[opened.pk]))
        client.get(reverse("recognition:practice"))  # the notice is read
        assert seen_by(cast.claire, client) == before
        assert not FeedbackAnswer.objects.exists()
        assert not Place.objects.exists()
        details = AuditEntry.objects.filter(action__startswith="recognition.round").values_list(
            "details", flat=True
        )
        assert list(details) == [{}, {}]

    def test_cannot_settle_before_the_two_weeks_are_over(
        self, cast: Cast, team: list[Person]
    ) -> None:
        opened = feedback.open_round(cast.claire, TODAY)
        says(opened, team)
        assert feedback.settle_due(OVER - timedelta(days=1)) == 0
        opened.refresh_from_db()
        assert opened.result == {}

    def test_reopens(self, cast: Cast, team: list[Person]) -> None:
        """A round given up teaches nothing to the next: four answers in it do not count towards five."""
        first = feedback.open_round(cast.claire, TODAY)
        says(first, team[:4])
        feedback.cancel_round(first, by=cast.claire)
        second = consult(cast, team[4:8], after=1)
        assert not second.shown
        with pytest.raises(NotAnsweringError):
            feedback.cancel_round(second, by=cast.claire)

    @pytest.mark.parametrize("second", ["one more", "one less", "one for another"])
    def test_subtracts_two_rounds_that_differ_by_one_person(
        self, second: str, cast: Cast, team: list[Person], client: Client
    ) -> None:
        """Everyone says the same again but Bruno comes, goes, or takes another's place."""
        others = team[2:8]
        first_bad, second_bad = {
            "one more": ([], team[1:2]),
            "one less": (team[1:2], []),
            "one for another": (team[1:2], team[8:9]),
        }[second]
        consult(cast, others, first_bad)
        kept = consult(cast, others, second_bad, after=20)
        assert (kept.shown, kept.result, kept.comments) == (False, {}, [])
        # What she reads of the second is what she would read had nobody answered it.
        suppressed = seen_by(cast.claire, client)
        kept.delete()
        consult(cast, [], after=20)
        assert seen_by(cast.claire, client) == suppressed

    def test_reads_a_second_round_of_the_same_people_or_of_five_new_ones(
        self, cast: Cast, team: list[Person]
    ) -> None:
        assert consult(cast, team[:6]).shown
        assert consult(cast, team[:6], after=20).shown
        assert not consult(cast, team[:10], after=40).shown
        assert consult(cast, team[:11], after=60).shown

    def test_moves_one_person_to_ask_again(self, cast: Cast, team: list[Person]) -> None:
        """Even when an administrator takes Bruno out of the team between two rounds."""
        assert consult(cast, team[2:8], team[1:2]).shown
        organisation.leave_team(cast.bruno, cast.lyon, by=cast.zoe)
        assert not consult(cast, team[2:8], after=20).shown

    def test_is_shown_no_difference(self, cast: Cast, team: list[Person], client: Client) -> None:
        consult(cast, team[:6])
        consult(cast, [], team[:6], after=20)
        page = seen_by(cast.claire, client)
        assert "Deux demandes ne se comparent pas" in page
        assert not {"hausse", "baisse", "trending", "évolution"} & set(page.split())

    def test_looks_at_another_manager_s_page(
        self, cast: Cast, team: list[Person], client: Client
    ) -> None:
        opened = consult(cast, team[:6])
        assert "Moyennes arrondies" in seen_by(cast.claire, client)
        assert "Moyennes arrondies" not in seen_by(cast.malik, client)
        for person in (cast.awa, cast.odile, cast.paul, cast.zoe):
            client.force_login(person)
            assert client.get(reverse("recognition:practice")).status_code == 403
        client.force_login(cast.malik)
        address = reverse("recognition:cancel_feedback", args=[opened.pk])
        assert client.post(address).status_code == 404


def test_an_agent_answers_on_the_page(cast: Cast, team: list[Person], client: Client) -> None:
    opened = feedback.open_round(cast.claire, timezone.localdate())
    address = reverse("recognition:feedback", args=[opened.pk])
    client.force_login(cast.awa)
    assert address in client.get(reverse("recognition:wall")).content.decode()
    client.post(address, {**FINE, "posture": "6"})
    assert not FeedbackAnswer.objects.exists()
    client.post(address, {**FINE, "comment": "Une remarque."}, follow=True)
    (said,) = FeedbackAnswer.objects.all()
    assert said.posture == 4
    assert FeedbackComment.objects.get().text == "Une remarque."
    assert address not in client.get(reverse("recognition:wall")).content.decode()
    page = client.get(address).content.decode()
    assert "Une remarque" not in page
    assert "<textarea" not in page


def test_a_year_later_it_is_forgotten(cast: Cast, team: list[Person]) -> None:
    consult(cast, team[:6])
    assert feedback.forget(OVER + timedelta(days=365)) == 0
    assert feedback.forget(OVER + timedelta(days=366)) == 1
    assert not FeedbackRound.objects.exists()
    assert not Place.objects.exists()
