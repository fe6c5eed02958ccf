"""What people fill in about commitments, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from boussole.core.text import Text
from boussole.features.commitments.models import Proposal
from boussole.features.conversations.forms import said
from boussole.features.organisation.models import Team

if TYPE_CHECKING:
    _One = forms.ModelChoiceField[Team]
else:
    _One = forms.ModelChoiceField


def day_field(label: Any, help_text: Any = "") -> forms.DateField:
    """A day, in the browser's own calendar."""
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        help_text=help_text,
    )


class OpenForm(forms.Form):
    """Whom a consultation is for, why, and its days."""

    title = forms.CharField(label=_("Titre"), max_length=120)
    purpose = forms.CharField(
        label=_("Ce que nous cherchons"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("À quoi ces engagements serviront, et pourquoi maintenant."),
    )
    team = _One(label=_("Pour"), queryset=Team.objects.none(), required=False)
    vote_opens_on = day_field(
        _("Le vote s’ouvre le"), _("Jusque-là, chacun propose, commente et reformule.")
    )
    closes_on = day_field(
        _("Le vote se ferme le"), _("Rien n’est compté avant ce jour, pas même les votants.")
    )

    def __init__(
        self, data: Any = None, *, teams: QuerySet[Team], company: bool, **given: Any
    ) -> None:
        """Offer the teams someone may consult, and the company to the direction."""
        super().__init__(data, **given)
        team: Any = self.fields["team"]
        team.queryset, team.required = teams, not company
        team.empty_label = _("toute l’entreprise") if company else _("Choisir…")


class ProposalForm(forms.Form):
    """A commitment: one sentence, and what it looks like in a conversation."""

    sentence = forms.CharField(
        label=_("L’engagement en une phrase"),
        max_length=200,
        help_text=_("Par exemple : « Nous disons au client ce que nous ne savons pas encore. »"),
    )
    looks_like = forms.CharField(
        label=_("À quoi cela ressemble dans une conversation"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ce qu’on entendrait ou lirait, du client et de nous."),
    )


class CommentForm(forms.Form):
    """A short word."""

    text = forms.CharField(
        label=_("Votre commentaire"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class BallotForm(forms.Form):
    """What one supports: as many as one likes, or none."""

    supports = forms.TypedMultipleChoiceField(
        label=_("Ce que vous soutenez"), coerce=int, required=False, empty_value=[]
    )

    def __init__(self, data: Any = None, *, proposals: Iterable[Proposal], **given: Any) -> None:
        """Offer what is voted on."""
        super().__init__(data, **given)
        field: Any = self.fields["supports"]
        field.choices = [(one.pk, one.sentence) for one in proposals]


class RulesForm(forms.Form):
    """The rules of the playbook that put a commitment into practice."""

    rules = forms.MultipleChoiceField(
        label=_("Règles du playbook"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, data: Any = None, *, names: Mapping[str, Text], **given: Any) -> None:
        """Offer the rules of the playbook in force."""
        super().__init__(data, **given)
        field: Any = self.fields["rules"]
        field.choices = [(key, said(name)) for key, name in names.items()]
