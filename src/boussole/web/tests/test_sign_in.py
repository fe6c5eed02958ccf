"""Signing in and out."""

from __future__ import annotations

from django.core import mail
from django.test import Client

from boussole.features.organisation.models import Person
from tests.cast import PASSWORD, Cast


def _sign_in(client: Client, email: str, password: str = PASSWORD) -> int:
    answer = client.post("/account/login/", {"login": email, "password": password})
    return answer.status_code


def test_a_stranger_is_sent_to_the_sign_in_page(client: Client) -> None:
    answer = client.get("/settings/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/account/login/?next=/settings/"


def test_someone_signs_in_with_their_address(client: Client, cast: Cast) -> None:
    assert _sign_in(client, "Claire@example.com") == 302
    assert client.get("/").status_code == 200


def test_someone_who_left_does_not(client: Client, cast: Cast) -> None:
    _sign_in(client, "hugo@example.com")
    assert client.get("/").status_code == 302


def test_too_many_mistakes_suspend_signing_in(client: Client, cast: Cast) -> None:
    statuses = [_sign_in(client, "claire@example.com", "faux") for _ in range(8)]
    assert statuses[0] == 200
    assert statuses[-1] == 429
    assert _sign_in(client, "claire@example.com") == 429


def test_nobody_opens_their_own_account(client: Client, db: None) -> None:
    page = client.post("/account/signup/", {"email": "x@example.com", "password1": PASSWORD})
    assert "fermées" in page.content.decode()
    assert not Person.objects.exists()


def test_a_forgotten_password_is_chosen_again(client: Client, cast: Cast) -> None:
    client.post("/account/password/reset/", {"email": "claire@example.com"})
    [message] = mail.outbox
    assert message.subject == "Boussole – Nouveau mot de passe"
    assert "/account/password/reset/key/" in message.body
    assert "testserver !" not in message.body


def test_nobody_learns_who_has_an_account(client: Client, cast: Cast) -> None:
    known = client.post("/account/password/reset/", {"email": "claire@example.com"})
    unknown = client.post("/account/password/reset/", {"email": "personne@example.com"})
    assert known.headers["Location"] == unknown.headers["Location"]
    assert len(mail.outbox) == 1
