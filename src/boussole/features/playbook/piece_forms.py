"""The small forms with which people change the pieces of a condition, one for each kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import TypeAdapter, ValidationError

from boussole.core.conversations import CHANNELS
from boussole.core.playbook.conditions import (
    FLAGS,
    NUMBERS,
    Condition,
)
from boussole.core.playbook.words import COLUMNS, FLAG_WORDS
from boussole.core.reasons import DEMANDS, ORIGINS, STEPS
from boussole.core.signals import AGENT_ACTS, CUSTOMER_SIGNALS
from boussole.core.text import LANGUAGES
from boussole.features.conversations import reading
from boussole.features.conversations.forms import CHANNEL_NAMES, STATUS_NAMES, said
from boussole.features.reasons.forms import LinesField

_CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)

SIDES = (("agent", _("du conseiller")), ("customer", _("du client")))


class PieceForm(forms.Form):
    """The form of one kind of piece; ``written`` is the piece it now says, what is inside left as it is."""

    kind: ClassVar[str] = ""
    # Said when the fields together are not something a rule can look for.
    incomplete: ClassVar[Promise] = _("Donnez un minimum ou un maximum.")

    def __init__(self, data: Any = None, *, piece: Condition) -> None:
        """Begin with what the piece says."""
        self.before = piece.model_dump(mode="python", by_alias=True, exclude_none=True)
        super().__init__(data, initial=self.begin(self.before), prefix="piece")

    def begin(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """The fields of a piece already written, whole numbers written as such."""
        return {
            name: int(value) if isinstance(value, float) and value.is_integer() else value
            for name, value in before.items()
        }

    def data_of(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """The piece as data, from what was filled in."""
        return {name: value for name, value in cleaned.items() if value not in (None, "")}

    def clean(self) -> dict[str, Any]:
        """Read the piece as the playbook reads it, and say what is wrong beside the form."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        try:
            self.written = _CONDITION.validate_python(self.data_of(cleaned))
        except ValidationError:
            self.add_error(None, str(self.incomplete))
        return cleaned


def _named(signals: Any) -> list[tuple[str, str]]:
    return sorted(((one.name, said(one.label)) for one in signals), key=lambda pair: pair[1])


