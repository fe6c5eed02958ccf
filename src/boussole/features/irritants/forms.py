"""Forms of the pages of irritants, and the words for them."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from boussole.features.irritants.models import Heard
from boussole.features.organisation import queries as organisation


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
