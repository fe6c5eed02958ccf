"""Forms of the confidential line, and the words for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boussole.features.confidential import access
from boussole.features.confidential.models import Listener
from boussole.features.organisation.models import Person

if TYPE_CHECKING:
    _OneListener = forms.ModelChoiceField[Listener]
else:
    _OneListener = forms.ModelChoiceField

LONGEST_TEXT = 5000
SHORTEST_PASSPHRASE = 16
# Nothing that is typed here is offered again by the browser or checked by a service of its maker.
_UNKEPT = {"autocomplete": "off", "spellcheck": "false"}


def _text(label: Any, rows: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": rows, **_UNKEPT}),
        help_text=help_text,
    )


def _passphrase(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs=_UNKEPT),
        help_text=help_text,
    )


class ListenerField(_OneListener):
    """One listening person a line, with who they are."""

    def label_from_instance(self, obj: Listener) -> str:
        """Their name, the leadership's sentence, and the day of their key: a key that changes is seen."""
        day = date_format(obj.key.made_on, "DATE_FORMAT")
        return gettext("%(name)s – %(sentence)s (clé du %(day)s)") % {
            "name": obj.person.name,
            "sentence": obj.sentence,
            "day": day,
        }


class WriteForm(forms.Form):
    """To whom, and what."""

    listener = ListenerField(
        label=_("À qui voulez-vous parler"),
        queryset=Listener.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect(attrs={"class": "field-radios"}),
    )
    text = _text(
        _("Ce que vous voulez dire"),
        8,
        _("Votre nom n’est pas joint. Signez dans le texte si vous le souhaitez."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, person: Person) -> None:
        super().__init__(data)
        field = self.fields["listener"]
        if isinstance(field, ListenerField):
            field.queryset = access.offered(person)


class CodeForm(forms.Form):
    """The code that writing gave."""

    code = forms.CharField(
        label=_("Votre code de reçu"),
        max_length=40,
        widget=forms.TextInput(attrs=_UNKEPT),
        help_text=_("Seize lettres et chiffres, donnés une seule fois quand vous avez écrit."),
    )


class MessageForm(forms.Form):
    """The next message of a thread."""

    text = _text(_("Votre message"), 5)


class UnlockForm(forms.Form):
    """The passphrase of one's key."""

    passphrase = _passphrase(_("Votre phrase de passe"))


class KeyForm(forms.Form):
    """A passphrase for a new key, typed twice."""

    passphrase = _passphrase(
        _("Une phrase de passe pour cette page seulement"),
        _(
            "Seize caractères au moins : plusieurs mots sans lien entre eux. Différente de votre mot de passe, et connue de vous seul."
        ),
    )
    again = _passphrase(_("La même phrase, une seconde fois"))
    understood = forms.BooleanField(
        label=_("J’ai compris : si je perds cette phrase, les messages déjà reçus sont perdus")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, person: Person) -> None:
        super().__init__(data)
        self.person = person

    def clean_passphrase(self) -> str:
        """Long enough, and not what they sign in with: whoever could sign in as them would read everything."""
        given = str(self.cleaned_data["passphrase"])
        if len(given.strip()) < SHORTEST_PASSPHRASE or len(set(given)) < SHORTEST_PASSPHRASE // 2:
            raise ValidationError(_("Cette phrase est trop facile à deviner : allongez-la."))
        if self.person.check_password(given):
            raise ValidationError(_("Choisissez autre chose que votre mot de passe."))
        return given

    def clean_again(self) -> str:
        """The same again: nobody can remind them of it."""
        again = str(self.cleaned_data["again"])
        if "passphrase" in self.cleaned_data and again != self.cleaned_data["passphrase"]:
            raise ValidationError(_("Les deux phrases diffèrent."))
        return again


class NameForm(forms.Form):
    """Whom to name, and who they are."""

    person = forms.ModelChoiceField(
        label=_("Personne à l’écoute"),
        queryset=Person.objects.filter(is_active=True),
        empty_label=_("Choisir…"),
    )
    sentence = forms.CharField(
        label=_("Qui est cette personne, en une phrase"),
        max_length=300,
        help_text=_("Lue par tous : son métier, ce qui fait qu’on peut lui parler."),
    )


class EmergencyForm(forms.Form):
    """What to do in an emergency."""

    text = forms.CharField(
        label=_("Que faire en cas d’urgence"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "Montré tel quel, dans toutes les langues. Laissez vide pour le texte proposé par Boussole."
        ),
    )
