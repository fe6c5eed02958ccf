"""The pages of recognition, as people use them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from boussole.features.organisation.models import Person
from boussole.features.recognition import queries, services
from boussole.features.recognition.models import Recognition
from tests.cast import Cast
from tests.recognition_stock import recognition_of_awa, success_of_awa
from tests.stock import TALK, noun, propose, store

pytestmark = pytest.mark.django_db
WALL = "/recognitions/"


def page(client: Client, person: Person, url: str, **data: str) -> str:
    client.force_login(person)
    return " ".join(client.get(url, data).content.decode().split())


def share(person: Person, by: Person, reach: str = "company") -> Recognition:
    given = services.thank(person, by=by, sentence="Une explication claire.")
    return services.choose_reach(given, reach, by=person)


def test_a_manager_thanks_in_one_click_and_can_take_it_back(cast: Cast, client: Client) -> None:
    success = success_of_awa(cast)["pk"]
    accept = reverse("recognition:accept", args=[success])
    assert accept in page(client, cast.claire, WALL)
    answer = client.post(accept, follow=True).content.decode()
    given = Recognition.objects.get()
    assert accept not in answer
    assert "choisit qui d’autre le voit" in answer
    take_back = reverse("recognition:take_back", args=[given.pk])
    assert take_back in answer
    client.post(take_back)
    assert not Recognition.objects.exists()


def test_home_says_that_successes_wait(cast: Cast, client: Client) -> None:
    from boussole.features.metrics import decisions

    success = success_of_awa(cast)["pk"]
    waits = "Des réussites de la semaine attendent un merci"
    assert waits in [one.title for one in decisions.waiting_for(cast.claire)]
    assert waits not in [one.title for one in decisions.waiting_for(cast.malik)]
    services.accept(success, by=cast.claire)
    assert waits not in [one.title for one in decisions.waiting_for(cast.claire)]


def test_the_person_thanked_reads_it_first_and_chooses(cast: Cast, client: Client) -> None:
    pk = recognition_of_awa(cast)["pk"]
    given = Recognition.objects.get(pk=pk)
    mine = page(client, cast.awa, reverse("recognition:mine"))
    assert given.passage in mine
    assert f"/conversations/{given.conversation_id}/#turn-{given.turn}" in mine
    assert "Claire Morel vous remercie" in mine
    client.post(reverse("recognition:reach", args=[pk]), {"reach": "everyone"})
    assert page(client, cast.bruno, WALL).count("Awa Diop") == 0
    client.force_login(cast.awa)
    client.post(reverse("recognition:reach", args=[pk]), {"reach": "team"})
    wall = page(client, cast.bruno, WALL)
    assert given.passage in wall
    # Bruno reads the passage, not the conversation it comes from.
    assert f"/conversations/{given.conversation_id}/" not in wall


def test_thanking_too_shows_no_number_to_others(cast: Cast, client: Client) -> None:
    given = share(cast.awa, cast.claire, "team")
    client.force_login(cast.bruno)
    client.post(reverse("recognition:thank_too", args=[given.pk]), {"reach": "team"})
    assert "Vous avez remercié aussi" in page(client, cast.bruno, WALL)
    assert "Bruno" not in page(client, cast.claire, WALL).split("<main")[1]
    assert "Vous remercient aussi : Bruno Lefèvre" in page(client, cast.awa, WALL)


def test_what_is_not_shared_with_someone_does_not_exist_for_them(
    cast: Cast, client: Client
) -> None:
    private = services.thank(cast.awa, by=cast.claire, sentence="Une explication claire.")
    team = share(cast.awa, cast.claire, "team")
    for person, given in ((cast.bruno, private), (cast.nina, team), (cast.odile, team)):
        client.force_login(person)
        assert client.post(reverse("recognition:thank_too", args=[given.pk])).status_code == 404


def test_a_colleague_thanks_in_a_sentence(cast: Cast, client: Client) -> None:
    client.force_login(cast.bruno)
    new = reverse("recognition:new")
    client.post(new, {"recipient": cast.awa.pk})
    client.post(new, {"recipient": cast.nina.pk, "sentence": "Hors de mes équipes."})
    client.post(new, {"recipient": cast.bruno.pk, "sentence": "Moi-même."})
    assert not Recognition.objects.exists()
    client.post(new, {"recipient": cast.awa.pk, "sentence": "Merci Awa pour ton relais."})
    given = Recognition.objects.get()
    assert (given.by, given.recipient, given.reach) == (cast.bruno, cast.awa, "private")


def test_a_message_is_copied_masked_from_its_address(cast: Cast, client: Client) -> None:
    (pk,) = store(noun())
    client.force_login(cast.claire)
    said = {"recipient": cast.awa.pk, "rule": "recovery"}
    address = f"https://boussole.example.com/conversations/{pk}/?team=1#turn-2"
    client.post(reverse("recognition:new"), {**said, "message": address})
    given = Recognition.objects.get()
    assert (given.conversation_id, given.turn, given.rule) == (pk, 2, "recovery")
    assert "[EMAIL]" in given.passage
    assert "jeanne" not in given.passage


def test_an_address_may_name_whom_to_thank_and_for_what(cast: Cast, client: Client) -> None:
    asked = {"recipient": str(cast.awa.pk), "message": "/conversations/1/#turn-2"}
    found = page(client, cast.claire, reverse("recognition:new"), **asked)
    assert f'<option value="{cast.awa.pk}" selected>' in found
    assert "/conversations/1/#turn-2" in found


@pytest.mark.parametrize(
    "message", ["rien", "/conversations/{pk}/#turn-99", "/conversations/{pk}/"]
)
def test_a_message_that_is_not_there_is_said_so(message: str, cast: Cast, client: Client) -> None:
    (pk,) = store(noun())
    client.force_login(cast.claire)
    said = {"recipient": cast.awa.pk, "rule": "recovery", "message": message.format(pk=pk)}
    assert "introuvable" in client.post(reverse("recognition:new"), said).content.decode()
    assert not Recognition.objects.exists()


def test_a_message_out_of_one_s_scope_is_not_copied(cast: Cast, client: Client) -> None:
    (pk,) = store(noun())
    client.force_login(cast.bruno)
    said = {
        "recipient": cast.awa.pk,
        "sentence": "Bravo.",
        "message": f"/conversations/{pk}/#turn-0",
    }
    assert "introuvable" in client.post(reverse("recognition:new"), said).content.decode()
    assert not Recognition.objects.exists()


@pytest.mark.parametrize(("who", "teaches"), [("bruno", True), ("nina", True), ("odile", False)])
def test_an_empty_wall_teaches(who: str, teaches: bool, cast: Cast, client: Client) -> None:
    found = page(client, cast.people()[who], WALL)
    assert "Une réussite est un moment précis" in found
    assert (reverse("recognition:new") in found) is teaches


def test_withdrawing_asks_first_and_erases(cast: Cast, client: Client) -> None:
    pk = recognition_of_awa(cast)["pk"]
    mine = page(client, cast.awa, reverse("recognition:mine"))
    assert "Rien ne les fera revenir" in mine
    client.post(reverse("recognition:withdraw", args=[pk]))
    assert "Vos réussites arriveront ici" in page(client, cast.awa, reverse("recognition:mine"))


def test_one_refuses_the_week_s_mail(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    client.post(reverse("recognition:digest"), {"wanted": "0"})
    assert not queries.wants_digest(cast.awa)
    client.post(reverse("recognition:digest"), {"wanted": "1"})
    assert queries.wants_digest(cast.awa)


@pytest.mark.parametrize("url", [WALL, "/recognitions/mine/", "/recognitions/practice/"])
def test_a_page_asks_no_more_questions_for_more_rows(
    url: str, cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    store(noun("good", TALK))
    propose()

    def more(times: int) -> None:
        for _time in range(times):
            services.thank_too(share(cast.awa, cast.claire), by=cast.bruno)
            services.thank_too(share(cast.claire, cast.awa), by=cast.bruno)

    more(1)
    client.force_login(cast.claire)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    more(6)
    store(*(noun(f"more-{n}", TALK, agent="agent-bruno") for n in range(2)))
    propose()
    with django_assert_num_queries(len(few)):
        client.get(url)
