"""Forms of the conversations' pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from boussole.core import wording
from boussole.core.facts import Frame
from boussole.core.reasons import DEMANDS, ORIGINS, STEPS, ReasonTree
from boussole.core.signals import CUSTOMER_SIGNALS
from boussole.core.text import Language, Text
from boussole.features.conversations import reading
from boussole.features.conversations.filters import STEP_MARK, Filter, period_days
from boussole.features.conversations.models import Answer, Judgement
from boussole.features.organisation.access import visible_teams
from boussole.features.organisation.models import Person

CHANNEL_NAMES = {
    "chat": _("chat"),
    "email": _("e-mail"),
    "phone": _("téléphone"),
    "web": _("formulaire"),
    "social": _("réseaux sociaux"),
    "api": _("API"),
}
BY_CHANNEL = {
    "chat": _("par chat"),
    "email": _("par e-mail"),
    "phone": _("par téléphone"),
    "web": _("par formulaire"),
    "social": _("par les réseaux sociaux"),
    "api": _("par API"),
}
CHANNEL_ICONS = {
    "chat": "messages-square",
    "email": "mail",
    "phone": "phone",
    "web": "globe",
    "social": "message-circle",
    "api": "link",
}
STATUS_NAMES = {
    "open": _("ouverte"),
    "pending": _("en attente"),
    "solved": _("résolue"),
    "closed": _("fermée"),
}
_GOOD_OR_BAD = (_("insatisfait"), _("satisfait"))
PERIODS = (
    ("", _("depuis toujours")),
    ("1w", _("ces 7 derniers jours")),
    ("4w", _("ces 4 dernières semaines")),
    ("12w", _("ces 12 dernières semaines")),
)
SORTS = (
    ("", _("les plus récents d’abord")),
    ("oldest", _("les plus anciens d’abord")),
    ("tension", _("les plus tendus d’abord")),
)


def language() -> Language:
    """The reader's language, among those texts are written in."""
    return "en" if (get_language() or "fr").startswith("en") else "fr"


def said(text: Text) -> str:
    """A text in the reader's language."""
    return text.in_(language())


class PlainSelect(forms.Select):
    """A select drawn without a template for each choice: a sentence has a hundred of them."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """Draw the select and its groups."""
        del renderer
        chosen = str(value or "")
        groups = (
            self._group(label, choices, chosen)
            if isinstance(choices, list | tuple)
            else self._option(label, choices, chosen)
            for label, choices in self.choices
        )
        return format_html(
            '<select name="{}" id="{}">{}</select>',
            name,
            (attrs or {}).get("id", ""),
            format_html_join("", "{}", ((group,) for group in groups)),
        )

    def _group(self, label: Any, choices: Iterable[tuple[Any, Any]], chosen: str) -> SafeString:
        options = ((self._option(value, words, chosen),) for value, words in choices)
        return format_html(
            '<optgroup label="{}">{}</optgroup>', label, format_html_join("", "{}", options)
        )

    def _option(self, value: Any, words: Any, chosen: str) -> SafeString:
        mark = SafeString(" selected") if str(value) == chosen else ""
        return format_html('<option value="{}"{}>{}</option>', value, mark, words)


NO_REASON = "none"


class CorrectionForm(forms.Form):
    """What a contact is about, in the view of who reads it."""

    reason = forms.ChoiceField(label=_("Motif"), widget=PlainSelect)
    why = forms.CharField(label=_("Pourquoi"), required=False, max_length=300)

    def __init__(self, *args: Any, tree: ReasonTree, **kwargs: Any) -> None:
        """Offer the reasons that are not archived, and that none fits."""
        super().__init__(*args, **kwargs)
        field = self.fields["reason"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                ("", _("Choisir…")),
                (NO_REASON, _("Aucun de ces motifs")),
                *_families(tree),
            ]

    def clean_reason(self) -> str:
        """The reason's key, empty when none fits."""
        reason: str = self.cleaned_data["reason"]
        return "" if reason == NO_REASON else reason


