"""Letters to everyone asked: that a wave is open, and two days before it closes that it still is.

The same letter goes to all, with the same link: nothing in it, nor in the list of those it is sent to, depends on who answered,
so a mail server's log says no more than who was asked. A place is marked before its letter leaves, so that two workers never
write the same one; the mark is taken away when the mail server could not be reached, and the next run tries again.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.wellbeing import actions
from boussole.features.wellbeing.models import NoReminder, Place, Wave

logger = logging.getLogger(__name__)
# How many letters one run sends at most: the next one follows a few minutes later.
MOST = 500
REMIND_BEFORE = timedelta(days=2)
# SMTP's codes from here on are for good (RFC 5321, section 4.2.1).
_FOR_GOOD = 500


@dataclass
class Sent:
    """What one run sent."""

    invitations: int = 0
    reminders: int = 0


def send_due(today: date) -> Sent:
    """Write to those who were not written to yet, then remind everyone in the last days of the open wave."""
    sent = Sent()
    wave = Wave.objects.filter(settled=False, opens_on__lte=today, closes_on__gt=today).first()
    if wave is None:
        return sent
    last_days = today >= wave.closes_on - REMIND_BEFORE
    sent.invitations = _send_all(wave, _to_invite(wave), reminder=False, last_days=last_days)
    if last_days:
        sent.reminders = _send_all(wave, _to_remind(wave), reminder=True, last_days=True)
    if sent.invitations or sent.reminders:
        counts = {"invitations": sent.invitations, "reminders": sent.reminders}
        record(None, actions.WRITTEN, wave, **counts)
    return sent


def _to_invite(wave: Wave) -> QuerySet[Place]:
    return _reachable(wave).filter(invited=False)


def _to_remind(wave: Wave) -> QuerySet[Place]:
    """Everyone who was invited, whether they answered or not, save those who want no reminder."""
    refused = NoReminder.objects.values("person")
    return _reachable(wave).filter(invited=True, reminded=False).exclude(person__in=refused)


def _reachable(wave: Wave) -> QuerySet[Place]:
    return wave.places.filter(person__is_active=True).select_related("person").order_by("person")


def _send_all(wave: Wave, waiting: QuerySet[Place], *, reminder: bool, last_days: bool) -> int:
    places = list(waiting[:MOST])
    if not places:
        return 0
    # Someone invited in the last days only is not reminded on top of it.
    marks = {"reminded": True} if reminder else {"invited": True, "reminded": last_days}
    sent = 0
    with get_connection() as connection:
        for place in places:
            if place.person is not None and _claim(place, marks):
                message = letter(place.person, wave, reminder=reminder, connection=connection)
                sent += _send(place, message)
    return sent


def _claim(place: Place, marks: dict[str, bool]) -> bool:
    mine = Place.objects.filter(pk=place.pk, invited=place.invited, reminded=place.reminded)
    return mine.update(**marks) == 1


def _send(place: Place, message: EmailMessage) -> bool:
    """Send one letter; one that could not leave waits for the next run, unless it is refused for good."""
    try:
        message.send()
    except SMTPRecipientsRefused as refused:
        code = max((code for code, _why in refused.recipients.values()), default=0)
        if code < _FOR_GOOD:
            _give_back(place)
        return False
    except (OSError, SMTPException):
        logger.exception("the letter of pulse place %d could not be sent", place.pk)
        _give_back(place)
        return False
    return True


def _give_back(place: Place) -> None:
    Place.objects.filter(pk=place.pk).update(invited=place.invited, reminded=place.reminded)


def letter(
    person: Person,
    wave: Wave,
    *,
    reminder: bool = False,
    connection: BaseEmailBackend | None = None,
) -> EmailMessage:
    """The letter in someone's language; but for the language it is the same for everyone asked."""
    with translation.override(person.language):
        known = {
            "wave": wave,
            "count": len(wave.questions),
            "reminder": reminder,
            "url": _address("wellbeing:answer"),
            "choice_url": _address("wellbeing:index"),
        }
        subject = (
            _("Rappel : votre avis sur votre travail, sans votre nom")
            if reminder
            else _("Votre avis sur votre travail, sans votre nom")
        )
        return EmailMessage(
            subject=subject,
            body=render_to_string("wellbeing/mail/letter.txt", known),
            to=[person.email],
            headers={"Auto-Submitted": "auto-generated"},
            connection=connection,
        )


def _address(name: str) -> str:
    """A page's whole address; nothing when the deployment does not say where it is reached."""
    return f"{settings.PUBLIC_URL}{reverse(name)}" if settings.PUBLIC_URL else ""
