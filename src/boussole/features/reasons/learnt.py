"""What others may ask about learnt reasons: the model in force, those made, what would teach the next."""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boussole.core.linear import ModelFileError
from boussole.core.reasons import ReasonTree
from boussole.core.reasons.examples import can_be_learnt, fingerprint_of, shipped_reasons
from boussole.core.reasons.learning import ReasonModel, load_reasons
from boussole.features.conversations import correction_queries
from boussole.features.conversations.correction_queries import Corrected
from boussole.features.reasons import actions
from boussole.features.reasons.models import LearntReasons, TreeVersion

logger = logging.getLogger(__name__)
State = LearntReasons.State
# Corrections and phrases without which a company has taught nothing yet.
LEAST = 5
# One that gave no result for this long was interrupted.
LONGEST = timedelta(hours=2)
# After these, a contact that fitted no reason may fit one.
_OFFERING = (
    actions.REASON_ADDED,
    actions.REASON_RESTORED,
    actions.FAMILY_RESTORED,
    actions.CHANGE_UNDONE,
)


def model_in_force() -> ReasonModel:
    """The model that finds reasons: what the company taught, or the shipped one.

    A learnt model that this release cannot read is left aside until another is learnt.
    """
    found = LearntReasons.objects.filter(in_force=True).values_list("pk", "finished_at").first()
    own = None if found is None else _stored(*found)
    return own or shipped_reasons()


def models() -> QuerySet[LearntReasons]:
    """Every model that was asked for, the newest first, without its file."""
    made = LearntReasons.objects.defer("file").select_related("asked_by", "decided_by", "replaces")
    return made.order_by("-number")


def in_force() -> LearntReasons | None:
    """The learnt model in force, or nothing when the shipped one is."""
    return models().filter(in_force=True).first()


def newest() -> LearntReasons | None:
    """The last model that was made, in force or not."""
    return models().filter(state=State.READY).first()


def last_failed() -> bool:
    """Whether the last model asked for could not be made."""
    return models().values_list("state", flat=True).first() == State.FAILED


def is_learning() -> bool:
    """Whether a model is being learnt."""
    working = [State.QUEUED, State.RUNNING]
    recent = timezone.now() - LONGEST
    return LearntReasons.objects.filter(state__in=working, asked_at__gte=recent).exists()


@dataclass(frozen=True)
class Material:
    """What would teach a model now: a tree with its phrases, and the corrections that count for it."""

    tree: ReasonTree
    corrected: list[Corrected]

    @property
    def phrases(self) -> int:
        """How many phrases people gave as examples of reasons."""
        return sum(len(reason.examples) for reason in self.tree.active)

    @property
    def name(self) -> str:
        """Thirty-two characters that change with anything that teaches."""
        told = (
            shipped_reasons().fingerprint,
            fingerprint_of(self.tree),
            sorted(one.id for one in self.corrected),
        )
        return hashlib.blake2b(repr(told).encode(), digest_size=16).hexdigest()

    def since(self, made: LearntReasons | None) -> int:
        """How many of the corrections came after a model was asked for."""
        return sum(made is None or one.at > made.asked_at for one in self.corrected)


def material(tree: ReasonTree) -> Material:
    """Gather what would teach ``tree``.

    That no reason fits is left out once a reason was offered after it was said: it might fit.
    """
    offered = TreeVersion.objects.filter(change__in=_OFFERING).aggregate(at=Max("changed_at"))["at"]
    active = {reason.key for reason in tree.active}

    def teaches(one: Corrected) -> bool:
        return one.reason in active or (not one.reason and (offered is None or one.at > offered))

    return Material(tree, [one for one in correction_queries.corrected() if teaches(one)])


def obstacle(now: Material, last: LearntReasons | None) -> str:
    """Why there is nothing to learn, in words; empty when there is. ``last`` is the newest model made."""
    known = len(now.corrected) + now.phrases
    if known < LEAST:
        return _not_enough(known)
    counts = Counter(one.reason for one in now.corrected)
    if not can_be_learnt(now.tree, counts):
        return _(
            "Deux motifs au moins doivent avoir chacun trois exemples : phrases ou corrections."
        )
    if last is not None and last.material == now.name:
        return _("Rien de nouveau depuis : ni correction, ni changement de l’arbre.")
    return ""


def _not_enough(known: int) -> str:
    words = ngettext(
        "Il faut au moins %(least)d corrections ou phrases d’exemple ; il y en a %(known)d.",
        "Il faut au moins %(least)d corrections ou phrases d’exemple ; il y en a %(known)d.",
        known,
    )
    return words % {"least": LEAST, "known": known}


@lru_cache(maxsize=2)
def _stored(pk: int, made_at: datetime) -> ReasonModel | None:
    """Read a model once: its file never changes once it is made."""
    del made_at
    file = LearntReasons.objects.values_list("file", flat=True).get(pk=pk)
    try:
        return load_reasons(bytes(file or b""))[0]
    except (ModelFileError, LookupError):
        logger.exception("learnt reasons %d cannot be read, the shipped ones are used", pk)
        return None
