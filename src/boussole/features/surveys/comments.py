"""Reading what customers wrote: masked first, then by the signals and reasons in force, like any conversation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polars as pl
import pyarrow as pa

from boussole.core import privacy, signals
from boussole.core.metrics.definitions.expressed import CLEAR
from boussole.core.schemas import TURNS_IN
from boussole.features.conversations import reading
from boussole.features.conversations.contacts import agent_name
from boussole.features.surveys.models import Answer


def read_comment(pk: int) -> None:
    """Mask one comment, find what it expresses and what it is about; nothing happens when it is gone."""
    answer = Answer.objects.select_related("invitation").filter(pk=pk).first()
    if answer is None or not answer.text:
        return
    invitation = answer.invitation
    known = [name for name in (invitation.name, agent_name(invitation.conversation_id)) if name]
    answer.masked = privacy.mask(answer.text, known).text
    answer.signals = _expressed(answer.masked, invitation.language)
    answer.reason = _reason(answer.masked)
    answer.save(update_fields=["masked", "signals", "reason"])


def _expressed(text: str, language: str) -> list[dict[str, Any]]:
    """The passages that show a signal, in order of the text."""
    row = {
        "conversation_id": "0",
        "turn": 0,
        "role": "customer",
        "text_masked": text,
        "lang": language,
    }
    batch = pa.RecordBatch.from_pylist([row], schema=TURNS_IN)
    (found,) = signals.read(batch, reading.models_in_force())["labels"].to_pylist()
    return [label | {"strength": round(label["strength"], 3)} for label in found]


def told(labels: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The labels that are shown: in a few words alone, dissatisfaction is said only when it is clear."""
    return [
        label
        for label in labels
        if label["signal"] != "dissatisfaction" or label["strength"] >= CLEAR
    ]


def _reason(text: str) -> str:
    frame = reading.frame()
    asked = pl.Series([text], dtype=pl.String)
    found = frame.reasons.find(asked, frame.tree) if frame.reasons else frame.tree.find(asked)
    return found[0] or ""
