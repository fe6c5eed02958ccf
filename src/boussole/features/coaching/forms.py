"""Forms of the coaching pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from boussole.features.coaching.dissection.anchors import sentences
from boussole.features.coaching.lists import Asked, Shown
from boussole.features.coaching.models import OwnReading, Situation
from boussole.features.coaching.models.dissection import LONGEST
from boussole.features.coaching.own_readings import Answers
from boussole.features.conversations.forms import PlainSelect, reason_name, said

LONGEST_SNOOZE = timedelta(days=90)
WHOLE = "0-0"


class DismissForm(forms.Form):
    """Why a situation is set aside."""

    reason = forms.ChoiceField(label=_("Pourquoi"), choices=Situation.Reason.choices)


class SnoozeForm(forms.Form):
    """Until which day a situation is put off; ``today`` is the reader's."""

    until = forms.DateField(label=_("Jusqu’au"), widget=forms.DateInput({"type": "date"}))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    @property
    def offered(self) -> list[tuple[str, str]]:
        """The days one click away: tomorrow, next Monday, and the Monday after."""
        monday = self.today + timedelta(days=7 - self.today.weekday())
        days = [self.today + timedelta(days=1), monday, monday + timedelta(days=7)]
        return [(day.isoformat(), date_format(day, "l j F")) for day in dict.fromkeys(days)]

    @property
    def first(self) -> str:
        """The first day that can be chosen."""
        return (self.today + timedelta(days=1)).isoformat()

    @property
    def last(self) -> str:
        """The last day that can be chosen."""
        return (self.today + LONGEST_SNOOZE).isoformat()

    def clean_until(self) -> date:
        """A day to come, within three months: later, nobody remembers the conversation."""
        until: date = self.cleaned_data["until"]
        if not self.today < until <= self.today + LONGEST_SNOOZE:
            raise forms.ValidationError(_("Choisissez un jour à venir, dans les trois mois."))
        return until


class QueueForm(forms.Form):
    """The list as a sentence: its choices are what the week holds."""

    lead = _("Situations")

    kind = forms.ChoiceField(label=_("Sorte"), required=False, widget=PlainSelect)
    reason = forms.ChoiceField(label=_("Motif"), required=False, widget=PlainSelect)
    week = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, asked: Asked, monday: date, shown: Sequence[Shown]) -> None:
        data = {"kind": asked.kind, "reason": asked.reason, "week": monday.isoformat()}
        super().__init__(data, auto_id="queue_%s")
        kinds = {one.situation.kind: said(one.name) for one in shown}
        reasons = {one.reason: one.row.reason for one in shown if one.reason}
        if asked.reason and asked.reason not in reasons:
            reasons[asked.reason] = reason_name(asked.reason)
        self._choose("kind", _("de toutes sortes"), kinds)
        self._choose("reason", _("pour tous les motifs"), reasons)

    def _choose(self, name: str, every: Any, choices: Mapping[str, str]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            by_name = sorted(choices.items(), key=lambda pair: pair[1])
            field.choices = [("", every), *by_name]


class NoteForm(forms.Form):
    """A note, and what it is about: the whole message or one of its sentences."""

    passage = forms.ChoiceField(label=_("À propos de"), initial=WHOLE)
    text = forms.CharField(
        label=_("Votre note"), max_length=LONGEST, widget=forms.Textarea({"rows": 4})
    )

    def __init__(self, *args: Any, message: str, **kwargs: Any) -> None:
        """Offer the sentences of ``message``, which is masked."""
        super().__init__(*args, **kwargs)
        field = self.fields["passage"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(WHOLE, _("tout le message")), *_sentences(message)]

    @property
    def span(self) -> tuple[int, int]:
        """The characters chosen, 0 and 0 for the whole message."""
        start, _dash, end = self.cleaned_data["passage"].partition("-")
        return int(start), int(end)


def _sentences(message: str) -> Iterable[tuple[str, str]]:
    for start, end in sentences(message):
        yield f"{start}-{end}", _shortened(message[start:end])


def _shortened(sentence: str, most: int = 90) -> str:
    flat = " ".join(sentence.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0] + "…"


class ReadingForm(forms.Form):
    """One person's reading of a situation, in three answers; a draft may leave some for later."""

    # The browser would refuse a draft too.
    use_required_attribute = False

    happened = forms.CharField(
        label=_("Ce qui s’est passé, pour vous"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )
    turned = forms.CharField(
        label=_("Le moment où cela a tourné"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )
    would_try = forms.CharField(
        label=_("Ce que vous essaieriez la prochaine fois"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, draft: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = not draft

    @classmethod
    def of(cls, reading: OwnReading | None) -> ReadingForm:
        """The form of a reading begun, or an empty one."""
        if reading is None:
            return cls()
        names = ("happened", "turned", "would_try")
        return cls(initial={name: getattr(reading, name) for name in names})

    @property
    def answers(self) -> Answers:
        """What was answered."""
        return Answers(**{name: said.strip() for name, said in self.cleaned_data.items()})
