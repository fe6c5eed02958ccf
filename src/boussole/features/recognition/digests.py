"""The week's mail: what colleagues shared, and for a manager whom to thank. No customer's data: masked passages alone."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from boussole.core.text import Text
from boussole.core.wording import week as week_in_words
from boussole.features.conversations.forms import said
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.playbook.queries import playbook_in_force
from boussole.features.recognition import actions, queries
from boussole.features.recognition.models import DigestSent, Recognition

logger = logging.getLogger(__name__)
MOST_LISTED = 12


@dataclass(frozen=True)
class Named:
    """One line of the mail: who, by whom, for what, and the masked passage."""

    recipient: str
    by: str
    what: str
    passage: str
    sentence: str = ""


@dataclass(frozen=True)
class Digest:
    """What a week's mail says to one person."""

    shared: list[Named]
    to_thank: list[Named]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write about: no mail then."""
        return not (self.shared or self.to_thank)


def digest(person: Person, monday: date) -> Digest:
    """What was shared with someone's teams in the week before ``monday``, and whom they have not thanked yet.

    Texts are in the language that is active.
    """
    until = timezone.make_aware(datetime.combine(monday, time.min))
    shared = queries.shared_between(person, until - timedelta(days=7), until)
    return Digest(
        shared=[_shared(one) for one in shared[:MOST_LISTED]],
        to_thank=[_proposed(one) for one in queries.to_thank(person)[:MOST_LISTED]],
    )


def _shared(one: Recognition) -> Named:
    return Named(
        recipient=one.recipient.name,
        by=one.by.name if one.by else "",
        what=said(Text(**one.rule_name)) if one.rule_name else "",
        passage=one.passage,
        sentence=one.sentence,
    )


def _proposed(one: queries.Proposed) -> Named:
    name = next((rule.name for rule in playbook_in_force().rules if rule.key == one.rule), None)
    return Named(one.recipient.name, "", said(name) if name else one.rule, one.passage)


def send_week(today: date) -> int:
    """Write the mail of the week that begins on the last Monday to everyone who wants it; return how many were sent.

    A person's mark is written before their mail leaves, and taken away when it could not: it is tried again with the next run, and
    never sent twice.
    """
    monday = today - timedelta(days=today.weekday())
    sent = sum(_send(person, monday) for person in queries.digest_readers())
    if sent:
        record(None, actions.DIGEST_SENT, f"week:{monday.isoformat()}", count=sent)
    return sent


def _send(person: Person, monday: date) -> bool:
    with translation.override(person.language):
        found = digest(person, monday)
        if found.is_empty:
            return False
        mark, new = DigestSent.objects.get_or_create(person=person, week=monday)
        if not new:
            return False
        try:
            send_mail(
                _("Les réussites de la semaine"), _body(person, monday, found), None, [person.email]
            )
        except (OSError, SMTPException):
            logger.exception("the digest of person %d could not be sent", person.pk)
            mark.delete()
            return False
    return True


def _body(person: Person, monday: date, found: Digest) -> str:
    context = {
        "person": person,
        "week": said(week_in_words(monday - timedelta(days=7))),
        "digest": found,
        "wall_url": _address("recognition:wall"),
        "choice_url": _address("recognition:mine"),
    }
    return render_to_string("recognition/mail/digest.txt", context)


def _address(name: str) -> str:
    """A page's whole address; nothing when the deployment does not say where it is reached."""
    return f"{settings.PUBLIC_URL}{reverse(name)}" if settings.PUBLIC_URL else ""
