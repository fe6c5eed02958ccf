"""Plays through the pages: from the first answer to looking back, and what is never lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from boussole.core.roleplay import shipped_scenarios
from boussole.core.roleplay.tests.transcripts import TRANSCRIPTS
from boussole.core.text import Language
from boussole.features.organisation.models import AuditEntry, Person
from boussole.features.roleplay import services
from boussole.features.roleplay.catalogue import find
from boussole.features.roleplay.models import Play, ScenarioVersion
from boussole.features.roleplay.playing import LONGEST_ANSWER, replayed
from tests.cast import Cast

pytestmark = pytest.mark.django_db
GOOD = TRANSCRIPTS["late_parcel"]["fr", "good"]
SCENARIOS = {one.key: one for one in shipped_scenarios()}


def begun(person: Person, key: str = "late_parcel", language: Language = "fr") -> Play:
    listed = find(key)
    assert listed is not None
    return services.begin(listed, language, seed=1, by=person)


def played(person: Person, texts: tuple[str, ...] = GOOD, key: str = "late_parcel") -> Play:
    play = begun(person, key)
    for count, text in enumerate(texts):
        assert services.answer(play, text, after=count)
    play.refresh_from_db()
    return play


def text_of(client: Client, name: str, *args: Any) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("key", ["late_parcel", "wrong_bill", "threat_to_leave"])
def test_a_whole_play_through_the_pages_ends_well(
    cast: Cast, client: Client, key: str, language: Language
) -> None:
    Person.objects.filter(pk=cast.awa.pk).update(language=language)
    client.force_login(Person.objects.get(pk=cast.awa.pk))
    begin = client.post(reverse("roleplay:begin", args=[key]), {"language": language})
    play = Play.objects.get()
    assert begin.headers["Location"] == reverse("roleplay:play", args=[play.pk])
    for count, text in enumerate(TRANSCRIPTS[key][language, "good"]):
        said = client.post(
            reverse("roleplay:answer", args=[play.pk]), {"text": text, "after": count}, follow=True
        )
        assert said.status_code == 200
    play.refresh_from_db()
    assert play.language == language
    ending = SCENARIOS[key].ending(play.ending)
    assert ending is not None
    assert ending.quality == "good"
    page = text_of(client, "roleplay:look_back", play.pk)
    for shown in (ending.name.in_(language), ending.debrief.in_(language)):
        assert shown.replace("'", "&#x27;") in page
    assert 'class="cue"' in page
    assert page.count('class="cue"') == 1


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_clumsy_play_ends_less_well_and_says_why(
    cast: Cast, client: Client, language: Language
) -> None:
    Person.objects.filter(pk=cast.awa.pk).update(language=language)
    client.force_login(Person.objects.get(pk=cast.awa.pk))
    client.post(reverse("roleplay:begin", args=["wrong_bill"]), {"language": language})
    play = Play.objects.get()
    for count, text in enumerate(TRANSCRIPTS["wrong_bill"][language, "clumsy"]):
        client.post(reverse("roleplay:answer", args=[play.pk]), {"text": text, "after": count})
    play.refresh_from_db()
    ending = SCENARIOS["wrong_bill"].ending(play.ending)
    assert ending is not None
    assert ending.quality in {"mixed", "bad"}
    page = text_of(client, "roleplay:look_back", play.pk)
    said = {"fr": "Vous avez refusé sans dire pourquoi", "en": "You refused without saying why"}
    assert said[language] in page
    assert {"fr": "Pas encore vu", "en": "Not seen yet"}[language] in page


def test_reasons_are_shown_while_playing_only_when_asked_for(cast: Cast, client: Client) -> None:
    play = played(cast.awa, GOOD[:1])
    client.force_login(cast.awa)
    reason = "Vous avez reconnu sa situation"
    assert reason not in text_of(client, "roleplay:play", play.pk)
    client.post(reverse("roleplay:explain", args=[play.pk]), {"explained": "1"})
    assert reason in text_of(client, "roleplay:play", play.pk)
    client.post(reverse("roleplay:explain", args=[play.pk]), {"explained": "0"})
    assert reason not in text_of(client, "roleplay:play", play.pk)


def test_an_empty_or_endless_answer_is_refused_and_what_was_typed_stays(
    cast: Cast, client: Client
) -> None:
    play = begun(cast.awa)
    client.force_login(cast.awa)
    url = reverse("roleplay:answer", args=[play.pk])
    empty = client.post(url, {"text": "  ", "after": 0})
    assert empty.status_code == 422
    assert "Écrivez une réponse avant de l’envoyer" in empty.content.decode()
    long = client.post(url, {"text": "mot " * LONGEST_ANSWER, "after": 0})
    assert long.status_code == 422
    assert "mot mot mot" in long.content.decode()
    play.refresh_from_db()
    assert play.texts == []


def test_an_answer_sent_twice_is_taken_once(cast: Cast, client: Client) -> None:
    play = begun(cast.awa)
    client.force_login(cast.awa)
    url = reverse("roleplay:answer", args=[play.pk])
    for _twice in range(2):
        client.post(url, {"text": GOOD[0], "after": 0})
    play.refresh_from_db()
    assert (play.texts, play.draft) == ([GOOD[0]], "")
    other = client.post(url, {"text": "Autre chose.", "after": 0}, follow=True)
    assert "Autre chose." in other.content.decode()
    whole = client.post(url, {"text": "Autre chose.", "after": 0}, headers={"HX-Request": "true"})
    assert whole.headers["HX-Redirect"] == reverse("roleplay:play", args=[play.pk])


def test_an_answer_taken_back_can_be_tried_otherwise(cast: Cast, client: Client) -> None:
    play = played(cast.awa)
    client.force_login(cast.awa)
    before = replayed(play).exchanges[:-1]
    client.post(reverse("roleplay:take_back", args=[play.pk]), {"after": len(GOOD)})
    play.refresh_from_db()
    assert (play.texts, play.draft, play.ending) == (list(GOOD[:-1]), GOOD[-1], "")
    assert replayed(play).exchanges == before
    assert "Est-ce que cela vous convient" in text_of(client, "roleplay:play", play.pk)
    client.post(reverse("roleplay:take_back", args=[play.pk]), {"after": len(GOOD)})
    play.refresh_from_db()
    assert len(play.texts) == len(GOOD) - 1  # a second click does not take another one back


def test_giving_up_loses_nothing(cast: Cast, client: Client) -> None:
    play = played(cast.awa, GOOD[:2])
    client.force_login(cast.awa)
    client.post(reverse("roleplay:give_up", args=[play.pk]))
    page = text_of(client, "roleplay:look_back", play.pk)
    assert "Arrêté avant la fin" in page
    assert "Vous avez reconnu sa situation" in page
    assert not services.answer(play, "Je continue.", after=2)
    client.post(reverse("roleplay:resume", args=[play.pk]))
    assert services.answer(play, GOOD[2], after=2)


def test_playing_again_changes_the_seed_and_keeps_the_first(cast: Cast, client: Client) -> None:
    play = played(cast.awa)
    client.force_login(cast.awa)
    client.post(reverse("roleplay:again", args=[play.pk]))
    first, other = Play.objects.order_by("began_at")
    assert (first.texts, other.texts) == (list(GOOD), [])
    assert first.seed != other.seed
    assert first.version == other.version


def test_a_shipped_scenario_is_kept_as_it_was_played_once(cast: Cast) -> None:
    begun(cast.awa)
    begun(cast.claire)
    (version,) = ScenarioVersion.objects.all()
    assert version.shipped
    assert not version.current


def test_what_is_typed_cannot_carry_markup(cast: Cast, client: Client) -> None:
    play = begun(cast.awa)
    services.answer(play, "<script>alert(1)</script> Je comprends.", after=0)
    client.force_login(cast.awa)
    page = text_of(client, "roleplay:play", play.pk)
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_plays_are_forgotten_after_twelve_months(cast: Cast) -> None:
    old, kept = played(cast.awa), begun(cast.awa)
    now = timezone.now()
    Play.objects.filter(pk=old.pk).update(changed_at=now - timedelta(days=366))
    assert services.forget_old(now) == 1
    assert list(Play.objects.all()) == [kept]
    entry = AuditEntry.objects.get(action="roleplay.plays_forgotten")
    assert (entry.person, entry.details) == (None, {"count": 1})
    assert services.forget_old(now) == 0


def test_a_play_can_be_deleted(cast: Cast, client: Client) -> None:
    play = played(cast.awa)
    client.force_login(cast.awa)
    client.post(reverse("roleplay:discard", args=[play.pk]))
    assert not Play.objects.exists()


def test_lists_ask_no_more_questions_for_more_plays(
    cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    client.force_login(cast.awa)
    played(cast.awa)
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("roleplay:index"))
    for _more in range(5):
        begun(cast.awa)
    with django_assert_num_queries(len(few)):
        client.get(reverse("roleplay:index"))


def test_a_longer_play_costs_no_more_questions(
    cast: Cast, client: Client, django_assert_num_queries: Any
) -> None:
    client.force_login(cast.awa)
    play = played(cast.awa, GOOD[:1])
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("roleplay:play", args=[play.pk]))
    services.answer(play, GOOD[1], after=1)
    services.answer(play, GOOD[2], after=2)
    with django_assert_num_queries(len(few)):
        client.get(reverse("roleplay:play", args=[play.pk]))
