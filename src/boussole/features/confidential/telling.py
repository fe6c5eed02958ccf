"""The mail that says that a message waits, and nothing else: not from whom, how many, what, or at what time it came.

It leaves once a day, in the morning, so that its hour says nothing of the hour of a message.
"""

from __future__ import annotations

import logging
from datetime import date, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from boussole.features.confidential import access
from boussole.features.confidential.models import Listener

logger = logging.getLogger(__name__)
# Someone who has not read yet is told again after this long.
REMINDED_AFTER = timedelta(days=7)


def tell(today: date) -> None:
    """Write to each listening person for whom something unread came before today; once, then every seven days."""
    for listener in Listener.objects.filter(person__is_active=True).select_related("person"):
        waiting = access.threads(listener).filter(unread=True, closed_on=None, last_on__lt=today)
        due = waiting.filter(Q(told_on=None) | Q(told_on__lte=today - REMINDED_AFTER))
        if due.exists() and _send(listener):
            waiting.update(told_on=today)


def _send(listener: Listener) -> bool:
    person = listener.person
    with translation.override(person.language):
        url = reverse("confidential:listening")
        context = {
            "person": person,
            "url": f"{settings.PUBLIC_URL}{url}" if settings.PUBLIC_URL else "",
        }
        body = render_to_string("confidential/mail/waiting.txt", context)
        try:
            send_mail(_("Un message vous attend"), body, None, [person.email])
        except (OSError, SMTPException):
            # Without the traceback, which may carry the mail.
            logger.error("the mail to a listening person could not be sent")  # noqa: TRY400
            return False
    return True
