"""What people fill in about contact reasons."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from boussole.core import wording
from boussole.core.reasons import DEMANDS, ORIGINS, STEPS, Reason, ReasonFamily, ReasonTree
from boussole.core.reasons.editing import Draft
from boussole.core.text import LANGUAGES, Text
from boussole.features.conversations.forms import language, said

LONGEST_LABEL, LONGEST_LINE, MOST_LINES = 80, 300, 60


class LinesField(forms.CharField):
    """Several short texts, one per line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """Write a sequence one text per line."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> Any:
        """Read the lines into a tuple."""
        lines = (" ".join(line.split()) for line in str(value or "").splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def validate(self, value: Any) -> None:
        """Refuse what is too long or too much, saying which line."""
        super().validate(value)
        for number, line in enumerate(value, start=1):
            if len(line) > LONGEST_LINE:
                raise forms.ValidationError(
                    _("La ligne %(number)d est trop longue : %(most)d caractères au plus."),
                    params={"number": number, "most": LONGEST_LINE},
                )
        if len(value) > MOST_LINES:
            raise forms.ValidationError(
                ngettext_lazy(
                    "Gardez %(most)d ligne au plus.", "Gardez %(most)d lignes au plus.", MOST_LINES
                ),
                params={"most": MOST_LINES},
            )

    def run_validators(self, value: Any) -> None:
        """Each line was looked at; the validators of a single text have nothing to add."""
        del value


class LabelForm(forms.Form):
    """A name in the reader's language, and in the other one if it has one."""

    label_fr = forms.CharField(label=_("Nom en français"), max_length=LONGEST_LABEL)
    label_en = forms.CharField(label=_("Nom en anglais"), max_length=LONGEST_LABEL)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the reader's language first; the other is theirs to leave out."""
        super().__init__(*args, **kwargs)
        mine = language()
        other = next(one for one in LANGUAGES if one != mine)
        self.fields[f"label_{other}"].required = False
        self.fields[f"label_{other}"].help_text = _("Sans lui, le premier nom sert pour les deux.")
        first = [f"label_{mine}", f"label_{other}"]
        self.order_fields([*first, *(name for name in self.fields if name not in first)])

    @property
    def label(self) -> Text:
        """The name in both languages."""
        fr, en = (self.cleaned_data[f"label_{one}"] for one in ("fr", "en"))
        return Text(fr=fr or en, en=en or fr)


def label_initial(label: Text) -> dict[str, str]:
    """A name as ``LabelForm`` asks for it: what only repeats the reader's own is left empty."""
    return {
        f"label_{one}": label.in_(one) if one == language() or label.fr != label.en else ""
        for one in LANGUAGES
    }


class FamilyForm(LabelForm):
    """A family's name."""


class ReasonForm(LabelForm):
    """Everything people say of a reason."""

    family = forms.ChoiceField(label=_("Famille"))
    examples = LinesField(
        label=_("Ce que les clients écrivent"),
        required=False,
        help_text=_(
            "Une phrase par ligne, comme un client l’écrirait. Jusqu’à huit mots, elle est reconnue "
            "telle quelle dans un message, avec ou sans accents ; plus longue, elle sert d’exemple."
        ),
    )
    step = forms.ChoiceField(label=_("Étape du parcours"), required=False)
    origin = forms.ChoiceField(
        label=_("Service à l’origine"),
        required=False,
        help_text=_("Celui dont le travail fait naître ces contacts."),
    )
    demand = forms.ChoiceField(
        label=_("Nature de la demande"),
        required=False,
        help_text=_(
            "Causée par un échec, elle n’aurait pas dû exister ; de valeur, elle est utile."
        ),
    )
    aliases = LinesField(
        label=_("Autres noms"),
        required=False,
        help_text=_("Un par ligne : comment votre outil actuel appelle ce motif."),
    )

    def __init__(self, *args: Any, tree: ReasonTree, home: str = "", **kwargs: Any) -> None:
        """Offer the families that are not archived, and the one the reason is in."""
        super().__init__(*args, **kwargs)
        families = [one for one in tree.families if not one.archived or one.key == home]
        choices = [(one.key, said(one.label)) for one in families]
        self._choose("family", choices if home else [("", _("Choisir…")), *choices])
        for name, words in (("step", STEPS), ("origin", ORIGINS), ("demand", DEMANDS)):
            unknown = [("", _("ne sait pas"))]
            self._choose(name, [*unknown, *((key, _capital(text)) for key, text in words.items())])

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def draft(self) -> Draft:
        """What is said of the reason."""
        given = self.cleaned_data
        return Draft(
            label=self.label,
            step=given["step"] or None,
            origin=given["origin"] or None,
            demand=given["demand"] or None,
            aliases=given["aliases"],
            examples=given["examples"],
        )


def reason_initial(reason: Reason, family: ReasonFamily) -> dict[str, Any]:
    """A reason as ``ReasonForm`` asks for it."""
    said_of = {name: getattr(reason, name) for name in ("step", "origin", "demand")}
    lines = {"aliases": reason.aliases, "examples": reason.examples}
    return {**label_initial(reason.label), **said_of, **lines, "family": family.key}


def _capital(text: Text) -> str:
    return said(wording.sentence(text))
