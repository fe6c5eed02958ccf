"""From a success to a thank-you: who is offered it, in one click or in words, and what is said afterwards."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boussole.core.conversations import Party
from boussole.features.coaching import services as coaching
from boussole.features.coaching.access import situations
from boussole.features.coaching.links import links_for
from boussole.features.conversations.links import Link
from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import Person
from boussole.features.recognition import services
from boussole.features.recognition.models import Recognition
from tests.cast import Cast
from tests.recognition_stock import success_of_awa
from tests.stock import LATE_TALK, TALK, noun, propose, store

pytestmark = pytest.mark.django_db


@pytest.fixture
def success(cast: Cast) -> Any:
    return situations(cast.claire).get(**success_of_awa(cast))


def offered(person: Person, situation: Any) -> list[Link]:
    found = links_for(person, [situation])[situation.pk]
    return [link for link in found if link.icon == "hand-heart" or "/recognitions/" in link.url]


def labels(person: Person, situation: Any) -> list[str]:
    return [link.label for link in offered(person, situation)]


def page(client: Client, person: Person, url: str) -> str:
    client.force_login(person)
    return " ".join(client.get(url).content.decode().split())


def test_a_manager_thanks_from_the_situation_and_comes_back(
    cast: Cast, success: Any, client: Client
) -> None:
    accept = reverse("recognition:accept", args=[success.pk])
    dissection = reverse("coaching:dissect", args=[success.pk])
    assert labels(cast.claire, success) == ["Remercier", "Nommer cette réussite"]
    assert f'action="{accept}"' in page(client, cast.claire, "/situations/")
    assert "Nommer cette réussite" not in page(client, cast.claire, "/situations/")
    assert "Nommer cette réussite" in page(client, cast.claire, dissection)
    answer = client.post(accept, {"from": "dissection"})
    assert answer["Location"] == dissection
    assert labels(cast.claire, success) == ["Déjà saluée"]
    assert "Déjà saluée" in page(client, cast.claire, "/situations/")
    assert "On vous en a remercié" in page(client, cast.awa, dissection)


def test_a_success_is_named_in_words_with_its_passage(
    cast: Cast, success: Any, client: Client
) -> None:
    url = reverse("recognition:name", args=[success.pk])
    text = page(client, cast.claire, url)
    assert "Remercier Awa Diop" in text
    assert success.passage[:20] in text
    assert client.post(url, {"sentence": " "}).status_code == 200
    assert not Recognition.objects.exists()
    client.post(url, {"sentence": "Awa Diop a corrigé avant qu’on le demande à jean@example.com."})
    given = Recognition.objects.get()
    assert given.passage == success.passage
    assert given.sentence.startswith("Awa Diop a corrigé")
    assert "jean@example.com" not in given.sentence
    assert given.origin == Recognition.Origin.PROPOSAL
    # Told once: the proposal is not made again, and a second click says so.
    answer = client.post(url, {"sentence": "Encore."}, follow=True)
    assert "déjà été saluée" in answer.content.decode()
    assert Recognition.objects.count() == 1


def test_only_their_manager_is_offered_it(cast: Cast, success: Any) -> None:
    others = (cast.awa, cast.bruno, cast.malik, cast.odile, cast.zoe, cast.paul)
    assert [labels(person, success) for person in others] == [[]] * len(others)
    services.accept(success.pk, by=cast.claire)
    assert labels(cast.awa, success) == ["On vous en a remercié"]
    assert labels(cast.bruno, success) == labels(cast.malik, success) == []


def test_what_no_longer_stands_is_not_offered(cast: Cast, success: Any) -> None:
    coaching.contest(success, by=cast.awa)
    assert labels(cast.claire, success) == []
    coaching.stop_contesting(success, by=cast.awa)
    organisation.deactivate_person(cast.awa, by=cast.zoe)
    assert labels(cast.claire, success) == []


def test_a_difficult_situation_is_nothing_to_thank_for(cast: Cast) -> None:
    store(noun("late", LATE_TALK))
    propose()
    assert labels(cast.claire, situations(cast.claire).get()) == []


def test_what_its_owner_withdrew_is_theirs_to_forget(cast: Cast, success: Any) -> None:
    given = services.accept(success.pk, by=cast.claire)
    services.withdraw(given, by=cast.awa)
    assert labels(cast.awa, success) == []
    assert labels(cast.claire, success) == ["Déjà saluée"]


def test_more_situations_ask_no_more_questions(cast: Cast, success: Any) -> None:
    with CaptureQueriesContext(connection) as few:
        links_for(cast.claire, [success])
    store(*(noun(f"n{n}", TALK, agent="agent-bruno", customer=Party(id=f"n{n}")) for n in range(3)))
    propose()
    everything = list(situations(cast.claire))
    assert len(everything) > 1
    with CaptureQueriesContext(connection) as many:
        links_for(cast.claire, everything)
    assert len(many) == len(few)
