"""What people fill in about sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from boussole.core.coaching import CUES
from boussole.core.coaching.following import AFTER_WEEKS, SMALLEST_EFFECT
from boussole.features.conversations.forms import said
from boussole.features.organisation.models import Person
from boussole.features.sessions.models import Session

LONGEST_NOTE, LONGEST_AGREEMENT, LONGEST_CUE = 2_000, 200, 100
WEEKS = (4, 6, 8, 12)
EFFECTS = (0.1, 0.2, 0.3)
_WEEKS = ngettext_lazy("%(n)d semaine", "%(n)d semaines", "n")


if TYPE_CHECKING:
    _One = forms.ModelChoiceField[Person]
    _Several = forms.ModelMultipleChoiceField[Person]
else:
    _One, _Several = forms.ModelChoiceField, forms.ModelMultipleChoiceField


class PersonField(_One):
    """One person, by name."""

    def label_from_instance(self, obj: Any) -> str:
        """Their name alone."""
        return str(obj.name)


class PeopleField(_Several):
    """Several people, by name."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """Their name alone."""
        return str(obj.name)


def day_field(label: Any, *, required: bool = True) -> forms.DateField:
    """A day, in the browser's own calendar."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )


class PlanForm(forms.Form):
    """With whom, how and when."""

    kind = forms.ChoiceField(
        label=_("Forme"), choices=Session.Kind.choices, widget=forms.RadioSelect
    )
    participants = PeopleField(label=_("Avec"), queryset=Person.objects.none())
    planned_on = day_field(_("Le"))
    # The situation it is planned from, when it is.
    about = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, agents: QuerySet[Person], **given: Any) -> None:
        """Offer the agents someone manages."""
        super().__init__(data, **given)
        people: Any = self.fields["participants"]
        people.queryset = agents


class MoveForm(forms.Form):
    """Another day."""

    planned_on = day_field(_("Nouvelle date"))


class TopicsForm(forms.Form):
    """The situations to talk about, by their ids."""

    situations = forms.TypedMultipleChoiceField(coerce=int, required=False, empty_value=[])

    def __init__(self, data: Any = None, *, known: Iterable[int]) -> None:
        """Offer what may be chosen."""
        super().__init__(data)
        field: Any = self.fields["situations"]
        field.choices = [(pk, pk) for pk in known]


class NoteForm(forms.Form):
    """Something for the others of the session."""

    text = forms.CharField(
        label=_("Texte de la note"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RemarkForm(forms.Form):
    """What an agent thinks of it."""

    text = forms.CharField(
        label=_("Texte de la remarque"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AgreementForm(forms.Form):
    """Who does what, by when."""

    text = forms.CharField(label=_("Accord"), max_length=LONGEST_AGREEMENT)
    person = PersonField(
        label=_("Qui"), queryset=Person.objects.none(), required=False, empty_label=_("tous")
    )
    due_on = day_field(_("Pour le"), required=False)

    def __init__(self, data: Any = None, *, people: QuerySet[Person]) -> None:
        """Offer the people of the session."""
        super().__init__(data, auto_id="agreement_%s")
        person: Any = self.fields["person"]
        person.queryset = people


class CueForm(forms.Form):
    """A cue of the catalogue, in its words or in one's own, and what would be worth seeing."""

    person = PersonField(label=_("Pour"), queryset=Person.objects.none(), empty_label=None)
    key = forms.ChoiceField(label=_("Repère"))
    sentence = forms.CharField(
        label=_("Dans vos mots"),
        max_length=LONGEST_CUE,
        required=False,
        help_text=_("Une phrase courte ; vide, celle du catalogue."),
    )
    weeks = forms.TypedChoiceField(label=_("Suivi pendant"), coerce=int, initial=AFTER_WEEKS)
    smallest = forms.TypedChoiceField(
        label=_("Écart qui vaudrait la peine"), coerce=float, initial=SMALLEST_EFFECT
    )

    def __init__(self, data: Any = None, *, people: QuerySet[Person]) -> None:
        """Offer the participants and the catalogue."""
        super().__init__(data, auto_id="cue_%s")
        fields: Any = self.fields
        fields["person"].queryset = people
        fields["key"].choices = [(cue.key, said(cue.sentence)) for cue in CUES.values()]
        fields["weeks"].choices = [(n, _WEEKS % {"n": n}) for n in WEEKS]
        fields["smallest"].choices = [
            (share, _("%(n)d points") % {"n": round(100 * share)}) for share in EFFECTS
        ]


class CloseForm(forms.Form):
    """The day it was held."""

    held_on = day_field(_("Tenue le"))

    def __init__(self, data: Any = None, *, planned_on: date, today: date) -> None:
        """Begin with the planned day, or today when that is still to come."""
        super().__init__(data, initial={"held_on": min(planned_on, today)}, auto_id="close_%s")


class RemindersForm(forms.Form):
    """Whether to be written to."""

    weekly = forms.BooleanField(
        label=_("Recevoir chaque lundi le rappel de mes séances et de mes repères"),
        required=False,
        help_text=_(
            "Des nombres et un lien, jamais le contenu d’une séance ni d’une conversation."
        ),
    )