class SignalForm(PieceForm):
    """What the customer expresses."""

    kind = "signal"
    incomplete = _("Un degré va de 0 à 3 pour l’insatisfaction, de 0 à 1 pour le reste.")
    signal = forms.ChoiceField(label=_("Le client exprime"))
    at_least = forms.FloatField(
        label=_("Au moins"),
        required=False,
        min_value=0.1,
        max_value=3,
        help_text=_("Insatisfaction : 1 légère, 2 nette, 3 forte. Pour les autres, laissez vide."),
    )
    below = forms.FloatField(label=_("Moins de"), required=False, min_value=0.1, max_value=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every signal of customers."""
        super().__init__(*args, **kwargs)
        self.fields["signal"].choices = _named(CUSTOMER_SIGNALS)  # type: ignore[attr-defined]


class ActForm(PieceForm):
    """What the agent does."""

    kind = "act"
    act = forms.ChoiceField(label=_("Le conseiller"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every act of agents."""
        super().__init__(*args, **kwargs)
        self.fields["act"].choices = _named(AGENT_ACTS)  # type: ignore[attr-defined]

    def data_of(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """Keep how marked the act must be, which few people need to move."""
        return {**self.before, "act": cleaned["act"]}


class RoleForm(PieceForm):
    """Who speaks."""

    kind = "role"
    role = forms.ChoiceField(
        label=_("Qui parle"),
        choices=(
            ("customer", _("le client")),
            ("agent", _("le conseiller")),
            ("bot", _("l’automate")),
        ),
    )


class TensionForm(PieceForm):
    """The course of tension so far."""

    kind = "tension"
    tension = forms.ChoiceField(
        label=_("Tension"), choices=(("at_least", _("d’au moins")), ("below", _("de moins de")))
    )
    level = forms.FloatField(label=_("Niveau, sur 3"), min_value=0.1, max_value=3)


class RisesForm(PieceForm):
    """A signal goes up from one customer's message to the next."""

    kind = "rises"
    rises = forms.ChoiceField(label=_("Ce qui augmente"))
    by = forms.FloatField(label=_("D’au moins"), min_value=0.1, max_value=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every signal of customers."""
        super().__init__(*args, **kwargs)
        self.fields["rises"].choices = _named(CUSTOMER_SIGNALS)  # type: ignore[attr-defined]


class SaysForm(PieceForm):
    """Wordings looked for in the message."""

    kind = "says"
    incomplete = _("Donnez au moins une tournure, avec un mot qui doit y être.")
    named_fr = forms.CharField(label=_("Ce qu’elles ont en commun, en français"), max_length=80)
    named_en = forms.CharField(label=_("Ce qu’elles ont en commun, en anglais"), max_length=80)
    fr = LinesField(
        label=_("Tournures en français, une par ligne"),
        required=False,
        help_text=_(
            "Majuscules, accents et apostrophes ne comptent pas ; * remplace la fin d’un mot."
        ),
    )
    en = LinesField(label=_("Tournures en anglais, une par ligne"), required=False)

    def begin(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Lay the wordings out one per line."""
        named = {f"named_{one}": before["named"][one] for one in LANGUAGES}
        return {**named, **{one: before["says"].get(one, ()) for one in LANGUAGES}}

    def data_of(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """Gather both languages."""
        return {
            "says": {one: cleaned[one] for one in LANGUAGES},
            "named": {one: cleaned[f"named_{one}"] for one in LANGUAGES},
        }


class WaitForm(PieceForm):
    """Minutes until a side answers."""

    kind = "wait_for"
    wait_for = forms.ChoiceField(label=_("Attente d’une réponse"), choices=SIDES)
    at_least = forms.FloatField(label=_("Au moins, en minutes"), required=False, min_value=0)
    at_most = forms.FloatField(label=_("Au plus, en minutes"), required=False, min_value=0)


class CountForm(PieceForm):
    """How many messages satisfy what is inside."""

    kind = "count"
    where = forms.ChoiceField(
        label=_("Où"),
        choices=(
            ("conversation", _("dans toute la conversation")),
            ("before", _("avant ce message")),
            ("after", _("après ce message")),
        ),
    )
    at_least = forms.IntegerField(label=_("Au moins"), required=False, min_value=1)
    at_most = forms.IntegerField(label=_("Au plus"), required=False, min_value=0)

    def data_of(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """Keep what is counted."""
        return {"count": self.before["count"], **super().data_of(cleaned)}


class RelationForm(PieceForm):
    """How far a later or an earlier message may be."""

    turns = forms.IntegerField(
        label=_("Combien de réponses au plus"),
        required=False,
        min_value=1,
        max_value=50,
        help_text=_("Les messages envoyés à la suite comptent pour une réponse. Vide : aussi loin qu’il le faut."),
    )  # fmt: skip
    of = forms.ChoiceField(label=_("Réponses"), choices=SIDES)
    minutes = forms.FloatField(
        label=_("Et dans un délai, en minutes"), required=False, min_value=0.1
    )

    def begin(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Read the distance."""
        return {"of": "agent", **before.get("within", {})}

    def data_of(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """Keep what is looked for, and the answers skipped first."""
        kept = {name: value for name, value in self.before.items() if name != "within"}
        bounds = {name: cleaned[name] for name in ("turns", "minutes") if cleaned.get(name)}
        return {**kept, "within": {**bounds, "of": cleaned["of"]}} if bounds else kept


class FollowedForm(RelationForm):
    """What comes later."""

    kind = "followed_by"


class PrecededForm(RelationForm):
    """What came before."""

    kind = "preceded_by"


class ConversationForm(PieceForm):
    """What is known of the whole conversation."""

    kind = "conversation"
    incomplete = _("Choisissez au moins une valeur, ou donnez un minimum ou un maximum.")
    conversation = forms.ChoiceField(label=_("Ce qui est regardé"))
    state = forms.ChoiceField(
        label=_("Pour un fait"), required=False, choices=(("yes", _("vrai")), ("no", _("faux")))
    )
    at_least = forms.FloatField(label=_("Pour un nombre, au moins"), required=False)
    at_most = forms.FloatField(label=_("Pour un nombre, au plus"), required=False)
    mode = forms.ChoiceField(
        label=_("Pour un choix"),
        required=False,
        choices=(("one_of", _("l’un de ceux-ci")), ("none_of", _("connu, et aucun de ceux-ci"))),
    )
    values = forms.MultipleChoiceField(label=_("Valeurs"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer what facts know of a conversation, and the values each may take."""
        super().__init__(*args, **kwargs)
        asked = self.fields
        asked["conversation"].choices = [  # type: ignore[attr-defined]
            *((name, said(yes)) for name, (yes, _no) in FLAG_WORDS.items()),
            *((name, said(label)) for name, label in COLUMNS.items()),
        ]
        kept = [(one, one) for one in self.initial.get("values", ())]
        asked["values"].choices = [*_known_values(), (_("Déjà choisies"), kept)]  # type: ignore[attr-defined]
        asked["values"].widget.attrs["size"] = 8

    def begin(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Lay out what the piece says."""
        listed = before.get("one_of") or before.get("none_of") or ()
        is_ = before.get("is")
        if isinstance(is_, str):
            listed = (is_,)
        return {
            **before,
            "state": "no" if is_ is False else "yes",
            "mode": "none_of" if "none_of" in before else "one_of",
            "values": list(listed),
        }

    def data_of(self, cleaned: Mapping[str, Any]) -> dict[str, Any]:
        """Keep what fits the column that was chosen."""
        column = cleaned["conversation"]
        if column in FLAGS:
            return {"conversation": column, "is": cleaned["state"] != "no"}
        if column in NUMBERS:
            bounds = {name: cleaned.get(name) for name in ("at_least", "at_most")}
            return {"conversation": column, **{k: v for k, v in bounds.items() if v is not None}}
        values = tuple(cleaned["values"])
        return {"conversation": column, cleaned["mode"] or "one_of": values or None}


def _known_values() -> list[tuple[str, list[tuple[str, str]]]]:
    """The values people may choose, by column; teams and reasons are the company's own."""
    tree = reading.tree()
    return [
        (said(COLUMNS["reason"]), [(one.key, said(one.label)) for one in tree.active]),
        (said(COLUMNS["origin"]), [(key, said(text)) for key, text in ORIGINS.items()]),
        (said(COLUMNS["demand"]), [(key, said(text)) for key, text in DEMANDS.items()]),
        (said(COLUMNS["step"]), [(key, said(text)) for key, text in STEPS.items()]),
        (said(COLUMNS["channel"]), [(key, str(CHANNEL_NAMES[key])) for key in CHANNELS]),
        (said(COLUMNS["status"]), [(key, str(name)) for key, name in STATUS_NAMES.items()]),
        (said(COLUMNS["lang"]), [("fr", str(_("français"))), ("en", str(_("anglais")))]),
    ]
