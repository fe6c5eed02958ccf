"""Learning a model of reasons from the company's tree and corrections: asked for or at night, aside, undone by one action.

It is always made of the shipped examples and of every correction, never of the last model: what was taken
back is forgotten, and errors do not add up. A model is put in force as soon as it is made, unless it reads
corrections worse than the shipped one. Another model is another frame: what was read waits to be read
again, and days are stale (``reading.version``).
"""

from __future__ import annotations

from functools import partial

import polars as pl
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from boussole.core.reasons.agreement import Agreement, agreement, agreement_by_reason
from boussole.core.reasons.examples import (
    Example,
    fingerprint_of,
    learn_corrections,
    shipped_reasons,
    teaching,
)
from boussole.core.reasons.learning import Learnt, load_reasons, save_reasons
from boussole.features.conversations import correction_queries
from boussole.features.organisation.audit import record
from boussole.features.organisation.models import Person
from boussole.features.reasons import actions, learnt, queries
from boussole.features.reasons.errors import NothingToLearnError, NotInForceError
from boussole.features.reasons.learnt import Material
from boussole.features.reasons.models import LearntReasons

State = LearntReasons.State
KEPT = 6  # models: enough to go back to one of last week, each is some two megabytes


@transaction.atomic
def ask_learning(by: Person) -> LearntReasons:
    """Learn from the tree and the corrections, in the background.

    Raises ``NothingToLearnError`` when that is being done, or when there is nothing to learn.
    """
    from boussole.features.reasons import tasks

    if learnt.is_learning():
        raise NothingToLearnError(_("Un apprentissage est déjà en cours."))
    if why := learnt.obstacle(learnt.material(queries.tree_in_force()), learnt.newest()):
        raise NothingToLearnError(why)
    asked = _asked(by)
    record(by, actions.LEARNING_ASKED, asked)
    transaction.on_commit(partial(tasks.learn_reasons, asked.pk))
    return asked


def learn_of_the_night() -> None:
    """Learn here and now what is new; once someone took a model out of force, people decide."""
    last = learnt.newest()
    if learnt.is_learning() or (last is not None and not last.in_force):
        return
    if not learnt.obstacle(learnt.material(queries.tree_in_force()), last):
        learn(_asked(None))


def learn(asked: LearntReasons) -> None:
    """Do the work that was asked for; one that fails says so, and its error goes on."""
    asked.state = State.RUNNING
    asked.save(update_fields=["state"])
    try:
        _learn(asked)
    except Exception:
        LearntReasons.objects.filter(pk=asked.pk).update(
            state=State.FAILED, finished_at=timezone.now()
        )
        raise
    _forget_old_models()


@transaction.atomic
def put_back(number: int, *, by: Person) -> None:
    """Put the newest model in force, that was taken out of it or never was. Raises ``NotInForceError``."""
    made = learnt.newest()
    if made is None or made.number != number or made.in_force:
        raise NotInForceError(_("Ce modèle n’est plus celui à remettre en service."))
    _put_in_force(made, by)
    record(by, actions.LEARNT_PUT_BACK, made, version=made.number)


@transaction.atomic
def undo(number: int, *, by: Person) -> LearntReasons | None:
    """Take a model out of force; return the one it had replaced, which reads again, or nothing for the shipped one.

    Raises ``NotInForceError`` when another is in force.
    """
    made = learnt.in_force()
    if made is None or made.number != number:
        raise NotInForceError(_("Un autre modèle est en service entre-temps."))
    LearntReasons.objects.filter(pk=made.pk).update(
        in_force=False, decided_by=by, decided_at=timezone.now()
    )
    before = made.replaces
    if before is not None:
        LearntReasons.objects.filter(pk=before.pk).update(in_force=True)
    record(by, actions.LEARNING_UNDONE, made, version=made.number)
    return before


def _asked(by: Person | None) -> LearntReasons:
    highest = LearntReasons.objects.aggregate(Max("number"))["number__max"] or 0
    return LearntReasons.objects.create(number=highest + 1, asked_by=by)


def _learn(asked: LearntReasons) -> None:
    now = learnt.material(queries.tree_in_force())
    corrected = teaching(now.tree, correction_queries.examples(now.corrected))
    made = learn_corrections(now.tree, corrected)
    file = save_reasons(made.model, {"name": "boussole.reasons", "version": f"own.{asked.number}"})
    with transaction.atomic():
        worse = _measure(asked, now, corrected, made)
        asked.file, asked.fingerprint = file, load_reasons(file)[0].fingerprint
        asked.state, asked.finished_at = State.READY, timezone.now()
        asked.save()
        if not worse:
            _put_in_force(asked, None)
        action = actions.LEARNT_ASIDE if worse else actions.LEARNT
        record(None, action, asked, version=asked.number, corrections=asked.corrections)


def _measure(asked: LearntReasons, now: Material, corrected: list[Example], made: Learnt) -> bool:
    """Note what taught the model and how it reads corrections it had not learnt; whether worse than the shipped one."""
    said = [key for _text, key in corrected]
    texts = pl.Series("text", [text for text, _key in corrected], dtype=pl.String)
    after = agreement(said, made.found)
    before = agreement(said, shipped_reasons().find(texts, now.tree).to_list())
    asked.base = shipped_reasons().fingerprint
    asked.tree, asked.material = fingerprint_of(now.tree), now.name
    asked.corrections, asked.phrases = len(corrected), now.phrases
    asked.right, asked.unknown = after.right, after.unknown
    asked.right_before, asked.unknown_before = before.right, before.unknown
    asked.by_reason = [_row(key, one) for key, one in agreement_by_reason(said, made.found).items()]
    return after.right < before.right


def _row(key: str | None, one: Agreement) -> dict[str, str | int]:
    return {"reason": key or "", "n": one.n, "right": one.right, "unknown": one.unknown}


def _put_in_force(made: LearntReasons, by: Person | None) -> None:
    before = LearntReasons.objects.select_for_update().filter(in_force=True).first()
    LearntReasons.objects.filter(in_force=True).update(in_force=False)
    made.replaces, made.in_force = before, True
    made.decided_by, made.decided_at = by, timezone.now()
    made.save(update_fields=["replaces", "in_force", "decided_by", "decided_at"])


def _forget_old_models() -> None:
    """Keep the newest models and whichever is in force; what failed before them says nothing any more."""
    made = LearntReasons.objects.filter(state=State.READY).order_by("-number")
    numbers = list(made.values_list("number", flat=True)[:KEPT])
    made.filter(number__lt=numbers[-1], in_force=False).delete()
    LearntReasons.objects.filter(state=State.FAILED, number__lt=numbers[0]).delete()
