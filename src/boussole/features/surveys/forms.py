"""What people fill in about surveys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from boussole.core.surveys import QUESTION_TYPES, Question, QuestionType
from boussole.core.surveys.questions import LONGEST_QUESTION, MOST_QUESTIONS
from boussole.core.text import Text
from boussole.features.conversations.forms import CHANNEL_NAMES
from boussole.features.surveys.models import HouseRules, Survey
from boussole.features.surveys.questions import TYPE_NAMES, WORDINGS

if TYPE_CHECKING:
    _OfSurvey = forms.ModelForm[Survey]
    _OfRules = forms.ModelForm[HouseRules]
else:
    _OfSurvey = _OfRules = forms.ModelForm

LONGEST_TOLD = 1_500
_LANGUAGES = [("fr", _("français")), ("en", _("anglais"))]
_DAYS = [
    (0, _("lundi")),
    (1, _("mardi")),
    (2, _("mercredi")),
    (3, _("jeudi")),
    (4, _("vendredi")),
    (5, _("samedi")),
    (6, _("dimanche")),
]
_MOST_DAYS = 730


def _number(
    label: Any, help_text: Any = "", least: int = 0, most: int = _MOST_DAYS
) -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=least, max_value=most)


class SurveyForm(_OfSurvey):
    """When a survey asks, and whom."""

    languages = forms.MultipleChoiceField(
        label=_("Langues"), choices=_LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    channels = forms.MultipleChoiceField(
        label=_("Canaux"),
        choices=list(CHANNEL_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Aucun coché : tous les canaux."),
    )
    delay_hours = _number(
        _("Heures d’attente après la résolution"),
        _("Quand un contact est résolu."),
        most=24 * 7,
    )
    delay_days = _number(
        _("Jours d’attente après l’événement"), _("Après un événement annoncé."), most=90
    )
    every_days = _number(_("Jours entre deux vagues"), _("À intervalle régulier."), least=7)
    survey_clock_days = _number(
        _("Ne pas reposer cette enquête à la même personne avant (jours)"),
        _("0 : aucun délai propre à cette enquête."),
    )
    share_percent = _number(_("Part interrogée, tirée au sort (%)"), least=1, most=100)
    reminder_days = _number(
        _("Rappel sans réponse après (jours)"), _("Un seul rappel ; 0 : aucun."), most=30
    )
    expires_days = _number(_("Le lien vaut (jours)"), least=1, most=90)
    follow_up_days = _number(_("Jours pour rappeler après une réponse basse"), least=1, most=30)

    class Meta:
        model = Survey
        fields = (
            "name",
            "trigger",
            "per",
            "delay_hours",
            "delay_days",
            "every_days",
            "languages",
            "channels",
            "survey_clock_days",
            "share_percent",
            "reminder_days",
            "expires_days",
            "follows_up",
            "follow_up_days",
        )
        labels = {  # noqa: RUF012 - Django reads it as it is
            "name": _("Nom, pour vos équipes"),
            "trigger": _("Quand interroger"),
            "per": _("Pour un même contact"),
            "follows_up": _("Ouvrir un suivi pour chaque réponse basse"),
        }


# The order in which a manager thinks of them.
FIELD_GROUPS = (
    (_("Quand"), ("trigger", "per", "delay_hours", "delay_days", "every_days")),
    (_("À qui"), ("languages", "channels", "survey_clock_days", "share_percent")),
    (_("L’envoi"), ("reminder_days", "expires_days")),
    (_("Après une réponse basse"), ("follows_up", "follow_up_days")),
)
# Beyond this many, places for questions are folded away.
USUAL_QUESTIONS = 2


class QuestionForm(forms.Form):
    """One question in both languages; left without a type, it is not asked."""

    type = forms.ChoiceField(
        label=_("Type"),
        required=False,
        choices=[
            ("", _("aucune question")),
            *((name, TYPE_NAMES[name]) for name in QUESTION_TYPES),
        ],
    )
    fr = forms.CharField(label=_("En français"), required=False, max_length=LONGEST_QUESTION)
    en = forms.CharField(label=_("En anglais"), required=False, max_length=LONGEST_QUESTION)
    key = forms.CharField(required=False, widget=forms.HiddenInput)


def question_forms(
    data: Mapping[str, Any] | None = None, asked: Sequence[Question] = ()
) -> list[QuestionForm]:
    """As many places as a survey has at most, those in use filled."""
    forms_ = []
    for place in range(MOST_QUESTIONS):
        one = asked[place] if place < len(asked) else None
        initial = one and {"type": one.type, "fr": one.text.fr, "en": one.text.en, "key": one.key}
        forms_.append(QuestionForm(data, prefix=f"q{place + 1}", initial=initial or {}))
    return forms_


def questions_in(filled: Sequence[QuestionForm]) -> list[Question]:
    """The questions of valid forms, in order; one left without words takes the usual ones of its type."""
    kept = [form.cleaned_data for form in filled if form.cleaned_data.get("type")]
    taken = {one["key"] for one in kept if one["key"]}
    free = (f"q{n}" for n in range(1, 100) if f"q{n}" not in taken)
    return [_question(one, one["key"] or next(free)) for one in kept]


def _question(given: Mapping[str, Any], key: str) -> Question:
    type_ = cast("QuestionType", given["type"])
    usual = WORDINGS[type_]
    text = Text(fr=given["fr"].strip() or usual.fr, en=given["en"].strip() or usual.en)
    return Question(key=key, type=type_, text=text)


class RulesForm(_OfRules):
    """What holds for all surveys together."""

    overall_clock_days = _number(
        _("Jours entre deux enquêtes, quelles qu’elles soient"), _("0 : aucun délai commun.")
    )
    quiet_from = forms.TimeField(
        label=_("Ne pas écrire à partir de"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    quiet_until = forms.TimeField(
        label=_("jusqu’à"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    quiet_days = forms.TypedMultipleChoiceField(
        label=_("Ni ces jours-là"),
        choices=_DAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = HouseRules
        fields = ("overall_clock_days", "quiet_from", "quiet_until", "quiet_days")

    def clean_quiet_days(self) -> list[int]:
        """Leave at least one day to write on."""
        days: list[int] = self.cleaned_data["quiet_days"]
        if len(days) == len(_DAYS):
            raise forms.ValidationError(_("Laissez au moins un jour pour écrire."))
        return days


class AskForm(forms.Form):
    """A contact whose customer is asked by hand."""

    conversation = forms.IntegerField(
        label=_("Numéro de la conversation"),
        min_value=1,
        help_text=_("Il figure dans l’adresse de sa page."),
    )


class WhyForm(forms.Form):
    """A person, by their address or a contact of theirs, and a moment."""

    who = forms.CharField(
        label=_("Adresse e-mail du client, ou numéro d’une de ses conversations"), max_length=254
    )
    at = forms.DateField(
        label=_("Jusqu’au"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )


class CloseForm(forms.Form):
    """What was done, for the team, and what the customer is told."""

    what_was_done = forms.CharField(
        label=_("Ce qui a été fait"),
        max_length=LONGEST_TOLD,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    told = forms.CharField(
        label=_("Ce que vous dites au client"),
        required=False,
        max_length=LONGEST_TOLD,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Envoyé par e-mail dans ces mots. Laissez vide pour ne rien envoyer."),
    )
