"""A contact's reason, corrected by someone who read it: the named actions, each one transaction.

A correction counts at once: the list shows it, its day is stale, and the conversation is read again,
since what the playbook finds may depend on whose work caused the contact.
"""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from boussole.features.conversations import actions, models, reading, storing
from boussole.features.conversations.errors import (
    CorrectionNotPossibleError,
    UnknownReasonError,
)
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person

_WAITING = ""


@transaction.atomic
def correct_reason(
    conversation: models.Conversation, reason: str, *, by: Person, why: str = ""
) -> models.ReasonCorrection:
    """Settle what a contact is about: a key of the tree that is not archived, or empty when none fits.

    Raises ``UnknownReasonError`` for any other key.
    """
    if reason and all(reason != one.key for one in reading.tree().active):
        raise UnknownReasonError(_("Ce motif n’est plus proposé : choisissez-en un autre."))
    lock(conversation)
    standing = _standing(conversation)
    if standing and (standing.reason, standing.why) == (reason, why.strip()):
        return standing
    if standing:
        _set_in_force(standing, in_force=False)
    shown = models.Reading.objects.filter(pk=conversation.pk).values_list("reason", flat=True)
    made = models.ReasonCorrection.objects.create(
        conversation=conversation,
        reason=reason,
        before=standing.reason if standing else (shown.first() or ""),
        why=why.strip(),
        person=by,
        replaces=standing,
    )
    record(by, actions.REASON_CORRECTED, conversation, reason=reason, before=made.before)
    _changed(conversation, reason)
    return made


@transaction.atomic
def withdraw_correction(
    conversation: models.Conversation, correction: int, *, by: Person
) -> models.ReasonCorrection:
    """Take a correction back: the one it replaced counts again, or else what was given or read.

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
    record(by, actions.CORRECTION_WITHDRAWN, conversation, reason=standing.reason)
    _changed(conversation, standing.before)
    return standing


def lock(conversation: models.Conversation) -> None:
    """One at a time, and never between the reading of a conversation and the writing of what was read."""
    models.Conversation.objects.select_for_update().get(pk=conversation.pk)


def _standing(conversation: models.Conversation) -> models.ReasonCorrection | None:
    made = models.ReasonCorrection.objects.select_related("replaces")
    return made.filter(conversation=conversation, in_force=True).first()


def _set_in_force(correction: models.ReasonCorrection, *, in_force: bool) -> None:
    correction.in_force = in_force
    correction.save(update_fields=["in_force"])


def _changed(conversation: models.Conversation, reason: str) -> None:
    step = reading.tree()[reason].step if reason else None
    read_again(conversation, reason=reason, step=step or "")


def read_again(conversation: models.Conversation, **shown: str) -> None:
    """Have a conversation read again, its day built again; until then lists show what is ``shown``."""
    from boussole.features.conversations import tasks

    models.Reading.objects.filter(pk=conversation.pk).update(version=_WAITING, **shown)
    storing.mark_days([conversation.listed_at.date()])
    transaction.on_commit(partial(tasks.read_waiting))
