"""Forms of the coaching pages."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from boussole.features.coaching.models import Situation


class DismissForm(forms.Form):
    """Why a situation is set aside."""

    reason = forms.ChoiceField(label=_("Pourquoi"), choices=Situation.Reason.choices)
