"""What people fill in about initiatives, and the words for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from boussole.core.metrics.trials import measurable
from boussole.features.conversations.forms import said
from boussole.features.initiatives.models import Telling
from boussole.features.initiatives.services import LONGEST_OBJECTION_DAYS
from boussole.features.initiatives.trying import Scope
from boussole.features.organisation.models import Team

if TYPE_CHECKING:
    _Several = forms.ModelMultipleChoiceField[Team]
else:
    _Several = forms.ModelMultipleChoiceField


def words(
    label: Any, longest: int, rows: int = 2, help_text: Any = "", *, required: bool = True
) -> forms.CharField:
    """A few words, on so many lines."""
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


def day_field(label: Any) -> forms.DateField:
    """A day, in the browser's own calendar."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )


class TeamsField(_Several):
    """Several teams, by name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """Its name alone."""
        return str(obj.name)


class ProposeForm(forms.Form):
    """An idea: in one line, why, for whom."""

    line = forms.CharField(
        label=_("L’idée en une ligne"),
        max_length=160,
        help_text=_("Par exemple : rappeler le client la veille du passage du technicien."),
    )
    why = words(_("Pourquoi"), 600, 3, _("Ce que vous avez vu ou entendu qui y fait penser."))
    whom = forms.CharField(
        label=_("Pour qui"), max_length=160, help_text=_("Les clients, les collègues, un service…")
    )
    # What it starts from, when it does: a neutral reference.
    origin = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)


class TrialForm(forms.Form):
    """The scope of a trial: what, where, until when, and what will tell."""

    what = words(_("Ce qui est essayé"), 400, 3)
    where = forms.CharField(
        label=_("Pour quels contacts"),
        max_length=200,
        help_text=_("Un motif, un canal, un moment : ce qui reste en dehors ne change pas."),
    )
    teams = TeamsField(label=_("Dans quelles équipes"), queryset=Team.objects.none())
    starts_on = day_field(_("Du"))
    ends_on = day_field(_("Au"))
    will_tell = words(
        _("Ce qui dira si cela aide"),
        400,
        2,
        _("Ce que vous regarderez, et ce qui vous ferait arrêter."),
    )
    metric = forms.ChoiceField(
        label=_("Un indicateur à regarder"),
        required=False,
        help_text=_(
            "Facultatif. Mesuré avant et pendant l’essai, équipes entières, à partir de cinq conseillers."
        ),
    )

    def __init__(self, data: Any = None, *, teams: QuerySet[Team], **given: Any) -> None:
        """Offer where someone may try, and what a trial may look at."""
        super().__init__(data, **given)
        several: Any = self.fields["teams"]
        several.queryset = teams
        metric: Any = self.fields["metric"]
        known = [(one.name, said(one.label)) for one in measurable()]
        metric.choices = [("", _("aucun")), *known]

    def scope(self) -> Scope:
        """The scope that was filled in."""
        return Scope(**{**self.cleaned_data, "teams": list(self.cleaned_data["teams"])})


class ObjectionForm(forms.Form):
    """Why a trial should not go as announced, and what could be tried instead: both are needed."""

    reason = words(_("La raison"), 400, 3, _("Ce que l’essai risque, pour qui."))
    counter_proposal = words(
        _("Ce que vous proposez d’essayer à la place"),
        400,
        3,
        _("Un autre moment, un cadre plus étroit, une autre façon : quelque chose à essayer."),
    )


class TellingForm(forms.Form):
    """What a trial taught, and what becomes of it."""

    learnt = words(
        _("Ce que nous avons appris"),
        1200,
        5,
        _("Un essai qui n’a pas marché a appris quelque chose : dites quoi."),
    )
    outcome = forms.ChoiceField(
        label=_("Et maintenant"), choices=Telling.Outcome.choices, widget=forms.RadioSelect
    )


class CommentForm(forms.Form):
    """A short word."""

    text = words(_("Votre commentaire"), 300)


class RuleForm(forms.Form):
    """How long a manager has to object."""

    objection_days = forms.IntegerField(
        label=_("Jours ouvrés pour faire une objection"),
        min_value=1,
        max_value=LONGEST_OBJECTION_DAYS,
        help_text=_(
            "Du lundi au vendredi, jours fériés compris. Passé ce délai sans objection, l’essai a lieu. Vaut pour les essais annoncés ensuite."
        ),
    )
