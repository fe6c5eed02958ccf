"""The named actions on a deployment's own models: each is one transaction and leaves one audit row.

A change of the models in force makes readings and facts stale, as a change of the playbook does: both
know the version that read them (``reading.version``), and the worker reads again within minutes.
"""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.features.conversations import judgement_queries as judgements
from boussole.features.learning import actions, queries
from boussole.features.learning.errors import (
    NotReadyError,
    TooFewCorrectionsError,
    TrainingRunningError,
)
from boussole.features.learning.models import OwnModels
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person

# Under this, what is held out says nothing.
LEAST_CORRECTIONS = 5
State = OwnModels.State


@transaction.atomic
def ask_training(by: Person) -> OwnModels:
    """Make models of the shipped ones and of every correction, in the background.

    Raises ``TrainingRunningError`` and ``TooFewCorrectionsError``.
    """
    from boussole.features.learning import tasks

    if queries.is_training():
        raise TrainingRunningError(_("Un réentraînement est déjà en cours."))
    known = judgements.corrections_since(None)
    if known < LEAST_CORRECTIONS:
        raise TooFewCorrectionsError(
            ngettext(
                "Il faut au moins %(least)d corrections pour réentraîner ; il y en a %(known)d.",
                "Il faut au moins %(least)d corrections pour réentraîner ; il y en a %(known)d.",
                known,
            )
            % {"least": LEAST_CORRECTIONS, "known": known}
        )
    highest = OwnModels.objects.aggregate(Max("number"))["number__max"] or 0
    asked = OwnModels.objects.create(number=highest + 1, asked_by=by)
    record(by, actions.TRAINING_ASKED, asked, corrections=known)
    transaction.on_commit(partial(tasks.train, asked.pk))
    return asked


@transaction.atomic
def put_in_force(own: OwnModels, *, by: Person) -> None:
    """Read with these models from now on. Raises ``NotReadyError`` when they are not made, or were dropped."""
    if own.state != State.READY:
        raise NotReadyError(_("Ces modèles ne sont pas prêts à être mis en service."))
    OwnModels.objects.filter(in_force=True).update(in_force=False)
    _decide(own, by, in_force=True)
    record(by, actions.PUT_IN_FORCE, own, version=own.version)


@transaction.atomic
def drop(own: OwnModels, *, by: Person) -> None:
    """Refuse models that were made and are not in force. Raises ``NotReadyError`` for any other."""
    if own.state != State.READY or own.in_force:
        raise NotReadyError(_("Ces modèles ne peuvent pas être écartés."))
    own.state = State.DROPPED
    _decide(own, by, in_force=False)
    record(by, actions.DROPPED, own, version=own.version)


@transaction.atomic
def restore_shipped(*, by: Person) -> None:
    """Read with the shipped models again; own ones stay, ready to be put back in force."""
    if OwnModels.objects.filter(in_force=True).update(in_force=False):
        record(by, actions.SHIPPED, "learning.models:shipped")


def _decide(own: OwnModels, by: Person, *, in_force: bool) -> None:
    own.in_force, own.decided_by, own.decided_at = in_force, by, timezone.now()
    own.save(update_fields=["state", "in_force", "decided_by", "decided_at"])
