"""Surveys on the page of a conversation: asking its customer, why they were asked or not, what they answered."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from boussole.features.conversations.links import OnConversation
from boussole.features.conversations.models import Conversation
from boussole.features.organisation.models import Person
from boussole.features.surveys import conversation_links, following, planning, questions, recording
from boussole.features.surveys.models import Answer, FollowUp, Invitation, Occasion, Survey
from tests import stock, surveys_stock
from tests.cast import Cast
from tests.surveys_stock import NOON, contact


def offered(person: Person) -> OnConversation:
    return conversation_links.links(person, Conversation.objects.get(), [])


def labels(person: Person) -> list[tuple[str, str]]:
    return [(link.kind, link.label) for link in offered(person).whole]


@pytest.fixture
def by_hand(cast: Cast) -> Survey:
    """A survey that asks whom a manager points at, and a contact of Lyon."""
    stock.store(contact())
    return surveys_stock.survey(cast, trigger=Survey.Trigger.HAND)


def test_a_manager_asks_a_customer_from_the_conversation(
    by_hand: Survey, cast: Cast, client: Client
) -> None:
    assert labels(cast.claire) == [("leads", "Interroger ce client")]
    assert labels(cast.odile) == [], "whoever may not write to customers is not offered it"
    pk = Conversation.objects.get().pk
    client.force_login(cast.claire)
    assert "Interroger ce client" in client.get(f"/conversations/{pk}/").content.decode()
    page = client.get(f"/surveys/conversations/{pk}/")
    assert "Aucune enquête n’a encore rien décidé" in page.content.decode()
    asked = {"conversation": pk, "from": "conversation"}
    back = client.post(f"/surveys/{by_hand.pk}/ask/", asked, follow=True)
    assert back.redirect_chain[-1][0] == f"/surveys/conversations/{pk}/"
    assert "déjà demandé" in back.content.decode()
    assert Occasion.objects.get().conversation_id == pk
    assert labels(cast.claire) == [], "asked already"


def test_nothing_is_offered_without_a_survey_by_hand_or_to_those_who_answer(cast: Cast) -> None:
    stock.store(contact())
    surveys_stock.survey(cast)
    surveys_stock.survey(cast, trigger=Survey.Trigger.HAND, start=False)
    assert all(labels(person) == [] for person in (cast.claire, cast.awa, cast.paul))


def test_why_a_customer_was_not_asked_is_one_click_away(cast: Cast, client: Client) -> None:
    stock.store(contact(language="de"))
    planning.plan_survey(surveys_stock.survey(cast), NOON)
    (said,) = offered(cast.claire).whole
    assert (said.kind, said.label) == ("said", "Client non interrogé, voir pourquoi")
    client.force_login(cast.claire)
    page = client.get(said.url).content.decode()
    assert "Le client n’a pas été interrogé sur ce contact." in page
    assert "langue de" in page
    assert labels(cast.awa) == []
    assert labels(cast.malik) == [], "another team’s customer"


def test_the_line_follows_what_becomes_of_a_survey(cast: Cast) -> None:
    one = surveys_stock.invited(cast)
    Invitation.objects.update(state=Invitation.State.PLANNED, sent_at=None)
    assert labels(cast.claire) == [("said", "Le client va être interrogé")]
    Invitation.objects.update(state=Invitation.State.SENT, sent_at=NOON)
    assert labels(cast.claire) == [("said", "Client interrogé, sans réponse à ce jour")]
    one.refresh_from_db()
    recording.rate(one, questions.of(one)[0], 5, NOON)
    assert labels(cast.claire) == [("said", "Le client a répondu à l’enquête")]


def test_a_low_answer_says_where_its_follow_up_stands(cast: Cast, client: Client) -> None:
    one = surveys_stock.answered(cast, words="C’est la troisième fois.")
    Answer.objects.exclude(text="").update(masked="C’est la troisième fois.")
    found = FollowUp.objects.get()
    FollowUp.objects.update(due_on=NOON.date() + timedelta(days=36_500))
    assert labels(cast.claire)[0][1].startswith("Réponse basse, à rappeler avant le")
    FollowUp.objects.update(due_on=found.due_on)
    assert labels(cast.claire)[0][1].startswith("Réponse basse, échéance du suivi passée")
    following.close(found, "Facture refaite.", by=cast.claire, now=NOON)
    assert labels(cast.claire) == [("said", "Réponse basse, suivi clos")]
    client.force_login(cast.claire)
    page = client.get(f"/surveys/conversations/{one.conversation_id}/").content.decode()
    for words in (
        "2/5",
        "C’est la troisième fois.",
        "Facture refaite.",
        "toutes les règles le permettaient",
    ):
        assert words in page


def test_a_conversation_costs_few_statements_more(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    surveys_stock.answered(cast)
    conversation = Conversation.objects.get()
    with django_assert_max_num_queries(3):  # one's teams, what was asked, surveys by hand
        conversation_links.links(cast.claire, conversation, [])
