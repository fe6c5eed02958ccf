"""Making a deployment's own models: done aside by the worker, step by step.

They are always made of the shipped models and of every correction, never of the last own ones: what was
taken back is forgotten, and errors do not add up.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from boussole.core.signals import Models, shipped_models
from boussole.core.signals.comparing import changes
from boussole.core.signals.correcting import Adapted, adapt
from boussole.core.signals.models import SIDES, Side, dump, parse
from boussole.features.conversations import judgement_queries as judgements
from boussole.features.conversations.judgement_queries import Message
from boussole.features.learning.models import OwnModels
from boussole.features.learning.queries import models_in_force

State = OwnModels.State
ANCHORS = 2_000  # messages of each side
EXAMPLES = 60
STEPS = 4
_SEED = 20_260_302
Anchors = Mapping[Side, Sequence[Message]]


def train(own: OwnModels) -> None:
    """Do the work of a training; one that fails says so, and its error goes on."""
    own.state = State.RUNNING
    own.save(update_fields=["state"])
    try:
        _train(own)
    except Exception:
        OwnModels.objects.filter(pk=own.pk).update(state=State.FAILED, finished_at=timezone.now())
        raise


def _train(own: OwnModels) -> None:
    _step(own, 1)
    corrections = judgements.corrections()
    _step(own, 2)
    anchors = _anchors({one.text_masked for one in corrections})
    _step(own, 3)
    base = shipped_models()
    texts = {side: [message.text for message in anchors[side]] for side in SIDES}
    made = adapt(base, corrections, texts, f"own.{own.number}")
    _step(own, 4)
    files = {side: dump(made.models.of(side)) for side in SIDES}
    kept = Models(**{side: parse(files[side], side) for side in SIDES})
    own.anchors = sum(map(len, texts.values()))
    _save(own, base, made, files, _examples(kept, anchors))


def _step(own: OwnModels, step: int) -> None:
    OwnModels.objects.filter(pk=own.pk).update(step=step)


def _anchors(corrected: set[str]) -> dict[Side, list[Message]]:
    """Messages that nobody corrected; the models are held to what they read in them."""
    return {
        side: [
            one for one in judgements.recent_messages(side, ANCHORS) if one.text not in corrected
        ]
        for side in SIDES
    }


def _examples(after: Models, anchors: Anchors) -> list[dict[str, Any]]:
    """Places of some messages in which these models would not read what is read now; no text is kept."""
    before = models_in_force()
    found: list[dict[str, Any]] = []
    for side in SIDES:
        # The same words said twice are one example.
        messages = list({message.text: message for message in anchors[side]}.values())
        for one in changes(before, after, side, [message.text for message in messages]):
            said = messages[one.row]
            place: dict[str, Any] = {"conversation": said.conversation, "turn": said.turn}
            found.append(place | {"gained": one.gained, "lost": one.lost})
    random.Random(_SEED).shuffle(found)  # noqa: S311 - a sample, no secret
    return found[:EXAMPLES]


def _save(
    own: OwnModels,
    base: Models,
    made: Adapted,
    files: Mapping[Side, bytes],
    examples: list[dict[str, Any]],
) -> None:
    own.base, own.version = base.title, made.models.title
    own.corrections = made.corrections
    own.right_before, own.right_after = made.right_before, made.right_after
    own.anchors_changed = made.anchors_changed
    own.examples = examples
    own.customer, own.agent = files["customer"], files["agent"]
    own.state, own.finished_at, own.step = State.READY, timezone.now(), STEPS
    own.save()
