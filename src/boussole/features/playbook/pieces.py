"""The kinds of pieces a condition is made of, as the editor offers them, and the form of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boussole.core.playbook.conditions import (
    Condition,
    ConversationIs,
    Count,
    FollowedBy,
    InAnswer,
    Not,
    PrecededBy,
    SignalIs,
)
from boussole.features.playbook.piece_forms import (
    ActForm,
    ConversationForm,
    CountForm,
    FollowedForm,
    PieceForm,
    PrecededForm,
    RisesForm,
    RoleForm,
    SaysForm,
    SignalForm,
    TensionForm,
    WaitForm,
)

# What a piece of each kind looks at, in the order in which they are offered.
KIND_NAMES: dict[str, Promise] = {
    "signal": _("ce que le client exprime"),
    "act": _("ce que le conseiller fait"),
    "tension": _("la tension à ce moment"),
    "rises": _("une hausse au message suivant"),
    "role": _("qui parle"),
    "followed_by": _("ce qui vient ensuite"),
    "preceded_by": _("ce qui s’est passé avant"),
    "in_answer": _("la même réponse"),
    "count": _("combien de fois"),
    "wait_for": _("une attente"),
    "new_author": _("un autre conseiller prend la suite"),
    "says": _("des mots précis"),
    "conversation": _("la conversation dans son ensemble"),
    "any": _("au moins l’un de plusieurs points"),
    "all": _("plusieurs points à la fois"),
}

_FORMS: dict[str, type[PieceForm]] = {
    form.kind: form
    for form in (
        SignalForm,
        ActForm,
        RoleForm,
        TensionForm,
        RisesForm,
        SaysForm,
        WaitForm,
        CountForm,
        FollowedForm,
        PrecededForm,
        ConversationForm,
    )
}
_KIND_OF: dict[type[Any], str] = {
    SignalIs: "signal",
    Count: "count",
    FollowedBy: "followed_by",
    PrecededBy: "preceded_by",
    ConversationIs: "conversation",
    InAnswer: "in_answer",
    Not: "not",
}


def kind_of(piece: Condition) -> str:
    """The kind of a piece: the key it is recognised by."""
    known = _KIND_OF.get(type(piece))
    return known or next(iter(piece.model_dump(mode="python", by_alias=True)))


def form_for(piece: Condition, data: Any = None) -> PieceForm | None:
    """The form of a piece; nothing for one that has nothing to fill in."""
    form = _FORMS.get(kind_of(piece))
    return None if form is None else form(data, piece=piece)


@dataclass(frozen=True)
class Known:
    """A kind of piece one may add."""

    kind: str
    name: Promise


OFFERED: tuple[Known, ...] = tuple(Known(kind, name) for kind, name in KIND_NAMES.items())
