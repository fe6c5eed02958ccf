"""Mail that comes back stops sending: a folder that the mail server delivers to, read by the worker.

``BOUSSOLE_RETURNED_MAIL`` names a Maildir; what was read is removed from it, whatever it said, since it holds people's
addresses.
"""

from __future__ import annotations

import logging
import mailbox
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from boussole.adapters.mail import read_returned
from boussole.features.organisation.audit import record
from boussole.features.surveys import actions, addresses, links
from boussole.features.surveys.models import Address, Invitation

logger = logging.getLogger(__name__)
_WHY = {"bounced": Address.Why.BOUNCED, "complained": Address.Why.COMPLAINED}


def take_in_mailbox(now: datetime) -> int:
    """Read what came back since; return how many addresses are newly stopped."""
    if not settings.RETURNED_MAIL or not Path(settings.RETURNED_MAIL).is_dir():
        return 0
    box = mailbox.Maildir(settings.RETURNED_MAIL, create=False)
    stopped = 0
    for key in list(box.keys()):
        stopped += take_in(box.get_bytes(key), now)
        box.discard(key)
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