class OriginForm(forms.Form):
    """Whose work caused one contact, and its nature, apart from its reason."""

    origin = forms.ChoiceField(label=_("Service à l’origine"), required=False, widget=PlainSelect)
    demand = forms.ChoiceField(label=_("Nature de la demande"), required=False, widget=PlainSelect)
    why = forms.CharField(label=_("Pourquoi"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer every department and nature, and to follow the reason."""
        super().__init__(*args, **kwargs)
        self.auto_id = "origin_%s"
        for name, words in (("origin", ORIGINS), ("demand", DEMANDS)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                follows = [("", _("Comme le motif"))]
                choices = [(key, said(wording.sentence(text))) for key, text in words.items()]
                field.choices = [*follows, *choices]

    def clean(self) -> dict[str, Any]:
        """One of the two at least: nothing said is nothing to keep."""
        given = super().clean() or {}
        if not self.errors and not (given.get("origin") or given.get("demand")):
            self.add_error("origin", _("Choisissez l’origine ou la nature de la demande."))
        return given


class JudgementForm(forms.Form):
    """What a person says of a label or of a situation; ``name`` is a signal or a rule."""

    turn = forms.IntegerField(min_value=0)
    subject = forms.ChoiceField(choices=Judgement.Subject.choices)
    name = forms.CharField(max_length=60)
    verdict = forms.ChoiceField(choices=Judgement.Verdict.choices)
    grade = forms.IntegerField(required=False, min_value=0, max_value=3)
    why = forms.CharField(required=False, max_length=300)


class FilterForm(forms.Form):
    """A filter as a sentence: its words are in the choices, labels are for screen readers."""

    lead = _("Contacts")

    search = forms.CharField(label=_("Chercher des mots"), required=False, max_length=200)
    about = forms.ChoiceField(label=_("Motif"), required=False, widget=PlainSelect)
    period = forms.ChoiceField(label=_("Période"), required=False, widget=PlainSelect)
    team = forms.ChoiceField(label=_("Équipe"), required=False, widget=PlainSelect)
    expressing = forms.ChoiceField(
        label=_("Ce qui s’y exprime"), required=False, widget=PlainSelect
    )
    situation = forms.ChoiceField(label=_("Situation"), required=False, widget=PlainSelect)
    channel = forms.ChoiceField(label=_("Canal"), required=False, widget=PlainSelect)
    sort = forms.ChoiceField(label=_("Ordre"), required=False, choices=SORTS, widget=PlainSelect)

    def __init__(self, asked: Filter, person: Person, frame: Frame | None = None) -> None:
        """Show ``asked`` with the choices that a person has under the frame in force."""
        super().__init__(dict(asked.pairs()), auto_id="filter_%s")
        self.asked = asked
        frame = frame or reading.frame()
        tree = frame.tree
        reasons = [*_own_about(asked.about, tree), *_families(tree, whole=True)]
        self._choose("about", [("", _("tous les motifs")), *reasons])
        self._choose("period", [*PERIODS, *_own_period(asked.period)])
        teams = [(str(team.pk), team.name) for team in visible_teams(person)]
        self._choose("team", [("", _("toutes les équipes")), *teams])
        if len(teams) < 2:  # noqa: PLR2004 - nothing to choose between
            del self.fields["team"]
        self._choose("expressing", [("", _("quoi qu’il s’y exprime")), *_expressions()])
        self._choose(
            "situation", [("", _("avec ou sans situation")), *_situations(asked.situation, frame)]
        )
        self._choose("channel", [("", _("par tous les canaux")), *BY_CHANNEL.items()])

    @property
    def is_filtered(self) -> bool:
        """Whether there is something to take off."""
        return not self.asked.is_empty

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


def _own_period(period: str) -> list[tuple[str, str]]:
    days = period_days(period)
    if days is None:
        return []
    return [(period, said(wording.days(*days)))]


def _families(tree: ReasonTree, *, whole: bool = False) -> list[tuple[str, Any]]:
    """The reasons that are not archived, by family; with ``whole``, the family itself comes first."""
    return [
        (
            said(family.label),
            [
                *([(family.key, said(family.label))] if whole else []),
                *((reason.key, said(reason.label)) for reason in family.reasons),
            ],
        )
        for family in tree.offered
        if family.reasons
    ]


def _own_about(about: str, tree: ReasonTree) -> list[tuple[str, str]]:
    """What an address asks about when no choice holds it: a step, an archived reason, a source's own."""
    step = about.removeprefix(STEP_MARK)
    if step != about:
        return [(about, said(text)) for name, text in STEPS.items() if name == step]
    families = {family.key: family for family in tree.families}
    offered = {reason.key for reason in tree.active} | {family.key for family in tree.offered}
    if not about or about in offered:
        return []
    archived = families.get(about)
    return [(about, said(archived.label) if archived else reason_name(about, tree))]


def reason_name(key: str, tree: ReasonTree | None = None) -> str:
    """A contact reason in the reader's language; one that the tree does not hold, in its own words.

    ``tree`` is the one in force, for whoever names many.
    """
    tree = tree or reading.tree()
    return said(tree[key].label) if key in tree else key.replace("_", " ")


def _expressions() -> list[tuple[str, str]]:
    return [
        (signal.name, gettext("avec %(signal)s") % {"signal": said(signal.label)})
        for signal in CUSTOMER_SIGNALS
    ]


def _situations(asked: str, frame: Frame) -> list[tuple[str, str]]:
    """The rules of the playbook in force, and the one asked for when only an older version had it."""
    names = {rule.key: said(rule.name) for rule in frame.playbook.rules}
    if asked:
        names.setdefault(asked, asked)
    return [(key, gettext("situation : %(name)s") % {"name": name}) for key, name in names.items()]


def points(answer: Answer) -> str:
    """An answer on its own scale, as people say it: ``4 sur 5``, ``9 sur 10``, ``satisfait``."""
    if answer.scale == len(_GOOD_OR_BAD):
        return str(_GOOD_OR_BAD[int(answer.value > 0)])
    top = answer.scale - 1 if answer.kind == "nps" else answer.scale
    value = said(wording.number(answer.value, 0 if answer.value.is_integer() else 1))
    return gettext("%(value)s sur %(top)d") % {"value": value, "top": top}
