"""What people fill in about the organisation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.actions import known
from boussole.features.organisation.models import (
    Language,
    Membership,
    Person,
    Role,
    Team,
    Theme,
)


class NamesField(forms.CharField):
    """Several names, one per line."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            label=_("Noms dans les conversations importées"),
            help_text=_("Un par ligne : l’identifiant ou le nom que donne votre outil actuel."),
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Write a list one name per line."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Read the lines into a list."""
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]


class ProfileForm(forms.Form):
    """One's own name, language and appearance."""

    name = forms.CharField(label=_("Nom affiché"), max_length=120)
    language = forms.ChoiceField(label=_("Langue"), choices=Language.choices)
    theme = forms.ChoiceField(label=_("Apparence"), choices=Theme.choices)


class PersonForm(forms.Form):
    """Someone's account, as an administrator sees it."""

    name = forms.CharField(label=_("Nom affiché"), max_length=120)
    email = forms.EmailField(label=_("Adresse e-mail"))
    role = forms.ChoiceField(label=_("Rôle"), choices=Role.choices)
    external_names = NamesField()


class NewPersonForm(PersonForm):
    """An account to open, and the language of its invitation."""

    language = forms.ChoiceField(label=_("Langue"), choices=Language.choices)
    team = forms.ModelChoiceField(
        label=_("Équipe"), queryset=Team.objects.filter(archived_at=None), required=False
    )
    field_order = ("name", "email", "role", "team", "language", "external_names")


class TeamForm(forms.Form):
    """A team's names."""

    name = forms.CharField(label=_("Nom de l’équipe"), max_length=120)
    external_names = NamesField()


class MemberForm(forms.Form):
    """Someone who joins a team, and as what."""

    person = forms.ModelChoiceField(
        label=_("Personne"), queryset=Person.objects.none(), empty_label=_("Choisir…")
    )
    kind = forms.ChoiceField(label=_("Comme"), choices=Membership.Kind.choices)

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        serving = Person.objects.filter(is_active=True, role__in=[Role.AGENT, Role.MANAGER])
        self.fields["person"].queryset = serving.exclude(memberships__team=team)  # type: ignore[attr-defined]  # typed as the base Field


class DepartmentForm(forms.Form):
    """A department and whom to tell there."""

    name = forms.CharField(label=_("Nom"), max_length=120)
    key = forms.SlugField(
        label=_("Clé dans l’arbre des motifs"),
        max_length=60,
        help_text=_("Elle relie le service aux motifs de contact, par exemple « billing »."),
    )
    contact_name = forms.CharField(label=_("Personne à prévenir"), max_length=120, required=False)
    contact_email = forms.EmailField(
        label=_("Son adresse e-mail"),
        required=False,
        help_text=_("Les causes à corriger lui seront transmises."),
    )
    contact = forms.ModelChoiceField(
        label=_("Son compte dans Boussole"),
        queryset=Person.objects.filter(is_active=True).exclude(
            role__in=[Role.ADMINISTRATOR, Role.PRIVACY_OFFICER]
        ),
        required=False,
        empty_label=_("aucun compte"),
        help_text=_("Cette personne lit ce qui est transmis au service et y répond elle-même."),
    )


class AuditFilters(forms.Form):
    """The audit trail's filters, as a sentence."""

    lead = _("Montrer")

    PERIODS = (
        ("7", _("ces 7 derniers jours")),
        ("30", _("ces 30 derniers jours")),
        ("", _("depuis toujours")),
    )

    person = forms.ModelChoiceField(
        label=_("Qui"),
        queryset=Person.objects.all(),
        required=False,
        empty_label=_("tout le monde"),
    )
    action = forms.ChoiceField(label=_("Quoi"), required=False)
    period = forms.ChoiceField(label=_("Quand"), choices=PERIODS, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["action"].choices = [("", _("toutes les actions")), *known()]  # type: ignore[attr-defined]  # typed as the base Field

    @property
    def is_filtered(self) -> bool:
        """Whether anything is left out."""
        return self.is_valid() and any(self.cleaned_data.values())


class TokenForm(forms.Form):
    """A token for a program, by the name one will recognise it by."""

    name = forms.CharField(
        label=_("Nom du jeton, par exemple le programme qui s’en sert"), max_length=80
    )
