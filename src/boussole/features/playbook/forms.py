"""What people fill in about the playbook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from boussole.core.folding import fold
from boussole.core.playbook import Phrasing, Rule
from boussole.core.playbook.conditions import All
from boussole.core.playbook.editing import beginning
from boussole.core.playbook.rules import unknown_places
from boussole.core.text import LANGUAGES, Text
from boussole.features.conversations.forms import language
from boussole.features.reasons.forms import LinesField

LONGEST_NAME, LONGEST_SENTENCE, LONGEST_TEXT = 80, 300, 1_500
# Addresses of the playbook that are not rules.
RESERVED = frozenset({"new", "draft", "versions", "questions", "export", "import", "read"})
# What a reader meets of a rule, with the length each may have; lists are written one per line.
TEXTS: dict[str, tuple[Any, int]] = {
    "name": (_("Nom"), LONGEST_NAME),
    "sentence": (_("En une phrase"), LONGEST_SENTENCE),
    "meaning": (_("De quoi il s’agit"), LONGEST_TEXT),
    "matters": (_("Pourquoi cela compte pour le client"), LONGEST_TEXT),
    "cue": (_("Le repère, une phrase courte à l’impératif"), 120),
    "why": (_("Ce qui est dit du moment : {message} est son numéro, {others} les messages qui l’expliquent"), LONGEST_SENTENCE),
}  # fmt: skip
LISTS: dict[str, Any] = {
    "steps": _("Ce que l’on peut faire, une étape par ligne"),
    "limits": _("Où la règle s’arrête, une limite par ligne"),
}
_OTHER = {"fr": _("en français"), "en": _("en anglais")}


def _ordered() -> tuple[str, ...]:
    """The reader's language, then the other."""
    mine = language()
    return mine, *(one for one in LANGUAGES if one != mine)


class TextsForm(forms.Form):
    """What a rule says to people, in both languages side by side."""

    def __init__(self, data: Any = None, *, rule: Rule) -> None:
        """Begin with what the rule says."""
        self.rule = rule
        super().__init__(data, initial=_texts_of(rule))
        for name, (label, most) in TEXTS.items():
            for one in _ordered():
                rows = {LONGEST_TEXT: 4, LONGEST_SENTENCE: 2}.get(most)
                self.fields[f"{name}_{one}"] = forms.CharField(
                    label=label,
                    max_length=most,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(),
                )
        for name, label in LISTS.items():
            for one in _ordered():
                self.fields[f"{name}_{one}"] = LinesField(label=label, required=False)
        for field_name, field in self.fields.items():
            field.widget.attrs["lang"] = field_name[-2:]

    def pairs(self) -> list[tuple[Any, list[Any]]]:
        """The fields two by two, as the page lays them out."""
        names = [*TEXTS, *LISTS]
        return [
            (self[f"{name}_fr"].label, [(self[f"{name}_{one}"], _OTHER[one]) for one in _ordered()])
            for name in names
        ]

    def clean(self) -> dict[str, Any]:
        """Each line of a list needs its other language."""
        cleaned = super().clean() or {}
        for name in LISTS:
            counts = [len(cleaned.get(f"{name}_{one}") or ()) for one in LANGUAGES]
            if counts[0] != counts[1]:
                self.add_error(
                    f"{name}_{_ordered()[-1]}",
                    _("Il faut autant de lignes dans les deux langues : %(fr)d en français, %(en)d en anglais.")
                    % {"fr": counts[0], "en": counts[1]},
                )  # fmt: skip
        for one in LANGUAGES:
            if unknown_places(cleaned.get(f"why_{one}") or ""):
                self.add_error(
                    f"why_{one}",
                    _("Entre accolades, seulement {message}, {before}, {after} ou {others}."),
                )
        return cleaned

    @property
    def changed(self) -> Rule:
        """The rule as it now reads."""
        cleaned = self.cleaned_data
        texts = {
            name: Text(**{one: cleaned[f"{name}_{one}"].strip() for one in LANGUAGES})
            for name in TEXTS
        }
        lists = {name: _paired(*(cleaned[f"{name}_{one}"] for one in LANGUAGES)) for name in LISTS}
        steps = lists["steps"] or (Text(fr="", en=""),)
        return self.rule.model_copy(update={**texts, **lists, "steps": steps})  # fmt: skip


def _paired(french: Iterable[str], english: Iterable[str]) -> tuple[Text, ...]:
    return tuple(Text(fr=fr, en=en) for fr, en in zip(french, english, strict=True))


def _texts_of(rule: Rule) -> dict[str, Any]:
    written = {f"{name}_{one}": getattr(rule, name).in_(one) for name in TEXTS for one in LANGUAGES}
    listed = {
        f"{name}_{one}": tuple(text.in_(one) for text in getattr(rule, name))
        for name in LISTS
        for one in LANGUAGES
    }
    return {**written, **listed}


