"""What others may ask about models: those in force, the versions made, what waits to be learnt."""

from __future__ import annotations

import logging
from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet

from boussole.core.linear import ModelFileError
from boussole.core.signals import Models, shipped_models
from boussole.core.signals.models import parse
from boussole.features.conversations import judgement_queries as judgements
from boussole.features.learning.models import OwnModels

logger = logging.getLogger(__name__)
State = OwnModels.State
_LIGHT = ("customer", "agent")


def models_in_force() -> Models:
    """The deployment's own models in force, or those shipped.

    Own models that this release cannot read (its signals changed) are left aside until they are made again.
    """
    found = OwnModels.objects.filter(in_force=True).values_list("pk", "finished_at").first()
    own = None if found is None else _stored(*found)
    return own or shipped_models()


def versions() -> QuerySet[OwnModels]:
    """Every version asked for, the newest first, without the files."""
    made = OwnModels.objects.defer(*_LIGHT).select_related("asked_by", "decided_by")
    return made.order_by("-number")


def in_force() -> OwnModels | None:
    """The version in force, or nothing when the shipped models are."""
    return versions().filter(in_force=True).first()


def is_training() -> bool:
    """Whether models are being made."""
    return OwnModels.objects.filter(state__in=[State.QUEUED, State.RUNNING]).exists()


def waiting() -> int:
    """How many corrections the models in force have not learnt."""
    own = in_force()
    return judgements.corrections_since(own.asked_at if own else None)


@lru_cache(maxsize=4)
def _stored(pk: int, made_at: datetime) -> Models | None:
    """Read a version once: its files never change once they are made."""
    del made_at
    row = OwnModels.objects.get(pk=pk)
    try:
        return Models(
            customer=parse(bytes(row.customer or b""), "customer"),
            agent=parse(bytes(row.agent or b""), "agent"),
        )
    except (ModelFileError, ValueError):
        logger.exception("own models %d cannot be read, the shipped ones are used", pk)
        return None
