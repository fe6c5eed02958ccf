"""Answers that Boussole heard itself live beside imported ones, and outlive the next import."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest
from django.test import Client
from django.urls import reverse

from boussole.core import facts
from boussole.core.conversations import Answer
from boussole.features.conversations import answering, contacts, models, queries, reading, records
from boussole.features.metrics import services as metrics
from tests import stock
from tests.cast import Cast

LOW = Answer(kind="csat", scale=5, value=2, at=stock.MONDAY, comment="Écrivez à lea@example.com")
TOLD = Answer(kind="csat", scale=5, value=5)


def answers_of(pk: int) -> list[float]:
    return list(
        models.Answer.objects.filter(conversation=pk)
        .order_by("index")
        .values_list("value", flat=True)
    )


def facts_now() -> pl.DataFrame:
    found = facts.read(list(queries.of_day(stock.DAY)), reading.frame())
    return pl.DataFrame(found.answers)


def test_an_import_replaces_what_the_source_tells_and_never_what_was_heard(cast: Cast) -> None:
    (pk,) = stock.store(stock.noun(answers=(TOLD,), team="team-lyon"))
    assert answering.keep_answers(pk, {"invitation:1:q1": LOW})
    assert answers_of(pk) == [5, 2]
    stock.store(stock.noun(subject="Autre", answers=(TOLD, TOLD.model_copy(update={"value": 4}))))
    assert answers_of(pk) == [5, 4, 2]


def test_the_same_question_answered_again_replaces_its_answer(cast: Cast) -> None:
    (pk,) = stock.store(stock.noun())
    answering.keep_answers(pk, {"invitation:1:q1": LOW, "invitation:1:q2": TOLD})
    answering.keep_answers(pk, {"invitation:1:q2": LOW})
    assert answers_of(pk) == [2, 2]


def test_a_late_answer_marks_its_day_and_reaches_the_facts_masked(cast: Cast) -> None:
    (pk,) = stock.store(stock.noun())
    metrics.rebuild_stale()
    assert metrics.stale_days() == []
    answering.keep_answers(pk, {"invitation:1:q1": LOW})
    assert metrics.stale_days() == [stock.DAY]
    row = facts_now().row(0, named=True)
    assert (row["kind"], row["scale"], row["value"]) == ("csat", 5, 2.0)
    assert row["comment_masked"] == "Écrivez à [EMAIL]"
    assert row["agent_id"] == "Awa Diop"


def test_what_is_said_of_the_company_is_charged_to_no_team(cast: Cast) -> None:
    (pk,) = stock.store(
        stock.noun(team="team-lyon", reason="billing.double_charge", channel="chat")
    )
    nps = Answer(kind="nps", scale=11, value=9, of_company=True)
    answering.keep_answers(pk, {"invitation:1:q1": nps})
    row = facts_now().row(0, named=True)
    of_contact = ("team", "agent_id", "channel", "reason", "step", "origin", "demand")
    assert {row[name] for name in of_contact} == {None}
    assert row["customer_id"]


def test_what_became_of_a_low_answer_is_a_figure(cast: Cast) -> None:
    (pk,) = stock.store(stock.noun())
    answering.keep_answers(pk, {"q1": LOW.model_copy(update={"follow_up": "open"})})
    assert facts_now()["follow_up"].to_list() == ["open"]
    answering.note_follow_up(pk, ["q1"], "in_time")
    assert facts_now()["follow_up"].to_list() == ["in_time"]
    answering.forget_answers(pk, ["q1"])
    assert facts_now().is_empty()


def test_nothing_is_kept_of_a_contact_that_is_gone(db: None) -> None:
    assert not answering.keep_answers(404, {"q1": LOW})


def test_what_only_boussole_knows_is_not_part_of_a_content() -> None:
    noun = stock.noun(answers=(TOLD,))
    followed = noun.model_copy(
        update={"answers": (TOLD.model_copy(update={"follow_up": "open", "of_company": True}),)}
    )
    assert records.content_hash(noun) == records.content_hash(followed)
    assert records.content_hash(noun) == "691bcf3a510536d31566fffc764d3420"


@pytest.mark.usefixtures("cast")
def test_resolved_contacts_come_with_whom_they_were_with() -> None:
    solved = stock.MONDAY + timedelta(hours=2)
    (pk,) = stock.store(stock.noun(solved_at=solved, status="solved", channel="email"))
    stock.store(stock.noun("c-2"), stock.noun("c-3", customer=None, solved_at=solved))
    (found,) = contacts.resolved_between(stock.MONDAY, solved + timedelta(seconds=1))
    assert (found.id, found.email, found.language) == (pk, "jeanne.moulin@example.com", "fr")
    assert (found.channel, found.at) == ("email", solved)
    assert list(contacts.resolved_between(stock.MONDAY, solved)) == []


@pytest.mark.usefixtures("cast")
def test_a_customer_comes_once_with_their_last_contact() -> None:
    first, last = stock.noun("c-1"), stock.noun("c-2", at=stock.MONDAY + timedelta(days=3))
    _, pk = stock.store(first, last)
    found = list(contacts.last_contacts(stock.MONDAY, stock.MONDAY + timedelta(days=9)))
    assert [one.id for one in found] == [pk]
    same = contacts.last_contact_of("Jeanne.Moulin@example.com ")
    assert same is not None
    assert same.id == pk


def test_the_page_of_a_contact_shows_what_was_answered_about_it_alone(
    cast: Cast, client: Client
) -> None:
    (pk,) = stock.store(stock.noun())
    nps = Answer(kind="nps", scale=11, value=3, of_company=True, comment="Trop cher partout")
    answering.keep_answers(pk, {"q1": nps, "q2": LOW})
    client.force_login(cast.awa)
    page = client.get(reverse("conversations:conversation", args=[pk])).content.decode()
    assert "Trop cher partout" not in page
    assert "lea@example.com" not in page
    assert "Écrivez à" in page