class PhrasingForm(forms.Form):
    """One thing to say, and when; left empty, it is taken out."""

    when_fr = forms.CharField(
        label=_("Quand, en français"), max_length=LONGEST_SENTENCE, required=False
    )
    when_en = forms.CharField(
        label=_("Quand, en anglais"), max_length=LONGEST_SENTENCE, required=False
    )
    say_fr = forms.CharField(
        label=_("Dire, en français"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    say_en = forms.CharField(
        label=_("Dire, en anglais"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def phrasing(self) -> Phrasing | None:
        """What was written, or nothing."""
        said = {name: value.strip() for name, value in self.cleaned_data.items()}
        if not any(said.values()):
            return None
        when, say = (Text(fr=said[f"{name}_fr"], en=said[f"{name}_en"]) for name in ("when", "say"))
        return Phrasing(when=when, say=say)


def phrasing_forms(rule: Rule, data: Any = None) -> list[PhrasingForm]:
    """A form for each phrasing of a rule, and one more."""
    known = [_phrasing_initial(one) for one in rule.phrasings]
    return [
        PhrasingForm(data, initial=initial, prefix=f"say-{number}")
        for number, initial in enumerate([*known, {}])
    ]


def _phrasing_initial(phrasing: Phrasing) -> dict[str, str]:
    return {
        f"{name}_{one}": text.in_(one)
        for name, text in (("when", phrasing.when), ("say", phrasing.say))
        for one in LANGUAGES
    }


class NewRuleForm(forms.Form):
    """A new rule: its name, and whether it is to talk over or to thank for."""

    name = forms.CharField(label=_("Nom de la règle"), max_length=LONGEST_NAME)
    kind = forms.ChoiceField(
        label=_("Ce qu’elle trouve"),
        choices=(
            ("to_debrief", _("une situation à reprendre ensemble")),
            ("to_thank", _("une réussite à saluer")),
        ),
        widget=forms.RadioSelect,
        initial="to_debrief",
    )

    def clean_name(self) -> str:
        """A name must hold a letter: the rule's address is made of it."""
        name: str = self.cleaned_data["name"].strip()
        if not rule_key(name):
            raise forms.ValidationError(_("Donnez un nom avec des lettres."))
        return name

    @property
    def rule(self) -> Rule:
        """The rule to write, in which all is still to be said."""
        name = self.cleaned_data["name"]
        mine = language()
        nothing = Text(fr="", en="")
        return Rule.model_construct(
            key=rule_key(name),
            kind=self.cleaned_data["kind"],
            version=1,
            weight=0.6,
            name=Text(**{one: name if one == mine else "" for one in LANGUAGES}),
            sentence=nothing,
            meaning=nothing,
            matters=nothing,
            steps=(nothing,),
            limits=(),
            phrasings=(Phrasing(when=nothing, say=nothing),),
            cue=nothing,
            why=nothing,
            when=All(all=(beginning("signal"),)),
            take="first",
            upstream=None,
            examples=(),
        )


def rule_key(name: str) -> str:
    """The key of a rule made from its name: lower case letters, figures and underscores."""
    key = re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_").lstrip("0123456789_")[:40].rstrip("_")
    return f"{key}_" if key in RESERVED else key


class TakeForm(forms.Form):
    """Which message carries the moment when several could."""

    take = forms.ChoiceField(
        label=_("Message retenu quand plusieurs conviennent"),
        choices=(
            ("first", _("le premier")),
            ("last", _("le dernier")),
            ("strongest", _("le plus marqué")),
            ("each", _("chacun")),
        ),
    )


class PublishForm(forms.Form):
    """What those who read the new version are told of it."""

    note = forms.CharField(
        label=_("Ce qui change, en une phrase, pour ceux qui la liront"),
        max_length=LONGEST_SENTENCE,
        required=False,
    )


class QuestionForm(forms.Form):
    """A question about a rule."""

    text = forms.CharField(
        label=_("Votre question"), max_length=600, widget=forms.Textarea(attrs={"rows": 3})
    )


class AnswerForm(forms.Form):
    """An answer, and whether it changes the rule."""

    text = forms.CharField(
        label=_("Votre réponse"), max_length=1_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    changes_rule = forms.BooleanField(
        label=_("La règle va changer : la prochaine version le dira"), required=False
    )


class ImportForm(forms.Form):
    """A playbook in a file, or one of those provided to begin with."""

    file = forms.FileField(label=_("Fichier YAML"), required=False)
    starter = forms.ChoiceField(label=_("Ou un playbook de départ"), required=False)

    def __init__(self, *args: Any, starters: Mapping[str, str], **kwargs: Any) -> None:
        """Offer the playbooks that come with Boussole."""
        super().__init__(*args, **kwargs)
        self.fields["starter"].choices = [("", "–"), *starters.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """One of the two is needed."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("file")) == bool(cleaned.get("starter")):
            raise forms.ValidationError(
                _("Choisissez soit un fichier, soit un playbook de départ.")
            )
        return cleaned
