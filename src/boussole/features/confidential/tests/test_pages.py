"""The pages as people use them: an author, a listening person, the leadership."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from boussole.features.confidential import confiding, listening, services, threads
from boussole.features.confidential.models import Guidance, Key, Listener, Thread
from boussole.features.organisation import services as organisation
from boussole.features.organisation.models import Membership, Person
from tests.cast import PASSWORD, Cast
from tests.confidential_stock import PASSPHRASE, SENTENCE, TEXT, Confided, confided, listener

NEW = "une nouvelle phrase de passe"
Count = Callable[..., AbstractContextManager[object]]


def post(client: Client, name: str, *arguments: object, **data: object) -> Any:
    return client.post(reverse(f"confidential:{name}", args=arguments), data, follow=True)


def said(answer: Any) -> str:
    return str(answer.content.decode())


def with_code(client: Client, one: Confided, person: Person, **data: object) -> str:
    client.force_login(person)
    return said(post(client, "receipt", code=one.code, **data))


def test_writing_gives_a_code_that_opens_the_thread(cast: Cast, client: Client) -> None:
    chosen = listener(cast)
    client.force_login(cast.awa)
    page = said(post(client, "write", listener=chosen.pk, text=TEXT))
    code = re.findall(r'confidential-code">([^<]+)<', page)[0]
    assert "Bruno Lefèvre" in page
    assert TEXT not in page
    page = said(post(client, "receipt", code=code.lower()))
    assert TEXT in page
    day = timezone.localdate() + timedelta(days=90)
    assert f"{day.day} " in page
    assert code not in client.session.serializer().dumps(dict(client.session)).decode()


def test_ones_manager_is_refused_by_the_form(cast: Cast, client: Client) -> None:
    manager, other = listener(cast, cast.claire), listener(cast, cast.malik)
    client.force_login(cast.awa)
    page = said(client.get(reverse("confidential:write")))
    assert "Malik Benali" in page
    assert "Claire Morel" not in page
    post(client, "write", listener=manager.pk, text=TEXT)
    assert not Thread.objects.exists()
    post(client, "write", listener=other.pk, text=TEXT)
    assert Thread.objects.get().listener_id == other.pk


def test_who_can_choose_nobody_is_told_so(cast: Cast, client: Client) -> None:
    listener(cast)
    client.force_login(cast.bruno)
    for name in ("index", "write"):
        page = said(client.get(reverse(f"confidential:{name}")))
        assert "Personne pour l’instant" in page
        assert "Envoyer sans mon nom" not in page


def test_the_page_says_how_long_threads_are_kept(cast: Cast, client: Client) -> None:
    client.force_login(cast.awa)
    page = said(client.get(reverse("confidential:index")))
    assert (threads.CLOSED_KEPT.days, threads.QUIET_KEPT.days) == (30, 90)
    assert "clos est effacé au bout de trente jours" in page
    assert "sans nouveau message au bout de quatre-vingt-dix" in page


@pytest.mark.parametrize("data", [{}, {"text": " "}, {"text": "x" * 5001}])
def test_nothing_or_too_much_is_not_sent(
    cast: Cast, client: Client, data: dict[str, object]
) -> None:
    chosen = listener(cast)
    client.force_login(cast.awa)
    assert "field-error" in said(post(client, "write", listener=chosen.pk, **data))
    assert not Thread.objects.exists()


def test_an_author_reads_the_answer_and_goes_on(cast: Cast, client: Client) -> None:
    one = confided(cast)
    listening.reply(one.thread, one.private, "Je vous lis.", today=timezone.localdate())
    assert "Je vous lis." in with_code(client, one, cast.awa)
    page = with_code(client, one, cast.awa, do="add", text="Merci à vous.")
    assert "Votre message est ajouté." in page
    assert "Merci à vous." in page
    assert Thread.objects.get().unread


def test_a_message_too_long_is_kept_in_the_form(cast: Cast, client: Client) -> None:
    one = confided(cast)
    page = with_code(client, one, cast.awa, do="add", text="y" * 5001)
    assert "y" * 5001 in page
    assert len(confiding.held(one.code).said) == 1


def test_an_author_closes_then_erases(cast: Cast, client: Client) -> None:
    one = confided(cast)
    page = with_code(client, one, cast.awa, do="close")
    assert "Le fil est clos." in page
    assert 'value="add"' not in page
    assert "Ce fil est clos." in with_code(client, one, cast.awa, do="add", text="Encore.")
    page = with_code(client, one, cast.awa, do="erase")
    assert "il n’en reste rien ici" in page
    assert "Rien n’est gardé sous ce code" in with_code(client, one, cast.awa)


def test_an_author_is_told_what_became_of_the_listening_person(cast: Cast, client: Client) -> None:
    one = confided(cast)
    page = with_code(client, one, cast.awa)
    warnings = ("encadre aujourd’hui", "n’est plus désignée", "n’a plus de compte")
    assert [words for words in warnings if words in page] == []
    services.unname(one.thread.listener, by=cast.odile)
    assert "n’est plus désignée" in with_code(client, one, cast.awa)
    organisation.join_team(cast.bruno, cast.nantes, by=None, kind=Membership.Kind.MANAGER)
    assert "encadre aujourd’hui" in with_code(client, one, cast.nina)
    organisation.deactivate_person(cast.bruno, by=cast.zoe)
    assert "n’a plus de compte" in with_code(client, one, cast.awa)


def test_an_author_lets_a_new_key_read_again(cast: Cast, client: Client) -> None:
    one = confided(cast)
    listening.make_key(one.thread.listener, NEW, today=timezone.localdate())
    page = with_code(client, one, cast.awa)
    assert "a changé de clé" in page
    assert 'value="add"' not in page
    assert "sa clé a changé" in with_code(client, one, cast.awa, do="add", text="Ouh là.")
    assert "peut de nouveau lire" in with_code(client, one, cast.awa, do="share")
    client.force_login(cast.bruno)
    assert "zinzolin" in said(post(client, "thread", one.thread.pk, passphrase=NEW))


def test_reading_marks_as_read_and_answering_reaches_the_author(cast: Cast, client: Client) -> None:
    one = confided(cast)
    client.force_login(cast.bruno)
    assert "Non lu" in said(post(client, "listening", passphrase=PASSPHRASE))
    url = reverse("confidential:thread", args=[one.thread.pk])
    assert "zinzolin" in said(client.get(url))
    assert not Thread.objects.get().unread
    assert "Non lu" not in said(client.get(reverse("confidential:listening")))
    assert "Je vous lis." in said(post(client, "thread", one.thread.pk, text="Je vous lis."))
    assert confiding.held(one.code).said[-1].text == "Je vous lis."
    assert "Ce fil est clos." in said(post(client, "thread", one.thread.pk, do="close"))
    page = said(post(client, "thread", one.thread.pk, text="Encore."))
    assert "Ce fil est clos." in page
    assert len(confiding.held(one.code).said) == 2


def test_a_text_typed_while_the_key_locked_itself_is_not_lost(cast: Cast, client: Client) -> None:
    one = confided(cast)
    client.force_login(cast.bruno)
    page = said(post(client, "thread", one.thread.pk, text="Une longue réponse."))
    assert "Une longue réponse." in page
    assert "Votre clé s’est refermée" in page
    page = said(post(client, "thread", one.thread.pk, text="Une longue réponse.", passphrase="non"))
    assert "n’ouvre pas votre clé" in page
    assert "Une longue réponse." in page
    assert len(confiding.held(one.code).said) == 1
    post(client, "thread", one.thread.pk, text="Une longue réponse.", passphrase=PASSPHRASE)
    assert confiding.held(one.code).said[-1].text == "Une longue réponse."


def test_an_unnamed_person_finds_what_began(cast: Cast, client: Client) -> None:
    one = confided(cast)
    services.unname(one.thread.listener, by=cast.odile)
    client.force_login(cast.bruno)
    page = said(post(client, "listening", passphrase=PASSPHRASE))
    assert "n’êtes plus désigné" in page
    assert "zinzolin" in page


@pytest.mark.parametrize(
    ("given", "again", "words"),
    [
        ("trop courte", "trop courte", "trop facile"),
        ("a" * 30, "a" * 30, "trop facile"),
        (PASSWORD, PASSWORD, "autre chose que votre mot de passe"),
        (NEW, NEW + "!", "diffèrent"),
    ],
)
def test_a_weak_passphrase_is_refused(
    cast: Cast, client: Client, given: str, again: str, words: str
) -> None:
    listener(cast, passphrase=None)
    client.force_login(cast.bruno)
    page = said(post(client, "key", passphrase=given, again=again, understood="on"))
    assert words in page
    assert given not in page
    assert not Key.objects.exists()


def test_a_key_is_made_once_what_is_lost_with_it_is_understood(cast: Cast, client: Client) -> None:
    listener(cast, passphrase=None)
    client.force_login(cast.bruno)
    answer = client.get(reverse("confidential:listening"))
    assert answer.headers["Location"] == reverse("confidential:key")
    post(client, "key", passphrase=NEW, again=NEW)
    assert not Key.objects.exists()
    assert "Votre clé est créée" in said(
        post(client, "key", passphrase=NEW, again=NEW, understood="on")
    )
    assert len(listening.unlock(Listener.objects.get(), NEW)) == 32


def test_the_leadership_names_and_unnames(cast: Cast, client: Client) -> None:
    client.force_login(cast.odile)
    page = said(post(client, "listeners", person=cast.bruno.pk, sentence=SENTENCE))
    assert SENTENCE in page
    assert "Clé à créer" in page
    post(client, "listeners", person=cast.bruno.pk, sentence="Une autre phrase.")
    row = Listener.objects.get()
    assert row.sentence == "Une autre phrase."
    assert "n’est plus proposé" in said(post(client, "unname", row.pk))
    assert client.post(reverse("confidential:unname", args=[row.pk])).status_code == 404
    post(client, "listeners", person=cast.bruno.pk, sentence=SENTENCE)
    assert Listener.objects.get().named


def test_a_closed_account_cannot_be_named(cast: Cast, client: Client) -> None:
    client.force_login(cast.odile)
    post(client, "listeners", person=cast.hugo.pk, sentence=SENTENCE)
    assert not Listener.objects.exists()


def test_the_emergency_text_is_the_leaderships_or_the_pages(cast: Cast, client: Client) -> None:
    client.force_login(cast.odile)
    index = reverse("confidential:index")
    assert "3114" in said(client.get(index))
    post(client, "emergency", text="Appelez le <b>poste 12</b>.")
    page = said(client.get(index))
    assert "&lt;b&gt;poste 12" in page
    assert "3114" not in page
    post(client, "emergency", text="")
    assert "3114" in said(client.get(index))
    assert Guidance.objects.count() == 1


def test_pages_speak_english(cast: Cast, client: Client) -> None:
    listener(cast)
    Person.objects.filter(pk=cast.awa.pk).update(language="en")
    client.force_login(cast.awa)
    assert "Talk in confidence" in said(client.get(reverse("confidential:index")))
    assert "Send without my name" in said(client.get(reverse("confidential:write")))


def test_a_list_costs_the_same_with_one_thread_and_with_twelve(
    cast: Cast, client: Client, django_assert_num_queries: Count
) -> None:
    chosen = listener(cast)
    confided(cast, to=chosen)
    client.force_login(cast.bruno)
    post(client, "listening", passphrase=PASSPHRASE)
    url = reverse("confidential:listening")
    with django_assert_num_queries(5):
        client.get(url)
    for _one in range(11):
        confided(cast, to=chosen)
    with django_assert_num_queries(5):
        page = client.get(url)
    assert said(page).count("zinzolin") == 12


def test_a_thread_and_the_first_page_cost_the_same_however_long(
    cast: Cast, client: Client, django_assert_num_queries: Count
) -> None:
    one = confided(cast)
    client.force_login(cast.bruno)
    post(client, "thread", one.thread.pk, passphrase=PASSPHRASE)
    url, index = reverse("confidential:thread", args=[one.thread.pk]), reverse("confidential:index")
    client.get(url)
    for _turn in range(2):
        with django_assert_num_queries(6):
            client.get(url)
        with django_assert_num_queries(5):
            client.get(index)
        for at in range(6):
            listening.reply(one.thread, one.private, f"Réponse {at}", today=timezone.localdate())
        for person in (cast.malik, cast.nina, cast.paul):
            listener(cast, person)
