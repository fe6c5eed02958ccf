"""Forms of the role-play pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boussole.features.organisation.access import managed_teams
from boussole.features.organisation.models import Person, Team
from boussole.features.roleplay import access
from boussole.features.roleplay.playing import LONGEST_ANSWER


class AnswerForm(forms.Form):
    """An answer to the customer; ``after`` counts the answers the page knew of."""

    text = forms.CharField(
        label=_("Votre réponse"),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 3, "data-answer": ""}),
        error_messages={"required": _("Écrivez une réponse avant de l’envoyer.")},
    )
    after = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def clean_text(self) -> str:
        """Lines end as everywhere else, whatever a browser sends."""
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n")


class CountForm(forms.Form):
    """How many answers the page knew of."""

    after = forms.IntegerField(min_value=0)


class SuggestForm(forms.Form):
    """Whom a scenario is suggested to: a team, or one of its agents."""

    to = forms.ChoiceField(label=_("À qui"))
    note = forms.CharField(
        label=_("Un mot pour dire pourquoi"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, manager: Person, **kwargs: Any) -> None:
        """Offer the manager's teams and the agents who answer in them."""
        super().__init__(*args, **kwargs)
        self._teams = {f"team-{team.pk}": team for team in managed_teams(manager)}
        agents = access.team_agents(manager).exclude(pk=manager.pk)
        self._agents = {f"agent-{agent.pk}": agent for agent in agents}
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                ("", _("Choisir…")),
                (_("Une équipe"), [(key, team.name) for key, team in self._teams.items()]),
                (_("Un conseiller"), [(key, one.name) for key, one in self._agents.items()]),
            ]

    def clean_to(self) -> Person | Team:
        """The team or the agent chosen."""
        chosen: str = self.cleaned_data["to"]
        return self._teams.get(chosen) or self._agents[chosen]
