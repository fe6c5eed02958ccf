"""Forms of the pulse, and the words for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boussole.core.pulse import Theme, default_bank
from boussole.features.conversations.forms import said
from boussole.features.wellbeing.models import Comment, Promise, Wave

SCALE = (
    (1, _("Pas du tout d’accord")),
    (2, _("Plutôt pas d’accord")),
    (3, _("Ni oui ni non")),
    (4, _("Plutôt d’accord")),
    (5, _("Tout à fait d’accord")),
)
LONGEST_TEXT = 1000
LONGEST_PROMISE = 300
RHYTHMS = (
    (14, _("toutes les deux semaines")),
    (7, _("chaque semaine")),
    (0, _("seulement quand je le décide")),
)

TO_COMPANY = Comment.Reader.COMPANY.value
READERS = {
    Comment.Reader.MANAGER: _("Mon manager, si dix personnes de l’équipe répondent"),
    Comment.Reader.LEADERS: _(
        "La direction, avec le nom de l’équipe, si dix personnes de l’équipe répondent"
    ),
    Comment.Reader.COMPANY: _(
        "La direction, sans le nom de l’équipe, parmi dix personnes au moins qui ont répondu"
    ),
}


def words_of_questions() -> dict[str, str]:
    """Each question of the bank in the reader's language, by key."""
    return {one.key: said(one) for theme in default_bank().values() for one in theme.questions}


def words_of_promise(promise: Promise) -> str:
    """The statement a team rates a promise with."""
    return _("Ce qui nous a été promis a été tenu : « %(text)s »") % {"text": promise.text}


class AnswerForm(forms.Form):
    """One statement a line, and a word if one wishes."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        keys: Sequence[str],
        reader: str,
        promise: Promise | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """``reader`` is who reads the comment unless its author chooses otherwise; managers have no team to name."""
        super().__init__(data, initial={"reader": reader, **(initial or {})})
        words = words_of_questions()
        if promise is not None:
            words[promise.question] = words_of_promise(promise)
        self.keys = [key for key in keys if key in words]
        for key in self.keys:
            self.fields[key] = _statement(words[key])
        self.fields["comment"] = forms.CharField(
            label=_("Ce que vous voulez ajouter"),
            max_length=LONGEST_TEXT,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_(
                "Sans lien avec vos réponses. Évitez ce qui vous ferait reconnaître ; ce qui ne peut pas être lu est effacé à la clôture."
            ),
        )
        if reader == TO_COMPANY:
            self.fields["comment"].label = _("Ce que vous voulez ajouter, pour la direction")
        else:
            self.fields["reader"] = _readers(Comment.Reader(reader))

    @property
    def company(self) -> bool:
        """Whether the comment is for the company, without its team."""
        chosen: str = self.cleaned_data.get("reader", TO_COMPANY)
        return chosen == TO_COMPANY

    def values(self) -> dict[str, int]:
        """What was answered, by question."""
        return {key: int(self.cleaned_data[key]) for key in self.keys}


def _statement(words: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=words,
        choices=SCALE,
        coerce=int,
        widget=forms.RadioSelect(attrs={"class": "field-radios"}),
    )


def _readers(reader: Comment.Reader) -> forms.ChoiceField:
    kinds = (reader, Comment.Reader.COMPANY)
    return forms.ChoiceField(
        label=_("Qui le lit"),
        choices=[(kind.value, READERS[kind]) for kind in kinds],
        widget=forms.RadioSelect(attrs={"class": "field-radios"}),
    )


class ReceiptForm(forms.Form):
    """The code that an answer gave."""

    code = forms.CharField(
        label=_("Votre code de reçu"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        help_text=_("Seize lettres et chiffres, donnés une seule fois après votre réponse."),
    )


class ReplyForm(forms.Form):
    """The next message under a comment."""

    text = forms.CharField(
        label=_("Votre réponse"), max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 2})
    )


class PromiseForm(forms.Form):
    """One action for the team, one of three proposals or another."""

    text = forms.CharField(
        label=_("Ce que vous promettez à l’équipe"),
        max_length=LONGEST_PROMISE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Une seule action, que l’équipe pourra voir. Elle dira dans un mois, sans nom, si elle a été tenue."
        ),
    )


class LaunchForm(forms.Form):
    """Which wave to launch."""

    kind = forms.ChoiceField(label=_("Quelle vague"), choices=Wave.Kind.choices)


class RhythmForm(forms.Form):
    """How often a short wave is launched."""

    every_days = forms.TypedChoiceField(
        label=_("Lancer une vague courte"), choices=RHYTHMS, coerce=int
    )


class PlanForm(forms.Form):
    """The day on which the next full wave opens."""

    opens_on = forms.DateField(
        label=_("Ouvrir la vague complète le"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )


def theme_name(theme: Theme) -> str:
    """A theme in the reader's language."""
    return said(theme.name)
