"""What the pages of the pulse show, and to whom; their cost does not grow with what they list."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.contrib.messages import get_messages
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boussole.features.metrics.decisions import waiting_for
from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import Person
from boussole.features.wellbeing import services, waves
from boussole.features.wellbeing.models import Answer, Comment, Promise, Wave
from tests.cast import Cast
from tests.wellbeing_stock import agents, answers, closed_wave, people_of_lyon, wave_to_answer

pytestmark = pytest.mark.django_db
SECRET = "Les outils se figent à midi."


def page(person: Person, client: Client, name: str, *args: int, query: str = "") -> str:
    client.force_login(person)
    return client.get(reverse(name, args=args) + query).content.decode()


def figures(text: str) -> list[str]:
    return re.findall(r'<tr class="pulse-number">.*?</tr>', text, re.DOTALL)


def test_answering_shows_the_code_once_and_leaves_it_nowhere(cast: Cast, client: Client) -> None:
    wave_to_answer(cast)
    client.force_login(cast.awa)
    wave = Wave.objects.get()
    posted = {**dict.fromkeys(wave.questions, "4"), "comment": SECRET, "reader": "manager"}
    before = Session.objects.values_list("session_data", flat=True).get()
    answer = client.post(reverse("wellbeing:answer"), posted)
    code = re.search(r'class="pulse-code">([\w-]+)<', answer.content.decode())
    assert code is not None
    assert answer.headers["Cache-Control"].startswith("max-age=0")
    assert list(get_messages(answer.wsgi_request)) == []
    assert Session.objects.values_list("session_data", flat=True).get() == before
    assert Answer.objects.count() == 1
    again = client.get(reverse("wellbeing:answer")).content.decode()
    assert code[1] not in again
    assert "Aucune question ne vous attend" in again


def test_an_answer_that_lacks_a_question_is_not_written(cast: Cast, client: Client) -> None:
    wave_to_answer(cast)
    client.force_login(cast.awa)
    shown = client.post(
        reverse("wellbeing:answer"), {"comment": SECRET, "reader": "manager"}
    ).content.decode()
    assert shown.count('class="field-error"') == 4
    assert not Answer.objects.exists()


def test_home_says_that_a_wave_waits_until_one_answers(cast: Cast) -> None:
    wave_to_answer(cast)
    title = "Votre avis sur votre travail, sans votre nom"
    assert title in [one.title for one in waiting_for(cast.awa)]
    answers(Wave.objects.get(), [cast.awa])
    assert title not in [one.title for one in waiting_for(cast.awa)]
    assert title not in [one.title for one in waiting_for(cast.claire)]


def test_home_says_so_before_any_conversation_was_read(cast: Cast, client: Client) -> None:
    wave_to_answer(cast)
    assert reverse("wellbeing:answer") in page(cast.awa, client, "home")
    assert reverse("wellbeing:answer") not in page(cast.odile, client, "home")


def test_agents_managers_and_leaders_read_the_same_figures(cast: Cast, client: Client) -> None:
    closed_wave(cast, people_of_lyon(cast), comment=SECRET)
    pages = [
        page(one, client, "wellbeing:team", cast.lyon.pk)
        for one in (cast.claire, cast.awa, cast.odile)
    ]
    assert len(figures(pages[0])) == 4
    assert figures(pages[0]) == figures(pages[1]) == figures(pages[2])
    # n = 12: all but one at most, within Wilson's interval.
    assert "<strong>92" in pages[0]
    assert "n = 12" in pages[0]


def test_comments_and_promises_are_the_managers(cast: Cast, client: Client) -> None:
    closed_wave(cast, people_of_lyon(cast), comment=SECRET)
    assert SECRET in page(cast.claire, client, "wellbeing:team", cast.lyon.pk)
    for other in (cast.awa, cast.odile):
        text = page(other, client, "wellbeing:team", cast.lyon.pk)
        assert SECRET not in text
        assert "Promettre à l’équipe" not in text
        assert "Par quoi commencer" in text


def test_too_few_say_the_same_whatever_the_reason(cast: Cast, client: Client) -> None:
    lyon = people_of_lyon(cast)
    closed_wave(cast, lyon[:4])
    text = page(cast.claire, client, "wellbeing:team", cast.lyon.pk)
    assert "rien ne peut en être montré ici" in text
    assert figures(text) == []


def test_a_change_that_is_real_comes_first_and_is_said(cast: Cast, client: Client) -> None:
    lyon = people_of_lyon(cast, 38)
    for day, value in ((date(2026, 1, 5), 4), (date(2026, 6, 1), 1)):
        wave = waves.launch("long", day, by=cast.odile)
        for person in lyon:
            values = dict.fromkeys(wave.questions, 4)
            answers(wave, [person], {**values, "load_leave": value})
        waves.settle_due(wave.closes_on)
    text = page(cast.claire, client, "wellbeing:team", cast.lyon.pk)
    assert "1 changement est réel" in text
    first = figures(text)[0]
    assert "j’arrive à penser à autre chose" in first
    assert "points de moins que le 19/01/2026, c’est réel" in first
    # Over all its questions of twelve weeks, one theme is the lowest.
    assert "Par quoi commencer\xa0: Charge" in text


def test_the_direction_reads_teams_by_name(cast: Cast, client: Client) -> None:
    lyon = people_of_lyon(cast)
    alpha = organisation.create_team(by=None, name="Alpha", external_names=[])
    low = agents(alpha, 6)
    wave = waves.launch("short", timezone.localdate() - timedelta(days=14), by=cast.odile)
    answers(wave, lyon, 5)
    answers(wave, low, 1)
    waves.settle_due(wave.closes_on)
    text = page(cast.odile, client, "wellbeing:company")
    table = text.split('id="beside"')[1]
    names = re.findall(r'class="stack-first">(?:<a [^>]*>)?([^<]+)<', table)
    assert names == ["Toute l’entreprise", "Alpha", "Lyon", "Nantes"]
    nantes = table.split("Nantes")[1]
    assert nantes.count('<span class="faint">—</span>') == 4


def test_a_manager_promises_and_takes_back(cast: Cast, client: Client) -> None:
    closed_wave(cast, people_of_lyon(cast))
    client.force_login(cast.claire)
    client.post(reverse("wellbeing:promise", args=[cast.lyon.pk]), {"text": "Un obstacle levé."})
    made = Promise.objects.get()
    assert made.text in page(cast.awa, client, "wellbeing:team", cast.lyon.pk)
    client.force_login(cast.claire)
    client.post(reverse("wellbeing:take_back", args=[made.pk]))
    assert not Promise.objects.exists()


def test_what_was_promised_stays_beside_what_the_team_said_of_it(
    cast: Cast, client: Client
) -> None:
    lyon = people_of_lyon(cast)
    first = date(2026, 1, 5)
    for day, text in (
        (first, "Un obstacle levé."),
        (first + timedelta(days=60), "Une règle relue."),
    ):
        services.promise(cast.lyon, theme="means", text=text, today=day, by=cast.claire)
        wave = waves.launch("short", day + timedelta(days=28), by=cast.odile)
        answers(wave, lyon)
        waves.settle_due(wave.closes_on)
    text = page(cast.awa, client, "wellbeing:team", cast.lyon.pk)
    assert text.index("Une règle relue.") < text.index("Un obstacle levé.")
    assert len(re.findall(r"92\s%\sd’accord \(entre", text)) == 2


def test_a_page_costs_the_same_however_much_it_lists(cast: Cast, client: Client) -> None:
    lyon = people_of_lyon(cast)
    closed_wave(cast, lyon, comment=SECRET)
    counts = []
    for more in range(2):
        costs = []
        for person, address in (
            (cast.claire, reverse("wellbeing:team", args=[cast.lyon.pk])),
            (cast.odile, reverse("wellbeing:company")),
            (cast.odile, reverse("wellbeing:index")),
        ):
            client.force_login(person)
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            costs.append(len(asked))
        counts.append(costs)
        if not more:
            for number in range(3):
                team = organisation.create_team(by=None, name=f"Site {number}", external_names=[])
                lyon += agents(team, 6)
            wave = waves.launch("long", timezone.localdate() - timedelta(days=14), by=cast.odile)
            answers(wave, lyon, comment=SECRET)
            waves.settle(wave)
    assert counts[0] == counts[1]
    assert Comment.objects.count() > 20
