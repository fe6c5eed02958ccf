"""What a contact is about, as its page shows it: the reason, whose work caused it, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from boussole.core.reasons import DEMANDS, ORIGINS
from boussole.core.text import Text
from boussole.features.conversations import access, models, reading, records
from boussole.features.conversations.forms import CorrectionForm, reason_name, said
from boussole.features.organisation.access import may
from boussole.features.organisation.models import Person

By = Literal["person", "source", "reading"]


@dataclass(frozen=True)
class About:
    """One contact's reason in words; empty words where nobody knows. ``form`` is there for who may correct."""

    reason: str
    origin: str
    demand: str
    by: By
    correction: models.ReasonCorrection | None
    before: str
    form: CorrectionForm | None


def about(record: models.Conversation, row: Mapping[str, Any], person: Person) -> About:
    """Say what a contact is about; ``row`` is its row in the shape of ``schemas.CONVERSATIONS``."""
    tree = reading.tree()
    correction = records.standing_correction(record)
    given: By = "source" if row["reason_given"] else "reading"
    return About(
        reason=reason_name(row["reason"] or "", tree),
        origin=_words(ORIGINS, row["origin"]),
        demand=_words(DEMANDS, row["demand"]),
        by="person" if correction else given,
        correction=correction,
        before=reason_name(correction.before, tree) if correction else "",
        form=CorrectionForm(tree=tree) if may(person, access.CORRECT) else None,
    )


def _words(names: Mapping[Any, Text], key: str | None) -> str:
    return said(names[key]) if key in names else ""
