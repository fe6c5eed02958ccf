"""What is asked of people who make a session, and of those who judge."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from boussole.core.playbook import Playbook
from boussole.features.alignment.models import Answer, Item, Participant
from boussole.features.alignment.queries import Invitable
from boussole.features.alignment.services import (
    LEAST_SITUATIONS,
    LONGEST_DAYS,
    MOST_RULES,
    MOST_SITUATIONS,
    USUAL_SITUATIONS,
    Said,
)
from boussole.features.conversations.forms import said

USUAL_DAYS = 7
LEAST_PEOPLE = 2
SURE, HESITATING = "sure", "hesitating"


class DayInput(forms.DateInput):
    """A date as browsers ask for it, whatever the reader's language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput(), input_formats=["%Y-%m-%d"])


class SessionForm(forms.Form):
    """A session to open: which rules, for whom, how many situations, until when."""

    rules = forms.MultipleChoiceField(
        label=_("Règles à juger"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Une à trois. Chaque situation est jugée pour chacune ; avec une seule règle, la séance est plus courte et la mesure plus sûre."
        ),
        error_messages={"required": _("Choisissez une règle au moins.")},
    )
    people = forms.MultipleChoiceField(
        label=_("Personnes invitées"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Les situations sont tirées des conversations de leurs équipes ; personne ne juge les siennes. "
            "À partir de cinq conseillers, les réponses des managers et de l’équipe se comparent."
        ),
        error_messages={"required": _("Invitez au moins deux personnes.")},
    )
    count = forms.TypedChoiceField(
        label=_("Nombre de situations"),
        coerce=int,
        choices=[(n, str(n)) for n in range(LEAST_SITUATIONS, MOST_SITUATIONS + 1)],
        initial=USUAL_SITUATIONS,
        help_text=_(
            "Il en faut dix pour conclure sur une règle ; plusieurs séances sur la même version d’une règle s’additionnent."
        ),
    )
    closes_on = _day(_("Dernier jour pour répondre"))

    def __init__(
        self, *args: Any, playbook: Playbook, invitable: Sequence[Invitable], **kwargs: Any
    ) -> None:
        """Offer the rules of the playbook and the people of one's teams, all invited at first."""
        super().__init__(*args, **kwargs)
        self._invitable = {str(one.person.pk): one for one in invitable}
        self._choose("rules", [(rule.key, said(rule.name)) for rule in playbook.rules])
        self._choose("people", _by_team(invitable))
        self.fields["people"].initial = list(self._invitable)
        today = timezone.localdate()
        self.fields["closes_on"].initial = today + timedelta(days=USUAL_DAYS)
        limits = {
            "min": today.isoformat(),
            "max": (today + timedelta(days=LONGEST_DAYS)).isoformat(),
        }
        self.fields["closes_on"].widget.attrs.update(limits)

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def clean_rules(self) -> list[str]:
        """Three at most: a session stays short."""
        chosen: list[str] = self.cleaned_data["rules"]
        if len(chosen) > MOST_RULES:
            raise forms.ValidationError(
                ngettext_lazy(
                    "Gardez %(most)d règle au plus.", "Gardez %(most)d règles au plus.", MOST_RULES
                ),
                params={"most": MOST_RULES},
            )
        return chosen

    def clean_people(self) -> list[Invitable]:
        """Two at least: one alone agrees with nobody."""
        chosen = [self._invitable[pk] for pk in self.cleaned_data["people"]]
        if len(chosen) < LEAST_PEOPLE:
            raise forms.ValidationError(_("Invitez au moins deux personnes."))
        return chosen


def _by_team(invitable: Sequence[Invitable]) -> list[Any]:
    teams: dict[str, list[tuple[str, str]]] = {}
    for one in invitable:
        manager = one.group == Participant.Group.MANAGER
        name = (
            f"{one.person.name} ({one.person.get_role_display().lower()})"
            if manager
            else one.person.name
        )
        teams.setdefault(one.team.name, []).append((str(one.person.pk), name))
    return list(teams.items())


class ExtendForm(forms.Form):
    """A later last day."""

    closes_on = _day(_("Nouveau dernier jour"))

    def __init__(self, *args: Any, last_day: date, **kwargs: Any) -> None:
        """Offer a week more."""
        super().__init__(*args, **kwargs)
        self.fields["closes_on"].initial = last_day + timedelta(days=USUAL_DAYS)


class AnswerForm(forms.Form):
    """What someone says of one rule in one situation."""

    says = forms.ChoiceField(
        choices=Answer.Says.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une réponse.")},
    )
    sure = forms.ChoiceField(
        choices=[(SURE, _("Sans hésiter")), (HESITATING, _("J’hésite"))],
        widget=forms.RadioSelect,
        initial=SURE,
        required=False,
    )
    turn = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    words = forms.CharField(max_length=300, required=False)
    remark = forms.CharField(max_length=500, required=False, widget=forms.Textarea)
    signed = forms.BooleanField(required=False)

    def __init__(self, *args: Any, item: Item, **kwargs: Any) -> None:
        """Offer the messages of the situation."""
        super().__init__(*args, **kwargs)
        turns = [
            (one["turn"], _("message %(number)d") % {"number": one["turn"] + 1})
            for one in item.messages
        ]
        field = self.fields["turn"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("aucun")), *turns]

    @property
    def said(self) -> Said:
        """The answer, once valid."""
        given = self.cleaned_data
        return Said(
            says=given["says"],
            sure=given["sure"] != HESITATING,
            turn=given["turn"],
            words=given["words"],
            remark=given["remark"],
            signed=given["signed"],
        )


def answer_initial(item: Item, answer: Answer | None) -> dict[str, Any]:
    """An answer as its form asks for it."""
    if answer is None:
        return {}
    text = next((one["text"] for one in item.messages if one["turn"] == answer.turn), "")
    return {
        "says": answer.says,
        "sure": SURE if answer.sure else HESITATING,
        "turn": answer.turn,
        "words": text[answer.start : answer.end] if answer.start is not None else "",
        "remark": answer.remark,
        "signed": answer.signed,
    }
