"""Letters to customers: the survey, one reminder, and what was done about a low answer.

Each letter is claimed before it leaves, so that two workers never write the same one; the claim is given back when the
mail server could not be reached, and the next run tries again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from boussole.features.organisation.audit import record
from boussole.features.surveys import actions, addresses, links, planning, questions, services
from boussole.features.surveys.models import Address, Invitation, Survey
from boussole.features.surveys.words import company

logger = logging.getLogger(__name__)
# How many letters one run sends at most: the next one follows a few minutes later.
MOST = 500
State = Invitation.State
# SMTP's codes from here on are for good (RFC 5321, section 4.2.1).
_FOR_GOOD = 500


@dataclass
class Sent:
    """What one run sent."""

    first: int = 0
    reminders: int = 0


def send_due(now: datetime) -> Sent:
    """Send what is ready, then the reminders that are due; nothing in quiet hours."""
    sent = Sent()
    if not settings.PUBLIC_URL or _quiet(now):
        return sent
    _give_up(now)
    sent.first = _send_all(_ready(), now, reminder=False)
    sent.reminders = _send_all(_to_remind(now), now, reminder=True)
    if sent.first or sent.reminders:
        record(None, actions.SENT, "surveys:letters", first=sent.first, reminders=sent.reminders)
    return sent


def _give_up(now: datetime) -> None:
    """Stop the letters that could not leave for days: nobody remembers the contact any more."""
    late = Invitation.objects.filter(state=State.PLANNED, planned_at__lt=now - planning.LATEST)
    late.update(state=State.STOPPED)


def _quiet(now: datetime) -> bool:
    return planning.quiet_hours(services.house_rules()).are_on(now)


def _ready() -> Iterable[Invitation]:
    ready = Invitation.objects.filter(state=State.PLANNED, survey__state=Survey.State.ACTIVE)
    return list(ready.select_related("survey", "version").order_by("planned_at", "pk")[:MOST])


def _to_remind(now: datetime) -> list[Invitation]:
    """Invitations sent long enough ago, unanswered, never reminded, and still open."""
    due = Q()
    active = Survey.objects.filter(state=Survey.State.ACTIVE, reminder_days__gt=0)
    for survey in active:
        due |= Q(survey=survey, sent_at__lte=now - timedelta(days=survey.reminder_days))
    if not due:
        return []
    found = Invitation.objects.filter(due, state=State.SENT, reminded_at=None, expires_at__gt=now)
    return list(found.select_related("survey", "version").order_by("sent_at", "pk")[:MOST])


def _send_all(waiting: Iterable[Invitation], now: datetime, *, reminder: bool) -> int:
    waiting = list(waiting)
    stopped = addresses.stopped(one.email for one in waiting)
    sent = 0
    with get_connection() as connection:
        for one in waiting:
            if stopped.get(one.email):
                Invitation.objects.filter(pk=one.pk, state=one.state).update(state=State.STOPPED)
            elif _claim(one, now, reminder=reminder):
                sent += _send(one, letter(one, reminder=reminder, connection=connection), now)
    return sent


def _claim(one: Invitation, now: datetime, *, reminder: bool) -> bool:
    mine = Invitation.objects.filter(pk=one.pk, state=one.state, reminded_at=None)
    if reminder:
        return mine.update(reminded_at=now) == 1
    expires_at = now + timedelta(days=one.survey.expires_days)
    return mine.update(state=State.SENT, sent_at=now, expires_at=expires_at) == 1


def _send(one: Invitation, message: EmailMultiAlternatives, now: datetime) -> bool:
    """Send one letter; one that the mail server refuses for good stops its address."""
    try:
        message.send()
    except SMTPRecipientsRefused as refused:
        code = max((code for code, _why in refused.recipients.values()), default=0)
        if code >= _FOR_GOOD:
            addresses.stop(one.email, Address.Why.BOUNCED, now, str(code))
            Invitation.objects.filter(pk=one.pk).update(state=State.STOPPED)
        else:
            _give_back(one)
        return False
    except ValueError:
        logger.exception("the letter of invitation %d cannot be written", one.pk)
        Invitation.objects.filter(pk=one.pk).update(state=State.STOPPED)
        return False
    except (OSError, SMTPException):
        logger.exception("the letter of invitation %d could not be sent", one.pk)
        _give_back(one)
        return False
    return True


def _give_back(one: Invitation) -> None:
    """Leave the letter for the next run, as it was before it was claimed."""
    Invitation.objects.filter(pk=one.pk).update(
        state=one.state, sent_at=one.sent_at, reminded_at=one.reminded_at, expires_at=one.expires_at
    )


def letter(
    one: Invitation, *, reminder: bool = False, connection: object = None
) -> EmailMultiAlternatives:
    """The survey as a mail in the customer's language, with the first question in it (RFC 8058 headers)."""
    first = questions.of(one)[0]
    scale, spoken = first.scale, questions.language(one)
    with translation.override(one.language):
        known = {
            "invitation": one,
            "company": company(),
            "reminder": reminder,
            "question": first.text.in_(spoken),
            "points": scale.points if scale else (),
            "low": scale.low.in_(spoken) if scale else "",
            "high": scale.high.in_(spoken) if scale else "",
            "url": links.answer_url(one),
            "stop_url": links.stop_url(one),
        }
        message = EmailMultiAlternatives(
            subject=_subject(reminder=reminder),
            body=render_to_string("surveys/mail/survey.txt", known),
            to=[one.email],
            headers=_headers(one),
            connection=connection,
        )
        message.attach_alternative(render_to_string("surveys/mail/survey.html", known), "text/html")
    return message


def _subject(*, reminder: bool) -> str:
    named = {"company": company()}
    if reminder:
        return _("Rappel : votre avis en une question – %(company)s") % named
    return _("Votre avis en une question – %(company)s") % named


def _headers(one: Invitation) -> dict[str, str]:
    return {
        "Message-ID": links.message_id(one),
        "List-Unsubscribe": f"<{links.stop_url(one)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
