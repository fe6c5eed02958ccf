"""Links for customers: signed, so that none can be guessed or changed, and each good for one thing only.

A link names its invitation and the invitation's ``nonce``; an id that a database uses again is not the same
invitation. Whether it may still be used is the invitation's own dates and state to say.
"""

from __future__ import annotations

from django.conf import settings
from django.core.mail.utils import DNS_NAME
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from boussole.features.surveys.models import Invitation

_ANSWER, _STOP, _LETTER = "surveys.answer", "surveys.stop", "surveys.letter"


def answer_token(invitation: Invitation) -> str:
    """What opens the survey."""
    return _sign(invitation, _ANSWER)


def stop_token(invitation: Invitation) -> str:
    """What stops every survey to this address, even after the survey expired."""
    return _sign(invitation, _STOP)


def to_answer(token: str) -> Invitation | None:
    """The invitation that a link opens."""
    return _find(token, _ANSWER)


def to_stop(token: str) -> Invitation | None:
    """The invitation whose address a link stops."""
    return _find(token, _STOP)


def answer_url(invitation: Invitation) -> str:
    """The whole address of the survey."""
    return f"{settings.PUBLIC_URL}{reverse('surveys:answer', args=[answer_token(invitation)])}"


def stop_url(invitation: Invitation) -> str:
    """The whole address that stops surveys."""
    return f"{settings.PUBLIC_URL}{reverse('surveys:stop', args=[stop_token(invitation)])}"


def message_id(invitation: Invitation) -> str:
    """A letter's name: a mail that comes back tells by it which one did not arrive, and nobody can make one up."""
    return f"<{_sign(invitation, _LETTER)}@{DNS_NAME.get_fqdn()}>"


def to_letter(name: str) -> Invitation | None:
    """The invitation that a letter's name stands for."""
    return _find(name.strip().strip("<>").rpartition("@")[0], _LETTER)


def _sign(invitation: Invitation, purpose: str) -> str:
    return Signer(salt=purpose, sep="~").sign(f"{invitation.pk}.{invitation.nonce}")


def _find(token: str, purpose: str) -> Invitation | None:
    try:
        named = Signer(salt=purpose, sep="~").unsign(token)
    except BadSignature:
        return None
    pk, _dot, nonce = named.partition(".")
    found = Invitation.objects.select_related("survey", "version").filter(pk=pk, nonce=nonce)
    return found.first()
