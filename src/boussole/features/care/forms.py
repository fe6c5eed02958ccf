"""What care asks of people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boussole.features.care import access
from boussole.features.organisation.models import Person
from boussole.features.sessions.forms import day_field

LONGEST_LINE = 300
LONGEST_NOTE = 2000


class PartnerForm(forms.Form):
    """With whom to talk, when, and about what if one wishes."""

    partner = forms.ChoiceField(label=_("Avec qui"))
    planned_on = day_field(_("Quel jour"))
    wish = forms.CharField(
        label=_("Ce dont vous voulez parler"),
        max_length=LONGEST_LINE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Lu par la personne choisie seulement. Elle ne sait rien d’autre de votre semaine."
        ),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        person: Person,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        groups = (
            (_("Mon manager"), access.own_managers(person)),
            (_("Un collègue relais"), access.relays(person)),
            (_("Un autre manager"), access.other_managers(person)),
        )
        self._people: dict[str, Person] = {}
        choices: list[tuple[Any, Any]] = [("", _("Choisir une personne"))]
        for label, people in groups:
            found = list(people.order_by("name", "pk"))
            self._people |= {str(one.pk): one for one in found}
            if found:
                choices.append((label, [(str(one.pk), one.name) for one in found]))
        field = self.fields["partner"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def nobody(self) -> bool:
        """Whether there is nobody to choose."""
        return not self._people

    def chosen(self) -> Person:
        """The person chosen, once the form is valid."""
        return self._people[self.cleaned_data["partner"]]


class MoveForm(forms.Form):
    """Another day."""

    planned_on = day_field(_("Un autre jour"))


class NoteForm(forms.Form):
    """Something for the two."""

    text = forms.CharField(
        label=_("Votre note"), max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 3})
    )


class BreatherForm(forms.Form):
    """A request to one's manager."""

    text = forms.CharField(
        label=_("Ce qui vous aiderait"),
        max_length=LONGEST_LINE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Envoyé à votre manager avec votre nom. Vos chiffres ne partent pas avec."),
    )


class BreatherAnswerForm(forms.Form):
    """What is arranged."""

    text = forms.CharField(
        label=_("Ce que vous pouvez faire"),
        max_length=LONGEST_LINE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ChoiceForm(forms.Form):
    """What someone wants computed, and offered."""

    exposure = forms.BooleanField(label=_("Compter mes échanges difficiles"), required=False)
    offers = forms.BooleanField(
        label=_("Me proposer d’en parler après une semaine ou un échange difficile"), required=False
    )
