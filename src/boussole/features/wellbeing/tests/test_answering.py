"""Answering once without a name; what the code opens, and what nothing stored can tell."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection

from boussole.features.organisation.models import Person
from boussole.features.wellbeing import answering, services, waves
from boussole.features.wellbeing.errors import NotAnsweringError, UnknownReceiptError
from boussole.features.wellbeing.models import Answer, Comment, Place, Reply, Wave
from tests.cast import Cast
from tests.wellbeing_stock import answers, people_of_lyon

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def lyon(cast: Cast) -> list[Person]:
    return people_of_lyon(cast)


@pytest.fixture
def wave(cast: Cast, lyon: list[Person]) -> Wave:
    return waves.launch("short", TODAY, by=cast.odile)


def test_one_answer_each(wave: Wave, lyon: list[Person]) -> None:
    answers(wave, lyon[:1])
    with pytest.raises(NotAnsweringError):
        answers(wave, lyon[:1])
    with pytest.raises(NotAnsweringError):
        answers(wave, lyon[1:2], today=wave.closes_on)
    assert Answer.objects.count() == 1


def test_the_code_opens_changes_and_withdraws(wave: Wave, lyon: list[Person]) -> None:
    (code,) = answers(wave, lyon[:1], comment="Un mot.")
    found = answering.held(code.lower(), lyon[0])
    assert found.answer is not None
    assert found.comment is not None
    assert set(found.answer.values.values()) == {4}
    twos = dict.fromkeys(found.answer.values, 2)
    answering.change(code, twos, comment="", person=lyon[0], today=TODAY)
    found = answering.held(code, lyon[0])
    assert found.answer is not None
    assert set(found.answer.values.values()) == {2}
    assert found.comment is None
    answering.withdraw(code, person=lyon[0])
    assert not Answer.objects.exists()
    assert answers(wave, lyon[:1]) != [code]


def test_a_withdrawal_before_the_close_counts(cast: Cast, wave: Wave, lyon: list[Person]) -> None:
    codes = answers(wave, lyon[:6], comment="Un mot.")
    answering.withdraw(codes[0], person=lyon[0])
    waves.settle_due(wave.closes_on)
    assert set(wave.published.values_list("n", flat=True)) == {5}


def test_after_the_close_the_figures_stay_and_the_comment_can_go(
    wave: Wave, lyon: list[Person]
) -> None:
    codes = answers(wave, lyon, comment="Un mot.")
    waves.settle_due(wave.closes_on)
    before = list(wave.published.values_list("pk", "total"))
    found = answering.held(codes[0], lyon[0])
    assert found.answer is None
    assert found.comment is not None
    with pytest.raises(NotAnsweringError):
        answering.change(codes[0], {}, comment="", person=lyon[0], today=wave.closes_on)
    answering.withdraw(codes[0], person=lyon[0])
    assert Comment.objects.count() == len(lyon) - 1
    assert list(wave.published.values_list("pk", "total")) == before
    with pytest.raises(UnknownReceiptError):
        answering.held(codes[0], lyon[0])


def test_a_code_is_of_no_use_to_others(cast: Cast, wave: Wave, lyon: list[Person]) -> None:
    (code,) = answers(wave, lyon[:1])
    with pytest.raises(UnknownReceiptError):
        answering.held(code, cast.nina)
    with pytest.raises(UnknownReceiptError):
        answering.withdraw(code, person=lyon[1])
    with pytest.raises(UnknownReceiptError):
        answering.held("ABCD-EFGH-JKMN-PQRS", lyon[0])
    assert Answer.objects.count() == 1


def test_manager_and_author_talk_without_a_name(cast: Cast, wave: Wave, lyon: list[Person]) -> None:
    code = answers(wave, lyon, comment="Un mot.")[3]
    with pytest.raises(UnknownReceiptError):
        answering.reply_as_author(code, "Trop tôt.", person=lyon[3])
    waves.settle_due(wave.closes_on)
    comment = answering.held(code, lyon[3]).comment
    assert comment is not None
    services.reply(comment, "Lequel ?", by=cast.claire)
    answering.reply_as_author(code, "Celui de midi.", person=lyon[3])
    talk = list(Reply.objects.values_list("position", "by", "from_author", "text"))
    assert talk == [(0, cast.claire.pk, False, "Lequel ?"), (1, None, True, "Celui de midi.")]


def test_nothing_stored_joins_an_answer_to_an_account_or_a_moment() -> None:
    for model in (Answer, Comment):
        fields = {field.name for field in model._meta.concrete_fields}
        own = {"values"} if model is Answer else {"text", "reader"}
        assert fields == {"id", "wave", "team", "receipt", *own}
        assert model._meta.pk.get_internal_type() == "UUIDField"
    assert {field.name for field in Place._meta.concrete_fields} == {
        "id",
        "wave",
        "team",
        "person",
        "answered",
        "invited",
        "reminded",
    }
    for table in (Answer, Comment, Place, Reply, Wave):
        kinds = {field.get_internal_type() for field in table._meta.concrete_fields}
        assert not kinds & {"DateTimeField", "TimeField"}


def test_the_code_is_kept_nowhere_and_joins_no_answer_to_its_comment(
    wave: Wave, lyon: list[Person]
) -> None:
    codes = answers(wave, lyon[:3], comment="Un mot.")
    kept = {*Answer.objects.values_list("receipt", flat=True)}
    assert not kept & {*Comment.objects.values_list("receipt", flat=True)}
    assert not any(code in one or code.replace("-", "") in one for code in codes for one in kept)


def stored(table: str, column: str) -> list[str]:
    """A column in the order in which the database keeps its rows."""
    place = "rowid" if connection.vendor == "sqlite" else "ctid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {table} ORDER BY {place}")  # noqa: S608 - no value in it
        return [str(row[0]) for row in cursor.fetchall()]


def test_neither_keys_nor_places_follow_the_order_of_answers(
    wave: Wave, lyon: list[Person]
) -> None:
    for person in lyon:
        before = set(Answer.objects.values_list("pk", flat=True))
        answers(wave, [person], comment=f"Un mot de {person.pk}.")
        after = set(Answer.objects.values_list("pk", flat=True))
        # Every key is new after each answer, so none stays to say which came last.
        assert not before & after
    texts = stored("wellbeing_comment", "text")
    orders = [f"Un mot de {person.pk}." for person in lyon]
    # One chance in 12! of being wrong.
    assert sorted(texts) == sorted(orders)
    assert texts != orders


def test_comments_are_stored_anew_at_the_close(wave: Wave, lyon: list[Person]) -> None:
    answers(wave, lyon, comment="Un mot.")
    before = set(Comment.objects.values_list("pk", flat=True))
    waves.settle_due(wave.closes_on + timedelta(days=1))
    assert stored("wellbeing_comment", "receipt") == sorted(stored("wellbeing_comment", "receipt"))
    assert not before & set(Comment.objects.values_list("pk", flat=True))
