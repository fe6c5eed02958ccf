"""Letters: in the customer's language, once, with one reminder at most, and never to an address that is stopped."""

from __future__ import annotations

import mailbox
from datetime import datetime, timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from pytest_django import Settings

from boussole.adapters.mail.tests.test_returned import report
from boussole.features.surveys import addresses, links, planning, returns, sending, services
from boussole.features.surveys.models import Address, Invitation
from tests import stock, surveys_stock
from tests.cast import Cast
from tests.surveys_stock import NOON, PUBLIC_URL, contact

DAY = timedelta(days=1)


@pytest.fixture
def ready(cast: Cast) -> Invitation:
    """One customer asked, whose letter has not left yet."""
    survey = surveys_stock.survey(cast)
    stock.store(contact())
    planning.plan_survey(survey, NOON)
    return survey.invitations.get()


def state(one: Invitation) -> str:
    one.refresh_from_db()
    return one.state


def test_a_letter_is_sent_once_with_the_first_question_in_it(ready: Invitation) -> None:
    assert sending.send_due(NOON) == sending.Sent(first=1)
    assert sending.send_due(NOON) == sending.Sent()
    (letter,) = mail.outbox
    assert isinstance(letter, EmailMultiAlternatives)
    assert letter.to == ["lea1@example.com"]
    assert letter.subject == "Votre avis en une question – Lumen"
    html = str(letter.alternatives[0][0])
    link = links.answer_url(ready)
    assert link.startswith(PUBLIC_URL)
    assert [f"{link}?value={value}" in html for value in range(7)] == [False, *[True] * 5, False]
    assert link in letter.body
    assert state(ready) == Invitation.State.SENT


def test_a_letter_offers_to_stop_in_one_click(ready: Invitation) -> None:
    sending.send_due(NOON)
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe"] == f"<{links.stop_url(ready)}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert links.to_letter(headers["Message-ID"]) == ready
    assert links.stop_url(ready) in mail.outbox[0].body


def test_a_letter_is_in_the_language_of_the_customer(cast: Cast) -> None:
    survey = surveys_stock.survey(cast)
    stock.store(contact(language="en"))
    planning.plan_survey(survey, NOON)
    sending.send_due(NOON)
    assert mail.outbox[0].subject == "Your opinion in one question – Lumen"
    assert "How satisfied are you" in mail.outbox[0].body


def test_one_reminder_and_no_more(ready: Invitation) -> None:
    sending.send_due(NOON)
    sent = [sending.send_due(NOON + days * DAY).reminders for days in range(1, 12)]
    assert sent == [0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    assert mail.outbox[1].subject.startswith("Rappel")


def test_nobody_is_reminded_who_answered_or_refused_or_is_too_late(ready: Invitation) -> None:
    sending.send_due(NOON)
    for changes in (
        {"state": Invitation.State.ANSWERED},
        {"state": Invitation.State.STOPPED},
        {"state": Invitation.State.SENT, "expires_at": NOON + 3 * DAY},
    ):
        Invitation.objects.filter(pk=ready.pk).update(**changes)
        assert sending.send_due(NOON + 4 * DAY).reminders == 0


def test_whoever_refused_meanwhile_is_not_written_to(ready: Invitation) -> None:
    addresses.stop(ready.email, Address.Why.OPTED_OUT, NOON)
    assert sending.send_due(NOON) == sending.Sent()
    assert state(ready) == Invitation.State.STOPPED
    assert mail.outbox == []


def test_nothing_leaves_in_quiet_hours_nor_from_a_suspended_survey(
    ready: Invitation, cast: Cast
) -> None:
    assert sending.send_due(NOON + timedelta(hours=10)) == sending.Sent()
    services.pause_survey(ready.survey, by=cast.claire)
    assert sending.send_due(NOON) == sending.Sent()
    assert state(ready) == Invitation.State.STOPPED


def test_nothing_leaves_when_customers_could_not_answer(
    ready: Invitation, settings: Settings
) -> None:
    settings.PUBLIC_URL = ""
    assert sending.send_due(NOON) == sending.Sent()
    assert mail.outbox == []


def test_a_server_that_is_away_is_tried_again(
    ready: Invitation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_self: object) -> int:
        raise SMTPServerDisconnected("away")

    with monkeypatch.context() as patch:
        patch.setattr(EmailMultiAlternatives, "send", away)
        assert sending.send_due(NOON) == sending.Sent()
    assert state(ready) == Invitation.State.PLANNED
    assert sending.send_due(NOON) == sending.Sent(first=1)


def test_a_letter_that_could_not_leave_for_a_week_never_does(ready: Invitation) -> None:
    assert sending.send_due(NOON + 8 * DAY) == sending.Sent()
    assert state(ready) == Invitation.State.STOPPED


@pytest.mark.parametrize(
    ("code", "after", "stopped"),
    [(550, Invitation.State.STOPPED, 1), (451, Invitation.State.PLANNED, 0)],
)
def test_an_address_refused_for_good_is_stopped(
    ready: Invitation, monkeypatch: pytest.MonkeyPatch, code: int, after: str, stopped: int
) -> None:
    def refused(_self: object) -> int:
        raise SMTPRecipientsRefused({ready.email: (code, b"no")})

    monkeypatch.setattr(EmailMultiAlternatives, "send", refused)
    sending.send_due(NOON)
    assert (state(ready), Address.objects.count()) == (after, stopped)


def test_mail_that_comes_back_stops_its_address(
    ready: Invitation, cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    settings.RETURNED_MAIL = str(tmp_path / "returned")
    box = mailbox.Maildir(settings.RETURNED_MAIL)
    sending.send_due(NOON)
    box.add(report(letter=links.message_id(ready)))
    box.add(report(letter="<1.forged~signature@example.com>"))
    box.add(b"Subject: Bonjour\n\nMerci.")
    assert returns.take_in_mailbox(NOON) == 1
    assert len(box) == 0, "people's addresses are not left lying"
    (known,) = Address.objects.all()
    assert (known.why, known.detail) == ("bounced", "5.1.1")
    assert state(ready) == Invitation.State.STOPPED
    assert _gate_next(cast, NOON) == "address"


def _gate_next(cast: Cast, now: datetime) -> str:
    other = surveys_stock.survey(cast, name="Autre")
    planning.plan_survey(other, now)
    return other.decisions.get().gate
