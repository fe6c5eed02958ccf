"""Mail that comes back stops sending: a box that the mail server delivers to, read by the worker.

``BOUSSOLE_RETURNED_MAIL`` names a Maildir or a folder of an IMAP server; what was read is removed from it, whatever it
said, since it holds people's addresses.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction

from boussole.adapters.mail import MOST_BYTES, BoxError, parse_box, read_returned, waiting
from boussole.features.organisation.audit import record
from boussole.features.surveys import actions, addresses, links
from boussole.features.surveys.models import Address, Invitation

logger = logging.getLogger(__name__)
_WHY = {"bounced": Address.Why.BOUNCED, "complained": Address.Why.COMPLAINED}


def take_in_mailbox(now: datetime) -> int:
    """Read what came back since; return how many addresses are newly stopped.

    A server that cannot be reached is tried again at the next run: letters leave meanwhile.
    """
    if not settings.RETURNED_MAIL:
        return 0
    stopped = 0
    try:
        for raw in waiting(parse_box(settings.RETURNED_MAIL), MOST_BYTES):
            stopped += take_in(raw, now)
    except BoxError:
        logger.exception("the mail that came back could not be read")
    return stopped


@transaction.atomic
def take_in(raw: bytes, now: datetime) -> bool:
    """Stop the address of a letter that came back, or that someone complained about; other mail changes nothing."""
    told = read_returned(raw)
    invitation = links.to_letter(told.letter) if told else None
    if told is None or invitation is None:
        return False
    new = addresses.stop(invitation.email, _WHY[told.kind], now, told.status)
    waiting = Invitation.objects.filter(
        email=invitation.email, state__in=[Invitation.State.PLANNED, Invitation.State.SENT]
    )
    waiting.update(state=Invitation.State.STOPPED)
    if new:
        record(None, actions.RETURNED, invitation, kind=told.kind, status=told.status)
        logger.info("a letter of invitation %d came back: %s", invitation.pk, told.kind)
    return new
