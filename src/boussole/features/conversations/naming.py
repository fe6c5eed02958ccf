"""How people are named where their personal data stay masked."""

from __future__ import annotations

from django.utils.translation import gettext as _

from boussole.features.conversations import models


def discreet(customer: models.Customer | None) -> str:
    """Name a customer as a receptionist would call them: ``Claire M.``; never a whole name or address."""
    if customer is None:
        return _("Client inconnu")
    if customer.name and "@" not in customer.name:
        return shortened(customer.name)
    address, _at, domain = (customer.email or customer.name).partition("@")
    return f"{address[:1]}•••@{domain}" if domain else _("Client sans nom")


def shortened(name: str) -> str:
    """``Claire Martin`` as ``Claire M.``; a single word, or nothing, stays as it is."""
    first, *rest = name.split() or [""]
    return f"{first} {rest[-1][0].upper()}." if rest else first


def in_full(customer: models.Customer | None) -> str:
    """Name a customer in full, for someone entitled to it."""
    if customer is None:
        return _("Client inconnu")
    return customer.name or customer.email or _("Client sans nom")
