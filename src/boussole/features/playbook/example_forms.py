"""An example as people write it: who says what, line by line, and what the rule must make of it."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import ValidationError

from boussole.core.folding import fold
from boussole.core.playbook import Example, ExampleTurn
from boussole.core.text import LANGUAGES
from boussole.features.conversations.forms import language

# What a line may begin with, folded, and who then speaks.
_SPEAKERS = {
    "client": "customer",
    "cliente": "customer",
    "customer": "customer",
    "conseiller": "agent",
    "conseillere": "agent",
    "agent": "agent",
    "automate": "bot",
    "bot": "bot",
    "systeme": "system",
    "system": "system",
}
_LINE = re.compile(
    r"(?P<who>[^\W\d_]+)\s*(?:\((?P<minutes>\d+(?:[.,]\d+)?)\s*min\))?\s*:\s*(?P<text>.+)"
)
_NAMES = {"customer": gettext_lazy("Client"), "agent": gettext_lazy("Conseiller"), "bot": gettext_lazy("Automate"), "system": gettext_lazy("Système")}  # fmt: skip
MOST_TURNS = 20


class ExampleForm(forms.Form):
    """One example of a rule."""

    verdict = forms.ChoiceField(
        label=gettext_lazy("Pour cet échange"),
        choices=(
            ("match", gettext_lazy("la règle s’applique")),
            ("no_match", gettext_lazy("la règle ne s’applique pas")),
            ("borderline_found", gettext_lazy("cela se discute, et la règle le retient")),
            ("borderline", gettext_lazy("cela se discute, et la règle ne le retient pas")),
        ),
    )
    turn = forms.IntegerField(
        label=gettext_lazy("Numéro du message qui le montre"), required=False, min_value=1
    )
    lang = forms.ChoiceField(
        label=gettext_lazy("Langue de l’échange"),
        choices=(("fr", gettext_lazy("français")), ("en", gettext_lazy("anglais"))),
    )
    thread = forms.CharField(
        label=gettext_lazy("L’échange, un message par ligne"),
        max_length=6_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy(
            "Client : … ou Conseiller : … ; pour le temps écoulé depuis le début, Client (90 min) : …"
        ),
    )
    note_fr = forms.CharField(label=gettext_lazy("Ce qu’il montre, en français"), max_length=200)
    note_en = forms.CharField(
        label=gettext_lazy("Ce qu’il montre, en anglais"), max_length=200, required=False
    )

    def __init__(self, data: Any = None, *, example: Example | None = None) -> None:
        """Begin with an example already written, or with nothing."""
        self.example = example
        super().__init__(data, initial=_written(example) if example else {"lang": language()})

    def clean(self) -> dict[str, Any]:
        """Read the example as the playbook reads it."""
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        turns = self._turns(cleaned["thread"])
        place = cleaned.get("turn")
        expected = cleaned["verdict"] in {"match", "borderline_found"}
        if expected and not (place and place <= len(turns)):
            self.add_error("turn", _("Donnez le numéro d’un message de l’échange."))
        if self.errors:
            return cleaned
        try:
            self.written = Example.model_validate(self._data(cleaned, turns))
        except ValidationError as error:
            # Nothing a person can write leads here: what would is asked for field by field above.
            self.add_error(None, str(error.errors()[0]["msg"]))
        return cleaned

    def _data(self, cleaned: dict[str, Any], turns: list[ExampleTurn]) -> dict[str, Any]:
        verdict = cleaned["verdict"]
        expected = verdict in {"match", "borderline_found"}
        note = cleaned["note_fr"].strip(), cleaned["note_en"].strip()
        return {
            "verdict": "borderline" if verdict.startswith("borderline") else verdict,
            "lang": cleaned["lang"],
            "note": {"fr": note[0], "en": note[1] or note[0]},
            "turns": tuple(turns),
            "conversation": self.example.conversation if self.example else {},
            "turn": cleaned["turn"] - 1 if expected else None,
            "found": expected if verdict.startswith("borderline") else None,
        }

    def _turns(self, thread: str) -> list[ExampleTurn]:
        lines = [line.strip() for line in thread.splitlines() if line.strip()]
        if len(lines) > MOST_TURNS:
            self.add_error("thread", _("Gardez %(most)d messages au plus.") % {"most": MOST_TURNS})
            return []
        turns = []
        for number, line in enumerate(lines, start=1):
            turn = self._turn(line, number)
            if turn is None:
                self.add_error(
                    "thread",
                    _("La ligne %(number)d ne dit pas qui parle : commencez par Client : ou Conseiller :")
                    % {"number": number},
                )  # fmt: skip
                return []
            turns.append(turn)
        return turns

    def _turn(self, line: str, number: int) -> ExampleTurn | None:
        found = _LINE.fullmatch(line)
        role = _SPEAKERS.get(fold(found["who"])) if found else None
        if found is None or role is None:
            return None
        minutes = found["minutes"]
        kept = self._known(number)
        return ExampleTurn(
            role=role,
            text=found["text"].strip(),
            minutes=float(minutes.replace(",", ".")) if minutes else None,
            author=kept.author if kept and kept.role == role else None,
            public=kept.public if kept and kept.role == role else True,
        )

    def _known(self, number: int) -> ExampleTurn | None:
        """What this line was: its author and whether the customer saw it have no place in the text."""
        turns = self.example.turns if self.example else ()
        return turns[number - 1] if number <= len(turns) else None


def _written(example: Example) -> dict[str, Any]:
    verdict = f"{example.verdict}_found" if example.found else example.verdict
    notes = {f"note_{one}": example.note.in_(one) for one in LANGUAGES}
    thread = "\n".join(_line(turn) for turn in example.turns)
    turn = None if example.turn is None else example.turn + 1
    return {"verdict": verdict, "lang": example.lang, "turn": turn, "thread": thread, **notes}


def _line(turn: ExampleTurn) -> str:
    minutes = "" if turn.minutes is None else f" ({turn.minutes:g} min)"
    text = " ".join(turn.text.split())
    return f"{_NAMES.get(turn.role, turn.role)}{minutes} : {text}"
