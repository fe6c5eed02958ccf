"""The mail of the morning after: a message waits, and nothing else of it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.utils import timezone

from boussole.features.confidential import confiding, listening, services, telling
from boussole.features.confidential.models import Thread
from tests.cast import Cast
from tests.confidential_stock import TEXT, confided, listener

SECRET = "zinzolin-4217"


def test_the_mail_says_that_a_message_waits_and_nothing_else(
    cast: Cast, mailoutbox: list[EmailMessage]
) -> None:
    today = timezone.localdate()
    chosen = listener(cast)
    for text in (TEXT, "Un autre fil.", "Un troisième."):
        confided(cast, to=chosen, text=text, today=today)
    telling.tell(today)
    assert mailoutbox == []
    telling.tell(today + timedelta(days=1))
    telling.tell(today + timedelta(days=2))
    assert len(mailoutbox) == 1
    mail = mailoutbox[0]
    assert mail.to == [cast.bruno.email]
    words = f"{mail.subject}\n{mail.body}"
    assert "Un message vous attend" in words
    assert SECRET not in words
    assert not re.search(r"\d|trois|Awa", words)
    telling.tell(today + timedelta(days=8))
    assert len(mailoutbox) == 2


def test_no_mail_for_what_was_read_closed_or_unnamed_with_nothing_new(
    cast: Cast, mailoutbox: list[EmailMessage]
) -> None:
    today = timezone.localdate()
    one = confided(cast, today=today)
    listening.mark_read(one.thread)
    telling.tell(today + timedelta(days=1))
    assert mailoutbox == []
    services.unname(one.thread.listener, by=cast.odile)
    confiding.add(confiding.held(one.code), "Encore moi.", today=today)
    telling.tell(today + timedelta(days=1))
    assert len(mailoutbox) == 1
    confiding.add(confiding.held(one.code), "Et encore.", today=today)
    confiding.close(confiding.held(one.code), today=today)
    telling.tell(today + timedelta(days=1))
    assert len(mailoutbox) == 1


def test_a_mail_that_could_not_leave_is_tried_again(
    cast: Cast, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch
) -> None:
    today = timezone.localdate()
    confided(cast, today=today)

    def refuse(*_given: object) -> None:
        raise OSError("no way out")

    with monkeypatch.context() as patched:
        patched.setattr(telling, "send_mail", refuse)
        telling.tell(today + timedelta(days=1))
    assert Thread.objects.get().told_on is None
    telling.tell(today + timedelta(days=2))
    assert len(mailoutbox) == 1
