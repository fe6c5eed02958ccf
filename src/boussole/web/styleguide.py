"""The style guide: every component in its states, in both themes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from boussole.features.organisation import access


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=gettext_lazy("Nom de l’équipe"), initial="Lyon")
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        widget=forms.Textarea,
        help_text=gettext_lazy("Elle sera lue par votre équipe."),
    )
    email = forms.EmailField(label=gettext_lazy("Adresse e-mail"))
    role = forms.ChoiceField(
        label=gettext_lazy("Rôle"),
        choices=[("agent", gettext_lazy("Conseiller")), ("manager", gettext_lazy("Manager"))],
    )
    told = forms.BooleanField(label=gettext_lazy("Prévenir par e-mail"), required=False)


class SampleFilters(forms.Form):
    """A sentence of filters."""

    is_filtered = True
    lead = gettext_lazy("Conversations")

    search = forms.CharField(label=gettext_lazy("Chercher des mots"), required=False)
    reason = forms.ChoiceField(
        label=gettext_lazy("Motif"), choices=[("", gettext_lazy("sur la facturation"))]
    )
    period = forms.ChoiceField(
        label=gettext_lazy("Période"), choices=[("", gettext_lazy("4 dernières semaines"))]
    )
    team = forms.ChoiceField(
        label=gettext_lazy("Équipe"), choices=[("", gettext_lazy("équipe Lyon"))]
    )


@dataclass(frozen=True)
class Tab:
    """A sample tab."""

    label: str
    current: bool = False
    count: int | None = None
    url: str = "#tabs"


@require_GET
@access.requires(access.ADMINISTER)
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the components."""
    wrong = SampleForm({"name": "", "email": "lyon", "role": "agent"}, auto_id="wrong_%s")
    sides = [
        {
            "theme": theme,
            "form": SampleForm(auto_id=f"{theme}_%s"),
            "wrong": SampleForm(wrong.data, auto_id=f"{theme}_wrong_%s"),
            "filters": SampleFilters(auto_id=f"{theme}_filters_%s"),
            "search_id": f"{theme}-progress",
        }
        for theme in ("light", "dark")
    ]
    return render(request, "styleguide.html", {"sides": sides, **_samples()})


def _samples() -> dict[str, Any]:
    quote = _(
        "Bonjour, c’est la troisième fois que je vous appelle pour la même facture, personne ne me rappelle et on m’a encore prélevé 84 € hier matin."
    )
    marked = _("c’est la troisième fois que je vous appelle")
    start = max(quote.find(marked), 0)
    return {
        "quote": quote,
        "start": start,
        "end": start + len(marked),
        "ribbons": [
            ([0, 0, 0, 0.3, 0], []),
            ([0, 1.2, 0.7, 0.4], [(1, False)]),
            ([1, 2, 3, 3, 2.8], [(2, False), (3, False)]),
            ([2.2, 3, 1.8, 0.4, 0], [(3, True)]),
        ],
        "thread": [(0, 0), (0, 1.2), (1.2, 3), (3, 1.8), (1.8, 0.2)],
        "numbers": _numbers(),
        "tabs": [Tab(_("Ouvertes"), True, 12), Tab(_("Closes"), False, 240), Tab(_("Toutes"))],
    }


def _numbers() -> list[dict[str, Any]]:
    common = {"minimum": 0.0, "maximum": 1.0, "usual_low": 0.55, "usual_high": 0.72}
    return [
        {
            "label": _("Résolu au premier contact"),
            "value": "64 %",
            "sample": "n = 212",
            "words": _("dans la variation habituelle"),
            "state": "usual",
            "at": 0.64,
            "low": 0.57,
            "high": 0.7,
            "range_text": "57 – 70 %",
            **common,
        },
        {
            "label": _("Effort exprimé"),
            "value": "31 %",
            "sample": "n = 480",
            "words": _("le changement est réel"),
            "state": "real",
            "at": 0.31,
            "low": 0.27,
            "high": 0.35,
            "range_text": "27 – 35 %",
            **(common | {"usual_low": 0.12, "usual_high": 0.22}),
        },
        {"label": _("Satisfaction (CSAT)"), "state": "insufficient", "sample": "n = 6"},
    ]
