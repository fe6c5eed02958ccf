"""Forms of imports: a file, then how to read it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import yaml
from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boussole.adapters import sources
from boussole.core.conversations import ROLES
from boussole.features.conversations import models, preview
from boussole.features.conversations.forms import language, said

FIELD_NAMES: dict[str, Any] = {
    "id": _("Identifiant de la conversation"),
    "role": _("Qui parle (client, conseiller…)"),
    "text": _("Texte du message"),
    "at": _("Date et heure du message"),
    "author": _("Nom de qui parle"),
    "public": _("Message public (sinon note interne)"),
    "channel": _("Canal"),
    "subject": _("Objet"),
    "started_at": _("Début de la conversation"),
    "updated_at": _("Dernière mise à jour"),
    "status": _("Statut"),
    "first_solved_at": _("Première résolution"),
    "solved_at": _("Résolution"),
    "reopened": _("Rouverte"),
    "team": _("Équipe"),
    "reason": _("Motif de contact"),
    "language": _("Langue"),
    "tags": _("Étiquettes"),
    "customer.id": _("Identifiant du client"),
    "customer.name": _("Nom du client"),
    "customer.email": _("E-mail du client"),
    "agent.id": _("Identifiant du conseiller"),
    "agent.name": _("Nom du conseiller"),
    "agent.email": _("E-mail du conseiller"),
    "csat": _("Satisfaction, de 1 à 5"),
    "nps": _("Recommandation, de 0 à 10"),
    "ces": _("Facilité, de 1 à 7"),
}
ROLE_NAMES = {
    "customer": _("le client"),
    "agent": _("le conseiller"),
    "bot": _("l’assistant automatique"),
    "system": _("le système"),
}


class FileForm(forms.Form):
    """The file to import."""

    file = forms.FileField(
        label=_("Fichier"),
        help_text=_("CSV, JSON, JSONL, mbox, EML, ou une archive .zip ou .gz de ceux-ci."),
    )


class MappingForm(forms.Form):
    """How to read a file: its source, its time zone and, for a table, what each column holds."""

    source = forms.ChoiceField(label=_("Source"))
    account = forms.CharField(
        label=_("Compte d’origine"),
        required=False,
        max_length=200,
        help_text=_(
            "Si plusieurs outils du même type numérotent leurs conversations chacun à sa façon."
        ),
    )
    timezone = forms.CharField(
        label=_("Fuseau des dates qui n’en portent pas"), max_length=60, required=False
    )
    mapping = forms.CharField(
        label=_("Correspondance, en YAML"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_(
            "Où lire chaque champ dans vos enregistrements ; docs/sources.md en donne des exemples."
        ),
    )

    def __init__(self, run: models.ImportRun, data: Any = None) -> None:
        """Look at the file of ``run``; unbound, the form shows what was guessed."""
        guessed = run.source or sources.detect(run.path).kind.name
        first = {"source": guessed, "timezone": run.timezone or settings.TIME_ZONE}
        super().__init__(data, initial=first)
        self.run = run
        self.chosen_source: str = (data or first).get("source") or guessed
        choices = [(name, said(kind.label)) for name, kind in sources.SOURCES.items()]
        self._source_field().choices = choices
        self.head = preview.TableHead()
        if self.is_table:
            self.head = preview.head(Path(run.path), self._columns_in(data))
            self._add_table_fields()
            del self.fields["mapping"]
        elif self.chosen_source != "jsonl_file":
            del self.fields["mapping"]

    def _source_field(self) -> forms.ChoiceField:
        field = self.fields["source"]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError("the source is chosen from a list")
        return field

    @property
    def is_table(self) -> bool:
        """Whether the file is read as a table, column by column."""
        return self.chosen_source == "csv_file"

    def _columns_in(self, data: Mapping[str, str] | None) -> dict[str, str] | None:
        """What the person chose for each column, or nothing before they chose."""
        if data is None or "column-0" not in data:
            return None
        names = [column.name for column in preview.head(Path(self.run.path), {}).columns]
        return {name: data.get(f"column-{place}", "") for place, name in enumerate(names)}

    def _add_table_fields(self) -> None:
        choices = [("", _("garder comme attribut")), *FIELD_NAMES.items()]
        for place, column in enumerate(self.head.columns):
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=column.name, required=False, choices=choices, initial=column.guess
            )
        roles = [("", _("inconnu")), *((role, ROLE_NAMES[role]) for role in ROLES)]
        for place, (word, role) in enumerate(self.head.roles.items()):
            self.fields[f"role-{place}"] = forms.ChoiceField(
                label=word, required=False, choices=roles, initial=role
            )

    @property
    def columns(self) -> list[tuple[preview.Column, forms.BoundField]]:
        """Each column of a table with the field that says what it holds."""
        return [(column, self[f"column-{n}"]) for n, column in enumerate(self.head.columns)]

    @property
    def roles(self) -> list[forms.BoundField]:
        """Each word of the role column with the field that says who it is."""
        return [self[f"role-{n}"] for n, _word in enumerate(self.head.roles)]

    @property
    def settings_fields(self) -> list[forms.BoundField]:
        """The fields that are about the whole file."""
        return [
            self[name]
            for name in ("source", "account", "timezone", "mapping")
            if name in self.fields
        ]

    def guesses(self) -> dict[str, str]:
        """What the form would send if nobody changed anything."""
        return {
            name: str(self.get_initial_for_field(field, name) or "")
            for name, field in self.fields.items()
        }

    def clean_timezone(self) -> str:
        """A time zone that exists."""
        name: str = self.cleaned_data["timezone"].strip()
        try:
            ZoneInfo(name or "UTC")
        except (ZoneInfoNotFoundError, ValueError) as problem:
            raise forms.ValidationError(
                _("Ce fuseau n’existe pas : écrivez-le comme Europe/Paris.")
            ) from problem
        return name

    def clean(self) -> dict[str, Any]:
        """Compose the mapping, or say what it lacks."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        try:
            self.run_mapping = self._mapping(cleaned)
        except sources.SourceError as problem:
            raise forms.ValidationError(problem.explain(language())) from problem
        except yaml.YAMLError as problem:
            raise forms.ValidationError(
                gettext("Cette correspondance n’est pas du YAML : %(detail)s")
                % {"detail": " ".join(str(problem).split())}
            ) from problem
        return cleaned

    def _mapping(self, cleaned: Mapping[str, Any]) -> sources.Mapping | None:
        if not self.is_table:
            written = cleaned.get("mapping", "").strip()
            return sources.Mapping.parse(yaml.safe_load(written)) if written else None
        columns = {
            column.name: cleaned.get(f"column-{n}", "")
            for n, column in enumerate(self.head.columns)
        }
        lacking = preview.missing(columns)
        if lacking:
            names = ", ".join(str(FIELD_NAMES[name]) for name in lacking)
            raise forms.ValidationError(
                gettext("Aucune colonne ne donne : %(names)s. Choisissez-la dans la liste.")
                % {"names": names}
            )
        roles = {word: cleaned.get(f"role-{n}", "") for n, word in enumerate(self.head.roles)}
        return preview.mapping_of_table(columns, roles, self.head.date_format)
