"""Addresses that nobody writes to any more: kept as digests, so that they say nothing of anyone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import datetime

from boussole.features.surveys.chunks import chunks
from boussole.features.surveys.models import Address

Why = Address.Why
# One that a letter can be sent to; whether it exists, the mail server tells.
_ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")
# What an address is called in a decision, the gravest first.
_STATES = ((Why.COMPLAINED, "complained"), (Why.BOUNCED, "bounced"))


def digest(email: str) -> str:
    """Name an address without keeping it; capitals and spaces around it change nothing."""
    return hashlib.blake2b(email.strip().lower().encode(), digest_size=20).hexdigest()


def stop(email: str, why: Address.Why, at: datetime, detail: str = "") -> bool:
    """Never write to an address again; return whether it was not known yet."""
    _kept, new = Address.objects.get_or_create(
        digest=digest(email), why=why, defaults={"at": at, "detail": detail[:40]}
    )
    return new


def stopped(emails: Iterable[str]) -> dict[str, set[str]]:
    """Among these addresses, those that are stopped, each with why."""
    digests = {digest(email): email for email in emails if email}
    found: dict[str, set[str]] = {}
    for part in chunks(digests):
        rows = Address.objects.filter(digest__in=part)
        for name, why in rows.values_list("digest", "why"):
            found.setdefault(digests[name], set()).add(why)
    return found


def state(email: str, whys: set[str]) -> str:
    """What the gate of addresses looks at: ``good``, ``missing``, ``bounced`` or ``complained``."""
    if not _ADDRESS.fullmatch(email):
        return "missing"
    return next((name for why, name in _STATES if why in whys), "good")
