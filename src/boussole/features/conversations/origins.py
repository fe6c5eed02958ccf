"""Whose work caused a contact, and of which nature it is, corrected apart from its reason: the named actions.

Most contacts follow their reason. In one of them another department may be the cause: what is said here is
of that contact alone, and counts at once, as a corrected reason does (see ``corrections``).
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from boussole.core.reasons import DEMANDS, ORIGINS
from boussole.features.conversations import actions, models
from boussole.features.conversations.corrections import lock, read_again
from boussole.features.conversations.errors import (
    CorrectionNotPossibleError,
    UnknownOriginError,
)
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person


@transaction.atomic
def correct_origin(
    conversation: models.Conversation,
    origin: str,
    demand: str,
    *,
    by: Person,
    why: str = "",
) -> models.OriginCorrection:
    """Settle whose work caused a contact and its nature; an empty one follows the reason.

    Raises ``UnknownOriginError`` for any other word, and when both are empty.
    """
    if origin not in {"", *ORIGINS} or demand not in {"", *DEMANDS} or not (origin or demand):
        raise UnknownOriginError(_("Choisissez l’origine ou la nature de la demande."))
    lock(conversation)
    standing = _standing(conversation)
    said = (origin, demand, why.strip())
    if standing and (standing.origin, standing.demand, standing.why) == said:
        return standing
    if standing:
        _set_in_force(standing, in_force=False)
    made = models.OriginCorrection.objects.create(
        conversation=conversation,
        origin=origin,
        demand=demand,
        why=why.strip(),
        person=by,
        replaces=standing,
    )
    record(by, actions.ORIGIN_CORRECTED, conversation, origin=origin, demand=demand)
    read_again(conversation)
    return made


@transaction.atomic
def withdraw_origin(
    conversation: models.Conversation, correction: int, *, by: Person
) -> models.OriginCorrection:
    """Take a correction back: the one it replaced counts again, or else what follows from the reason.

    Raises ``CorrectionNotPossibleError`` when it no longer counts.
    """
    lock(conversation)
    standing = _standing(conversation)
    if standing is None or standing.pk != correction:
        raise CorrectionNotPossibleError(
            _("Cette correction ne compte plus : quelqu’un l’a retirée ou remplacée entre-temps.")
        )
    _set_in_force(standing, in_force=False)
    if standing.replaces:
        _set_in_force(standing.replaces, in_force=True)
    details = {"origin": standing.origin, "demand": standing.demand}
    record(by, actions.ORIGIN_WITHDRAWN, conversation, **details)
    read_again(conversation)
    return standing


def _standing(conversation: models.Conversation) -> models.OriginCorrection | None:
    made = models.OriginCorrection.objects.select_related("replaces")
    return made.filter(conversation=conversation, in_force=True).first()


def _set_in_force(correction: models.OriginCorrection, *, in_force: bool) -> None:
    correction.in_force = in_force
    correction.save(update_fields=["in_force"])
