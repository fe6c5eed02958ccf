"""Forms of the recognition pages, and the words for them."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boussole.features.conversations import queries as conversations
from boussole.features.conversations.forms import said
from boussole.features.organisation.models import Person
from boussole.features.playbook.queries import playbook_in_force
from boussole.features.recognition import queries
from boussole.features.recognition.models import Reach
from boussole.features.recognition.services import About

_MESSAGE = re.compile(r"/conversations/(\d{1,18})/[^#]*#turn-(\d{1,6})$")
LONGEST_PASSAGE = 800
SCALE = (
    (1, _("Pas du tout d’accord")),
    (2, _("Plutôt pas d’accord")),
    (3, _("Ni oui ni non")),
    (4, _("Plutôt d’accord")),
    (5, _("Tout à fait d’accord")),
)
STATEMENTS = {
    "posture": _(
        "Quand nous parlons d’une situation, mon manager cherche ce qui aide la prochaine fois, pas qui a eu tort."
    ),
    "arbitration": _(
        "Quand une règle ne convient pas à un cas, j’obtiens une décision claire à temps."
    ),
    "transmission": _(
        "Ce que nous disons des causes en amont est transmis, et nous savons ce qu’il en advient."
    ),
}
STATEMENT_NAMES = {
    "posture": _("Posture"),
    "arbitration": _("Arbitrage"),
    "transmission": _("Transmission"),
}


class ReachForm(forms.Form):
    """Who reads one's own success."""

    reach = forms.ChoiceField(label=_("Qui la voit"), choices=Reach.choices)


class ThankForm(forms.Form):
    """A success that someone names: whose, by which rule or in which words, and the message that shows it."""

    recipient = forms.ModelChoiceField(
        label=_("Qui souhaitez-vous remercier"),
        queryset=Person.objects.none(),
        empty_label=_("Choisir…"),
    )
    sentence = forms.CharField(
        label=_("Ce que cette personne a fait"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Une phrase suffit. Ne nommez pas le client."),
    )
    rule = forms.ChoiceField(
        label=_("La règle du playbook que cela illustre"), choices=[], required=False
    )
    message = forms.CharField(
        label=_("Le message qui le montre"),
        max_length=500,
        required=False,
        help_text=_(
            "Dans l’échange, ouvrez le numéro du message et copiez l’adresse de la page. Le passage est repris masqué."
        ),
    )

    def __init__(self, *args: Any, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["recipient"].queryset = queries.colleagues(by)  # type: ignore[attr-defined]  # typed as the base Field
        successes = [
            (rule.key, said(rule.name)) for rule in playbook_in_force().rules if rule.success
        ]
        self.fields["rule"].choices = [("", _("aucune")), *successes]  # type: ignore[attr-defined]  # typed as the base Field

    def clean_message(self) -> About | None:
        """The masked message at an address; one that the person may not read is no message."""
        address = self.cleaned_data["message"].strip()
        if not address:
            return None
        found = _MESSAGE.search(address)
        pk, turn = (int(found[1]), int(found[2])) if found else (0, 0)
        passage = conversations.masked_turn(self.by, pk, turn) if found else None
        if passage is None:
            raise forms.ValidationError(
                _("Ce message est introuvable. L’adresse se termine par « #turn- » et un numéro.")
            )
        return About(pk, turn, shortened(passage))

    def clean(self) -> dict[str, Any]:
        """A success has a name: a rule, or a sentence."""
        found = self.cleaned_data
        if not (found.get("rule") or str(found.get("sentence", "")).strip()):
            self.add_error(
                "sentence",
                _("Dites en une phrase ce que cette personne a fait, ou choisissez une règle."),
            )
        return found


class NameForm(forms.Form):
    """What someone did in a success that was proposed, in one's own words; its rule and its passage come with it."""

    sentence = forms.CharField(
        label=_("Ce que cette personne a fait"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Une phrase suffit. Ne nommez pas le client."),
    )


def shortened(passage: str) -> str:
    """A passage that a page can show, cut between two words."""
    if len(passage) <= LONGEST_PASSAGE:
        return passage
    return f"{passage[:LONGEST_PASSAGE].rsplit(' ', 1)[0]} …"


def _statement(name: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=STATEMENTS[name],
        choices=SCALE,
        coerce=int,
        widget=forms.RadioSelect(attrs={"class": "field-radios"}),
    )


class FeedbackForm(forms.Form):
    """What an agent says of their manager's practice, without a name."""

    posture = _statement("posture")
    arbitration = _statement("arbitration")
    transmission = _statement("transmission")
    comment = forms.CharField(
        label=_("Ce que vous voulez ajouter"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Montré seulement à partir de dix réponses, sans lien avec ce qui précède. Évitez ce qui vous ferait reconnaître."
        ),
    )
