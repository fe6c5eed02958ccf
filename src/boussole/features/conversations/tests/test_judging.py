"""What people say of labels and situations: shown at once, kept, taken back, and never lost by an import."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from boussole.features.conversations import models, reading
from boussole.features.conversations.tests.test_pages import audited, page
from tests.cast import Cast
from tests.stock import LATE_TALK, TALK, noun, store

pytestmark = pytest.mark.django_db


def say(client: Client, pk: int, **said: str | int) -> str:
    answer = client.post(reverse("conversations:judge", args=[pk]), said, follow=True)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def about(name: str, turn: int = 0, subject: str = "signal", **more: Any) -> dict[str, Any]:
    return {"turn": turn, "subject": subject, "name": name, **more}


def test_a_label_is_contested_in_one_click_explained_and_taken_back(
    cast: Cast, client: Client
) -> None:
    (pk,) = store(noun())
    client.force_login(cast.awa)
    say(client, pk, **about("repeat_contact", says="wrong:"))
    made = models.Judgement.objects.get()
    assert (made.verdict, made.person, made.model) == (
        "wrong",
        cast.awa,
        reading.frame().models.title,
    )
    why = reverse("conversations:explain_judgement", args=[pk, made.pk])
    client.post(why, {"why": "La cliente parle d’une autre commande"})
    text = page(client, cast.claire, "conversation", pk=pk)
    assert "Contesté par Awa Diop." in text
    assert "La cliente parle d’une autre commande" in text
    assert "label-contested" in text
    undo = reverse("conversations:withdraw_judgement", args=[pk, made.pk])
    assert client.post(undo).status_code == 404  # Claire cannot take Awa's word back
    client.force_login(cast.awa)
    client.post(undo)
    assert not models.Judgement.objects.exists()
    for action in ("label_contested", "judgement_explained", "judgement_withdrawn"):
        assert [person for person, _ in audited(action)] == [cast.awa]


def test_the_right_grade_is_chosen_instead(cast: Cast, client: Client) -> None:
    (pk,) = store(noun())
    client.force_login(cast.claire)
    text = say(client, pk, **about("dissatisfaction", says="wrong:1"))
    assert "Contesté par Claire Morel, qui y lit une insatisfaction légère." in text
    text = say(client, pk, **about("dissatisfaction", says="right:2"))
    made = models.Judgement.objects.get()
    assert (made.verdict, made.grade) == ("right", 2)
    assert "Confirmé par Claire Morel." in " ".join(text.split())


def test_what_is_missing_is_added_to_its_message(cast: Cast, client: Client) -> None:
    (pk,) = store(noun())
    asked = page(client, cast.awa, "missing", pk=pk, turn=2)
    assert 'value="signal:vulnerability:"' in asked
    assert 'value="signal:apology:"' not in asked
    assert "moulin@" not in asked
    text = say(client, pk, turn=2, what="signal:vulnerability:")
    assert "Ajouté par Awa Diop" in text
    text = say(client, pk, turn=2, what="rule:broken_promise:")
    assert "Ajoutée par Awa Diop" in text
    added = models.Judgement.objects.get(subject="rule")
    assert added.rule_version == reading.frame().playbook["broken_promise"].version


def test_a_situation_is_contested(cast: Cast, client: Client) -> None:
    (pk,) = store(noun(talk=LATE_TALK))
    client.force_login(cast.awa)
    text = say(client, pk, **about("late_escalation", 2, "rule", says="wrong:"))
    assert "situation-contested" in text
    assert [person for person, _ in audited("situation_contested")] == [cast.awa]


def test_a_judgement_follows_its_message_through_another_import(cast: Cast, client: Client) -> None:
    (pk,) = store(noun())
    client.force_login(cast.awa)
    say(client, pk, **about("repeat_contact", says="wrong:"))
    say(client, pk, turn=2, what="signal:vulnerability:")
    hello = ("customer", "Bonjour")
    assert store(noun(talk=(hello, *TALK))) == [pk]
    reading.rebuild()
    text = page(client, cast.awa, "conversation", pk=pk)
    assert 'id="about-t1-repeat_contact"' in text
    assert "Contesté par Awa Diop." in text
    assert 'id="about-t3-vulnerability"' in text
    store(noun(talk=(hello, *TALK[1:2])))
    assert "Contesté par" not in page(client, cast.awa, "conversation", pk=pk)
    assert models.Judgement.objects.count() == 2


@pytest.mark.parametrize(
    "said",
    [
        about("effort", 99, says="wrong:"),
        about("unknown", says="wrong:"),
        about("apology", says="missing:"),  # an agent's act, on a customer's message
        about("no_such_rule", 0, "rule", says="wrong:"),
        about("dissatisfaction", says="wrong:7"),
        about("effort", says="perhaps:"),
        {},
    ],
)
def test_nothing_else_can_be_judged(cast: Cast, client: Client, said: dict[str, Any]) -> None:
    (pk,) = store(noun())
    client.force_login(cast.awa)
    say(client, pk, **said)
    assert not models.Judgement.objects.exists()


def test_doubts_are_shown_nowhere(cast: Cast, client: Client) -> None:
    """A signal below its threshold is kept for rules and the second reader, not for the page."""
    (pk,) = store(noun(talk=(("customer", "Bonjour, ma box est en panne."),)))
    text = page(client, cast.awa, "conversation", pk=pk)
    read = reading.frame().models
    assert 'class="label label-tension' not in text
    assert read.title in text
