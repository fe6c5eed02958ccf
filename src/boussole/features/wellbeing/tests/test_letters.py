"""Letters to everyone asked: the same for all, once each, whether one answered or not."""

from __future__ import annotations

import re
from datetime import date, timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from pytest_django import Settings

from boussole.features.organisation.models import AuditEntry, Person
from boussole.features.wellbeing import letters, services, waves
from boussole.features.wellbeing.models import Place, Wave
from tests.cast import Cast
from tests.wellbeing_stock import answers, managers, people_of_lyon

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
REMINDED_ON = TODAY + timedelta(days=5)


@pytest.fixture
def lyon(cast: Cast, settings: Settings) -> list[Person]:
    settings.PUBLIC_URL = "https://boussole.example.com"
    return people_of_lyon(cast)


@pytest.fixture
def wave(cast: Cast, lyon: list[Person]) -> Wave:
    return waves.launch("short", TODAY, by=cast.odile)


def addressees() -> list[str]:
    found = [one.to[0] for one in mail.outbox]
    mail.outbox.clear()
    return found


def test_everyone_asked_is_written_to_once_managers_too(cast: Cast, lyon: list[Person]) -> None:
    asked = [*lyon, cast.nina, *managers(cast)]
    waves.launch("short", TODAY, by=cast.odile)
    assert letters.send_due(TODAY).invitations == len(asked)
    assert sorted(addressees()) == sorted(one.email for one in asked)
    assert letters.send_due(TODAY + timedelta(days=1)) == letters.Sent()
    assert addressees() == []


def test_the_letter_is_the_same_for_everyone_but_for_the_language(
    wave: Wave, lyon: list[Person]
) -> None:
    Person.objects.filter(pk=lyon[0].pk).update(language="en")
    letters.send_due(TODAY)
    bodies = {(one.subject, str(one.body)) for one in mail.outbox}
    assert len(bodies) == 2
    for one in mail.outbox:
        links = re.findall(r"https?://\S+", str(one.body))
        assert links == [
            "https://boussole.example.com/pulse/answer/",
            "https://boussole.example.com/pulse/#reminders",
        ]
        assert lyon[0].name not in str(one.body)
    english = next(one for one in mail.outbox if one.to == [lyon[0].email])
    assert "4 questions about your work, before 9 March 2026" in str(english.body)


def test_without_a_public_address_the_letter_says_where_to_go(
    wave: Wave, settings: Settings
) -> None:
    settings.PUBLIC_URL = ""
    letters.send_due(TODAY)
    assert "http" not in str(mail.outbox[0].body)
    assert "ouvrez Boussole" in str(mail.outbox[0].body)


def test_who_answered_cannot_be_read_from_the_letters(wave: Wave, lyon: list[Person]) -> None:
    """The reminder goes two days before the close, in the same order, to those who answered as to the others."""
    letters.send_due(TODAY)
    first = addressees()
    answers(wave, lyon[:7])
    assert letters.send_due(REMINDED_ON - timedelta(days=1)).reminders == 0
    assert letters.send_due(REMINDED_ON).reminders == len(first)
    subjects = {one.subject for one in mail.outbox}
    assert len(subjects) == 1
    assert subjects.pop().startswith("Rappel")
    assert addressees() == first
    assert letters.send_due(REMINDED_ON + timedelta(days=1)).reminders == 0


def test_reminders_can_be_refused_and_wanted_again(wave: Wave, lyon: list[Person]) -> None:
    for one in lyon[:2]:
        services.choose_reminders(one, wanted=False)
    services.choose_reminders(lyon[1], wanted=True)
    letters.send_due(TODAY)
    assert lyon[0].email in addressees()
    letters.send_due(REMINDED_ON)
    reminded = addressees()
    assert lyon[0].email not in reminded
    assert lyon[1].email in reminded


def test_one_letter_at_most_in_the_last_days(wave: Wave, lyon: list[Person]) -> None:
    """A worker that was stopped since the launch invites, and does not remind on top of it."""
    assert letters.send_due(REMINDED_ON) == letters.Sent(invitations=len(lyon) + 1)
    assert letters.send_due(REMINDED_ON) == letters.Sent()


def test_a_wave_that_is_over_or_to_come_writes_nothing(wave: Wave) -> None:
    assert letters.send_due(wave.closes_on) == letters.Sent()
    assert letters.send_due(TODAY - timedelta(days=1)) == letters.Sent()
    waves.settle(wave)
    assert letters.send_due(TODAY) == letters.Sent()


def test_a_letter_that_could_not_leave_is_tried_again_unless_refused_for_good(
    wave: Wave, lyon: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    send = EmailMessage.send

    def fails(message: EmailMessage) -> int:
        if message.to == [lyon[0].email]:
            raise SMTPServerDisconnected
        if message.to == [lyon[1].email]:
            raise SMTPRecipientsRefused({lyon[1].email: (550, b"unknown")})
        return send(message)

    monkeypatch.setattr(EmailMessage, "send", fails)
    assert letters.send_due(TODAY).invitations == len(lyon) - 1
    monkeypatch.undo()
    mail.outbox.clear()
    letters.send_due(TODAY)
    assert addressees() == [lyon[0].email]


def test_the_trail_counts_letters_and_names_nobody(wave: Wave, lyon: list[Person]) -> None:
    letters.send_due(TODAY)
    answers(wave, lyon[:3])
    letters.send_due(REMINDED_ON)
    rows = AuditEntry.objects.filter(action="wellbeing.written").order_by("pk")
    asked = len(lyon) + 1
    assert [row.details for row in rows] == [
        {"invitations": asked, "reminders": 0},
        {"invitations": 0, "reminders": asked},
    ]
    assert {row.person_id for row in rows} == {None}
    assert Place.objects.filter(invited=True, reminded=True).count() == asked


def test_a_run_writes_some_and_the_next_the_others(
    wave: Wave, lyon: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters, "MOST", 8)
    assert letters.send_due(TODAY).invitations == 8
    assert letters.send_due(TODAY).invitations == len(lyon) + 1 - 8
    assert len(set(addressees())) == len(lyon) + 1
