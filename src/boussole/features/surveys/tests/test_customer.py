"""The customer's pages: links that cannot be guessed, replayed or read from, and pages that need nothing."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from boussole.features.conversations import models as conversations
from boussole.features.metrics import services as metrics
from boussole.features.surveys import links, planning, questions, recording
from boussole.features.surveys.errors import ClosedInvitationError
from boussole.features.surveys.models import Address, Answer, FollowUp, Invitation
from tests import stock, surveys_stock
from tests.cast import Cast
from tests.surveys_stock import NOON

LIGHT = 30_000
TARGET = 44


def url(one: Invitation, place: int = 1) -> str:
    token = links.answer_token(one)
    if place == 1:
        return reverse("surveys:answer", args=[token])
    return reverse("surveys:question", args=[token, place])


def test_opening_the_link_in_the_mail_records_nothing(cast: Cast, client: Client) -> None:
    one = surveys_stock.invited(cast)
    for ask in (client.get, client.head):
        for value in ("", "?value=1", "?value=99", "?value=x"):
            assert ask(url(one) + value).status_code == 200
    one.refresh_from_db()
    assert (one.state, one.answered_at, Answer.objects.count()) == ("sent", None, 0)


def test_the_value_in_the_link_is_chosen_and_waits_for_its_button(
    cast: Cast, client: Client
) -> None:
    page = client.get(url(surveys_stock.invited(cast)) + "?value=4").content.decode()
    assert re.findall(r'value="(\d)" checked', page) == ["4"]
    assert "Rien n’est enregistré avant que vous ne validiez." in page


def test_a_customer_answers_without_account_cookie_or_script(cast: Cast) -> None:
    one = surveys_stock.invited(cast)
    client = Client(enforce_csrf_checks=True)
    answer = client.post(url(one), {"value": "2"})
    assert (answer.status_code, answer["Location"]) == (303, url(one, 2))
    second = client.get(answer["Location"])
    assert "<script" not in second.content.decode()
    last = client.post(url(one, 2), {"text": "Ma facture est toujours fausse, j’en ai assez."})
    assert last["Location"] == reverse("surveys:thanks", args=[links.answer_token(one)])
    assert "Merci de votre réponse" in client.get(last["Location"]).content.decode()
    assert client.cookies == {}
    one.refresh_from_db()
    assert one.state == Invitation.State.FINISHED
    assert [(a.question, a.value) for a in one.answers.order_by("pk")] == [("q1", 2), ("q2", None)]


def test_the_answer_arrives_beside_imported_ones_and_its_day_is_stale(
    cast: Cast, client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    one = surveys_stock.invited(cast)
    metrics.rebuild_stale()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url(one), {"value": "2"})
        client.post(url(one, 2), {"text": "Rappelez Léa Martin au 06 12 34 56 78"})
    (kept,) = conversations.Answer.objects.filter(conversation=one.conversation_id)
    assert (kept.kind, kept.scale, kept.value, kept.follow_up) == ("csat", 5, 2, "open")
    assert metrics.stale_days() == [stock.DAY]
    words = one.answers.get(question="q2")
    assert words.masked == "Rappelez [NAME] au [PHONE]"


@pytest.mark.parametrize("given", ["", "0", "6", "-1", "x", "²", "1" * 40])
def test_what_is_not_on_the_scale_is_asked_again(cast: Cast, client: Client, given: str) -> None:
    one = surveys_stock.invited(cast)
    answer = client.post(url(one), {"value": given})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.content.decode()
    assert Answer.objects.count() == 0


def test_a_finished_survey_takes_nothing_more_and_shows_nothing(cast: Cast, client: Client) -> None:
    one = surveys_stock.answered(cast, value=2, words="Ma facture est fausse")
    for place in (1, 2):
        for answer in (client.get(url(one, place)), client.post(url(one, place), {"value": "5"})):
            assert answer.status_code == 410
            page = answer.content.decode()
            assert "Vous avez déjà répondu" in page
            assert "facture" not in page
            assert "checked" not in page
    assert one.answers.get(question="q1").value == 2


def test_a_half_answered_survey_does_not_show_what_was_answered(cast: Cast, client: Client) -> None:
    one = surveys_stock.invited(cast)
    client.post(url(one), {"value": "2"})
    assert "checked" not in client.get(url(one)).content.decode()
    client.post(url(one), {"value": "3"})
    assert one.answers.get().value == 3


def test_no_link_is_replayed_after_it_expired(cast: Cast, client: Client) -> None:
    one = surveys_stock.invited(cast)
    Invitation.objects.filter(pk=one.pk).update(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    for answer in (client.get(url(one)), client.post(url(one), {"value": "5"})):
        assert answer.status_code == 410
        assert "Ce lien n’est plus valable" in answer.content.decode()
    assert Answer.objects.count() == 0
    one.refresh_from_db()
    with pytest.raises(ClosedInvitationError):
        recording.rate(one, questions.of(one)[0], 5, datetime.now(UTC))


def test_no_link_is_guessed_nor_made_from_another(cast: Cast, client: Client) -> None:
    one = surveys_stock.invited(cast)
    token = links.answer_token(one)
    named, _tilde, signature = token.rpartition("~")
    pk, _dot, nonce = named.partition(".")
    for wrong in (
        f"{pk}.{nonce}",
        f"{pk}.autre~{signature}",
        f"{int(pk) + 1}.{nonce}~{signature}",
        f"{named}~{signature[:-1]}",
        links.stop_token(one),
        links.message_id(one).strip("<>").partition("@")[0],
        "x",
    ):
        assert client.get(reverse("surveys:answer", args=[wrong])).status_code == 404
        assert client.post(reverse("surveys:answer", args=[wrong])).status_code == 404
    assert client.get(reverse("surveys:stop", args=[token])).status_code == 404


def test_an_id_that_a_database_uses_again_is_not_the_same_invitation(
    cast: Cast, client: Client
) -> None:
    one = surveys_stock.invited(cast)
    link = url(one)
    Invitation.objects.filter(pk=one.pk).update(nonce="another")
    assert client.get(link).status_code == 404


def test_one_click_stops_every_survey(cast: Cast) -> None:
    one = surveys_stock.invited(cast)
    stop = reverse("surveys:stop", args=[links.stop_token(one)])
    client = Client(enforce_csrf_checks=True)
    assert client.get(stop).status_code == 200
    assert Address.objects.count() == 0
    assert client.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    (known,) = Address.objects.all()
    assert (known.why, known.detail) == ("opted_out", "header")
    assert "lea" not in known.digest
    answer = client.get(url(one))
    assert "Cette enquête est close pour vous" in answer.content.decode()
    other = surveys_stock.survey(cast, name="Autre")
    planning.plan_survey(other, NOON)
    assert other.decisions.get().gate == "opt_out"
    assert client.post(stop).status_code == 200, "asking twice is no mistake"


def test_stopping_works_after_the_survey_expired(cast: Cast, client: Client) -> None:
    one = surveys_stock.invited(cast)
    Invitation.objects.filter(pk=one.pk).update(expires_at=NOON)
    answer = client.post(reverse("surveys:stop", args=[links.stop_token(one)]))
    assert "Vous ne recevrez plus d’enquêtes" in answer.content.decode()


def test_the_pages_speak_the_language_of_the_customer(cast: Cast, client: Client) -> None:
    one = surveys_stock.invited(cast)
    Invitation.objects.filter(pk=one.pk).update(language="en")
    page = client.get(url(one)).content.decode()
    assert '<html lang="en"' in page
    assert "How satisfied are you" in page
    assert "Question 1 of 2" in page


def test_pages_are_light_private_and_kept_by_nobody(cast: Cast, client: Client) -> None:
    answer = client.get(url(surveys_stock.invited(cast)))
    style = Path(str(finders.find("surveys/customer.css"))).stat().st_size
    assert len(answer.content) + style < LIGHT
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["X-Robots-Tag"] == "noindex, nofollow"
    loaded = re.findall(r'(?:src|href)="([^"]+)"', answer.content.decode())
    assert [one for one in loaded if one.startswith("http")] == []


def test_a_page_costs_few_statements(cast: Cast, client: Client) -> None:
    link = url(surveys_stock.invited(cast))
    with CaptureQueriesContext(connection) as asked:
        client.get(link)
    assert len(asked) == 1


def test_a_low_answer_opens_one_follow_up_and_a_good_one_none(cast: Cast, client: Client) -> None:
    one = surveys_stock.invited(cast)
    for _again in range(2):
        client.post(url(one), {"value": "1"})
    follow_up = FollowUp.objects.get()
    assert follow_up.owner == cast.claire
    assert mail.outbox == []
    FollowUp.objects.all().delete()
    client.post(url(one), {"value": "4"})
    assert not FollowUp.objects.exists()
