"""The form of a scenario: what is simple to change in it, in each of its languages.

The form is made from the scenario; what it holds goes back where it came from, and everything else of the scenario stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boussole.core.roleplay import SECTORS, Scenario, dump, validated
from boussole.core.roleplay.scenario import Lines, Words
from boussole.core.signals import AGENT_ACTS
from boussole.core.text import Language
from boussole.features.conversations.forms import said

LONGEST_TEXT = 2000
LONGEST_FILE = 512 * 1024


@dataclass(frozen=True)
class Place:
    """A text of the scenario in one language: the way to it, its words before and whether it is several lines."""

    path: tuple[int | str, ...]
    language: Language
    text: str
    lines: bool
    optional: bool = False

    @property
    def name(self) -> str:
        """The name of its field."""
        return "-".join(map(str, (*self.path, self.language)))


@dataclass(frozen=True)
class Pair:
    """One text of the page in each language."""

    label: str
    places: tuple[Place, ...]
    fields: tuple[forms.BoundField, ...] = ()


@dataclass(frozen=True)
class Group:
    """What is written together: the introduction, one fact, one state, one ending."""

    title: str
    pairs: tuple[Pair, ...]

    @property
    def wrong(self) -> bool:
        """Whether something in it is to be corrected."""
        return any(field.errors for pair in self.pairs for field in pair.fields)


class ScenarioForm(forms.Form):
    """The simple parts of a scenario; ``base`` is the version it was opened from."""

    # A required field inside what is folded would stop the browser without a word.
    use_required_attribute = False

    base = forms.IntegerField(widget=forms.HiddenInput)
    sector = forms.ChoiceField(label=gettext_lazy("Secteur"))
    level = forms.TypedChoiceField(
        label=gettext_lazy("Niveau"),
        coerce=int,
        choices=(
            (1, gettext_lazy("pour commencer")),
            (2, gettext_lazy("exigeant")),
            (3, gettext_lazy("difficile")),
        ),
    )
    works_on = forms.MultipleChoiceField(
        label=gettext_lazy("Règles travaillées"), widget=forms.CheckboxSelectMultiple
    )
    aims = forms.MultipleChoiceField(
        label=gettext_lazy("Gestes attendus"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, scenario: Scenario, rules: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        """Make a field for each text of ``scenario``; ``rules`` are those of the playbook in force."""
        super().__init__(*args, **kwargs)
        self._scenario = scenario
        self._groups = list(_groups(scenario))
        kept = [(key, key) for key in scenario.works_on if key not in dict(rules)]
        self._offer("sector", [(key, said(name).capitalize()) for key, name in SECTORS.items()])
        self._offer("works_on", [*rules, *kept])
        self._offer("aims", [(act.name, said(act.label)) for act in AGENT_ACTS])
        self.initial.update(
            sector=scenario.sector,
            level=scenario.level,
            works_on=scenario.works_on,
            aims=scenario.aims,
        )
        for place in self._places():
            self.fields[place.name] = _field(place)

    def groups(self) -> list[Group]:
        """The texts with their fields, in the order of the scenario."""
        return [
            Group(group.title, tuple(self._bound(pair) for pair in group.pairs))
            for group in self._groups
        ]

    def text(self) -> str:
        """The scenario as the form leaves it, in YAML; raises ScenarioFormatError."""
        data = self._scenario.model_dump(mode="json", by_alias=True, exclude_none=True)
        for name in ("sector", "level", "works_on", "aims"):
            data[name] = self.cleaned_data[name]
        for place in self._places():
            _put(data, place, self.cleaned_data[place.name])
        return dump(validated(data))

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def _places(self) -> Iterator[Place]:
        for group in self._groups:
            for pair in group.pairs:
                yield from pair.places

    def _bound(self, pair: Pair) -> Pair:
        return Pair(pair.label, pair.places, tuple(self[place.name] for place in pair.places))


def _field(place: Place) -> forms.CharField:
    several = place.lines or len(place.text) > 60  # noqa: PLR2004 - beyond, one line hides the end
    return forms.CharField(
        label=_("En français") if place.language == "fr" else _("En anglais"),
        initial=place.text,
        required=not place.optional,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 2, "lang": place.language})
        if several
        else forms.TextInput(attrs={"lang": place.language}),
        help_text=_("Une façon de le dire par ligne.") if place.lines else "",
    )


def _put(data: Any, place: Place, value: str) -> None:
    """Write a text back where it came from."""
    for step in place.path:
        data = data[step]
    data[place.language] = value.splitlines() if place.lines else value
    if place.lines:
        data[place.language] = [line.strip() for line in data[place.language] if line.strip()]


def _groups(scenario: Scenario) -> Iterator[Group]:
    pair = _Pairs(scenario)
    briefing = scenario.briefing
    yield Group(
        _("Le scénario"),
        (
            pair(_("Son nom"), scenario.name, "name"),
            pair(_("Qui écrit"), scenario.customer, "customer"),
        ),
    )
    known = [
        (pair(one.name.in_(pair.language), one.value, "briefing", "known", place, "value"))
        for place, one in enumerate(briefing.known)
    ]
    may_not = [
        pair(_("Vous ne pouvez pas"), one, "briefing", "may_not", place)
        for place, one in enumerate(briefing.may_not)
    ]
    points = [
        pair(_("Vous pouvez"), one.text, "points", place, "text")
        for place, one in enumerate(scenario.points)
    ]
    situation = pair(_("La situation"), briefing.situation, "briefing", "situation")
    yield Group(_("Ce que vous savez"), (situation, *known, *points, *may_not))
    for place, fact in enumerate(scenario.facts):
        yield Group(
            _("Si on lui demande : %(name)s") % {"name": fact.name.in_(pair.language)},
            (
                pair(_("En bref"), fact.name, "facts", place, "name"),
                pair(_("Ce qu’il dit"), fact.lines, "facts", place, "lines"),
            ),
        )
    for place, state in enumerate(scenario.states):
        yield Group(
            _("Étape : %(key)s") % {"key": state.key.replace("_", " ")},
            (
                pair(_("Ce qu’il dit en y arrivant"), state.lines, "states", place, "lines"),
                pair(_("Ce qu’il dit s’il y reste"), state.insists, "states", place, "insists"),
            ),
        )
    for place, ending in enumerate(scenario.endings):
        yield Group(
            _("Dénouement : %(key)s") % {"key": ending.name.in_(pair.language)},
            (
                pair(_("Son nom"), ending.name, "endings", place, "name"),
                pair(_("Ce que dit le client"), ending.lines, "endings", place, "lines"),
                pair(_("Pour en parler"), ending.debrief, "endings", place, "debrief"),
            ),
        )


class _Pairs:
    """Makes the places of a text in the languages of its scenario."""

    def __init__(self, scenario: Scenario) -> None:
        self._languages = scenario.languages
        self.language = scenario.languages[0]

    def __call__(self, label: str, text: Words | Lines, *path: int | str) -> Pair:
        """The places of ``text``, to be found at ``path``."""
        return Pair(label, tuple(_place(text, language, path) for language in self._languages))


def _place(text: Words | Lines, language: Language, path: tuple[int | str, ...]) -> Place:
    if isinstance(text, Lines):
        said_here = "\n".join(text.in_(language))
        return Place(path, language, said_here, lines=True, optional=path[-1] == "insists")
    return Place(path, language, text.in_(language), lines=False)


class YamlForm(forms.Form):
    """A scenario as text; ``base`` is the version it was opened from."""

    base = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("Le scénario en YAML"),
        max_length=LONGEST_FILE,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 30, "spellcheck": "false", "class": "yaml", "wrap": "off"}
        ),
    )

    def clean_text(self) -> str:
        """Lines end as in a file."""
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n")


class ImportForm(forms.Form):
    """A scenario in a file."""

    file = forms.FileField(
        label=gettext_lazy("Fichier YAML"),
        widget=forms.FileInput(attrs={"accept": ".yaml,.yml"}),
    )
