"""Forms of the pages of irritants, and the words for them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boussole.core.reasons import ReasonTree
from boussole.features.conversations.forms import said
from boussole.features.irritants.models import Heard, Irritant
from boussole.features.irritants.models.irritant import (
    LONGEST_DETAIL,
    LONGEST_NOTE,
    LONGEST_WHAT,
)
from boussole.features.organisation import queries as organisation
from boussole.features.organisation.models import Department, Person, Role

# What nobody meets more often, or longer, in a week of work.
MOST_TIMES, MOST_MINUTES = 500, 600
# A fix is told while those who met the irritant remember what it cost before.
OLDEST_FIX = timedelta(days=60)


class HearForm(forms.Form):
    """What someone hears, in one line."""

    line = forms.CharField(
        label=_("Ce que vous entendez"),
        max_length=240,
        help_text=_("Une ligne suffit. Ne nommez pas le client."),
    )
    kind = forms.ChoiceField(label=_("De quoi s’agit-il"), choices=Heard.Kind.choices)


class RouteForm(forms.Form):
    """The department a line concerns."""

    department = forms.ModelChoiceField(
        label=_("Service"), queryset=organisation.departments(), empty_label=_("Choisir…")
    )


class AnswerForm(forms.Form):
    """What the department answers."""

    answer = forms.CharField(label=_("Réponse du service"), max_length=600)


class CostForm(forms.Form):
    """What an irritant costs someone, as far as they know."""

    times = forms.FloatField(
        label=_("Combien de fois par semaine"), required=False, min_value=0, max_value=MOST_TIMES
    )
    minutes = forms.FloatField(
        label=_("Minutes perdues à chaque fois"),
        required=False,
        min_value=0,
        max_value=MOST_MINUTES,
    )


class CostNowForm(CostForm):
    """What a resolved irritant costs someone now: how often, at least."""

    def clean(self) -> dict[str, Any]:
        """Never meeting it any more needs no minutes; meeting it does."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("times") is None and "times" not in self.errors:
            self.add_error("times", _("Dites combien de fois par semaine, ou 0."))
        elif given.get("times") and given.get("minutes") is None and "minutes" not in self.errors:
            self.add_error("minutes", _("Dites combien de minutes à chaque fois."))
        return given


class SayForm(forms.Form):
    """An irritant, in words."""

    what = forms.CharField(
        label=_("L’irritant, en une ligne"),
        max_length=LONGEST_WHAT,
        help_text=_("Par exemple : le formulaire pour obtenir un formulaire. Ne nommez personne."),
    )
    detail = forms.CharField(
        label=_("Précisions"), max_length=LONGEST_DETAIL, required=False, widget=forms.Textarea
    )
    hurts = forms.ChoiceField(
        label=_("Qui en souffre"),
        choices=Irritant.Hurts.choices,
        initial=Irritant.Hurts.EMPLOYEE,
        widget=forms.RadioSelect,
    )
    signed = forms.BooleanField(
        label=_("Montrer mon nom"),
        required=False,
        help_text=_("Sinon, seul le nombre de personnes concernées est affiché."),
    )


class DeclareForm(SayForm, CostForm):
    """An irritant to declare, with what it costs its author."""

    reach = forms.ChoiceField(
        label=_("Qui peut le lire"),
        choices=Irritant.Reach.choices,
        initial=Irritant.Reach.TEAM,
        widget=forms.RadioSelect,
    )
    field_order = ("what", "detail", "times", "minutes", "hurts", "reach", "signed")


class OwnerForm(forms.Form):
    """Who is asked for an answer: a person or a department, named ``person:3`` or ``department:2``."""

    to = forms.ChoiceField(label=_("Confier à"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.departments = {f"department:{one.pk}": one for one in organisation.departments()}
        serving = (Role.MANAGER, Role.LEADER, Role.DEPARTMENT_CONTACT)
        people = Person.objects.filter(is_active=True, role__in=serving)
        self.people = {f"person:{one.pk}": one for one in people}
        self.fields["to"].choices = [  # type: ignore[attr-defined]  # typed as the base Field
            ("", _("Choisir…")),
            (_("Services"), [(key, str(one)) for key, one in self.departments.items()]),
            (_("Personnes"), [(key, str(one)) for key, one in self.people.items()]),
        ]

    def clean(self) -> dict[str, Any]:
        """Give the person or the department that was chosen."""
        key = str(self.cleaned_data.get("to", ""))
        owner: Person | None = self.people.get(key)
        department: Department | None = self.departments.get(key)
        return {"owner": owner, "department": department}


class OwnerAnswerForm(forms.Form):
    """What the owner answers: it will be fixed, or not, and why."""

    YES, NO = "yes", "no"

    fixing = forms.ChoiceField(
        label=_("Sera-t-il corrigé"),
        choices=((YES, _("oui, nous le corrigeons")), (NO, _("non, et voici pourquoi"))),
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("Votre réponse"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea,
        help_text=_("Tous ceux qui rencontrent l’irritant la lisent."),
    )

    def clean_fixing(self) -> bool:
        """Whether it will be fixed."""
        return bool(self.cleaned_data["fixing"] == self.YES)


class ResolveForm(forms.Form):
    """Since when it is fixed, and how."""

    on = forms.DateField(
        label=_("Corrigé depuis le"), widget=forms.DateInput(attrs={"type": "date"})
    )
    how = forms.CharField(label=_("Ce qui a changé"), max_length=LONGEST_NOTE, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        """A day of the last weeks: what follows is compared with it."""
        on: date = self.cleaned_data["on"]
        if not self.today - OLDEST_FIX <= on <= self.today:
            raise forms.ValidationError(_("Choisissez un jour des soixante derniers."))
        return on


class WhyForm(forms.Form):
    """Why an irritant is opened again."""

    why = forms.CharField(label=_("Pourquoi"), max_length=LONGEST_NOTE, required=False)


class LinkForm(forms.Form):
    """The contact reasons an irritant causes, and how long one of these contacts takes."""

    reasons = forms.MultipleChoiceField(
        label=_("Motifs de contact qu’il provoque"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    contact_minutes = forms.IntegerField(
        label=_("Durée d’un de ces contacts, en minutes"),
        required=False,
        min_value=1,
        max_value=MOST_MINUTES,
        help_text=_("Si vous la connaissez : elle sert à estimer le temps rendu aux équipes."),
    )

    def __init__(
        self, *args: Any, tree: ReasonTree, kept: list[str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reasons"].choices = [  # type: ignore[attr-defined]  # typed as the base Field
            (said(family.label), [(one.key, said(one.label)) for one in offered])
            for family in tree.families
            if (offered := [one for one in family.reasons if not one.archived or one.key in (kept or [])])
        ]  # fmt: skip
