"""Tokens with which programs act as someone: made, shown once, found again, revoked."""

from __future__ import annotations

import hashlib
import secrets

from django.db import transaction
from django.utils import timezone

from boussole.features.organisation import actions
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import ApiToken, Person

# So that a token left in a file is recognised as one.
PREFIX = "boussole_"
_BYTES = 32


@transaction.atomic
def make_token(person: Person, name: str) -> tuple[ApiToken, str]:
    """Make a token for oneself; the second value is the token, which nothing can show again."""
    token = PREFIX + secrets.token_urlsafe(_BYTES)
    made = ApiToken.objects.create(person=person, name=name.strip(), digest=_digest(token))
    record(person, actions.TOKEN_MADE, made)
    return made, token


@transaction.atomic
def revoke_token(token: ApiToken, *, by: Person) -> None:
    """Refuse a token from now on."""
    record(by, actions.TOKEN_REVOKED, token)
    token.delete()


def bearer(token: str) -> Person | None:
    """Whose token this is, while their account is open."""
    found = ApiToken.objects.select_related("person").filter(digest=_digest(token)).first()
    if found is None or not found.person.is_active:
        return None
    today = timezone.localdate()
    if found.used_on != today:
        ApiToken.objects.filter(pk=found.pk).update(used_on=today)
    return found.person


def _digest(token: str) -> str:
    """A token is random and long: a plain digest cannot be turned back, and is found by an index."""
    return hashlib.sha256(token.encode()).hexdigest()
