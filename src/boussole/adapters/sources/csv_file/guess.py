"""Guesses which column of a table holds what, for a person to confirm."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Mapping as Mapping_
from dataclasses import dataclass

from boussole.adapters.sources.mapping import Mapping
from boussole.adapters.sources.words import ROLE_WORDS

# fmt: off
SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("conversation id", "conversation", "id conversation", "conv id", "ticket id", "ticket", "ticket number", "numero ticket", "n ticket", "id ticket", "no ticket", "case id", "case number", "dossier", "numero dossier", "n dossier", "thread id", "thread", "fil", "session id", "session", "chat id", "dialogue id", "interaction id", "id interaction", "demande", "numero demande", "id demande", "id"),
    "role": ("role", "sender type", "author type", "type auteur", "type expediteur", "from type", "speaker", "locuteur", "interlocuteur", "auteur type", "emetteur", "sender role", "direction", "sens", "inbound", "qui", "participant"),
    "text": ("text", "texte", "message", "body", "content", "contenu", "comment", "commentaire", "utterance", "verbatim", "transcript", "transcription", "corps", "message text", "texte message", "plain body", "description"),
    "at": ("at", "timestamp", "date", "datetime", "date heure", "date et heure", "horodatage", "created at", "created", "sent at", "envoye le", "date message", "message date", "time", "heure", "date envoi", "cree le"),
    "author": ("author", "auteur", "sender", "expediteur", "from", "de", "sender name", "author name", "nom auteur", "nom expediteur", "who"),
    "public": ("public", "is public", "visibility", "visibilite", "prive", "internal", "interne"),
    "channel": ("channel", "canal", "source", "media", "via", "origine"),
    "subject": ("subject", "objet", "sujet", "title", "titre"),
    "team": ("team", "equipe", "group", "groupe", "service", "queue", "file", "department", "departement", "company"),
    "reason": ("reason", "motif", "contact reason", "motif contact", "raison", "category", "categorie", "topic", "theme", "type demande", "intent"),
    "status": ("status", "statut", "etat", "state"),
    "language": ("language", "langue", "lang", "locale"),
    "tags": ("tags", "etiquettes", "labels", "mots cles"),
    "customer.id": ("customer id", "client id", "id client", "numero client", "n client", "user id", "contact id", "requester id", "code client", "ref client"),
    "customer.name": ("customer name", "customer", "client", "nom client", "nom du client", "requester", "demandeur", "contact"),
    "customer.email": ("customer email", "email client", "requester email", "email", "e mail", "courriel", "mail", "adresse mail"),
    "agent.id": ("agent id", "id agent", "id conseiller", "assignee id", "owner id", "matricule"),
    "agent.name": ("agent", "agent name", "conseiller", "conseillere", "nom conseiller", "nom agent", "assignee", "advisor", "owner", "operateur"),
    "started_at": ("started at", "opened at", "ouvert le", "date ouverture", "date debut", "start time", "conversation started at"),
    "solved_at": ("solved at", "resolved at", "resolu le", "date resolution", "closed at", "ferme le", "date cloture"),
    "csat": ("csat", "satisfaction", "note satisfaction", "satisfaction score", "note csat"),
    "nps": ("nps", "note nps", "recommandation", "nps score"),
    "ces": ("ces", "effort", "note effort", "ces score"),
}
# fmt: on
NEEDED = ("id", "role", "text")
UNSURE = 0.2
"""Under it a guess is not worth telling."""
MOST_ROLES = 8
SHORT_TEXT = 12
MONTHS = 12
LONG_YEAR = 4
_NUMBER = re.compile(r"^\d+([.,]\d+)?$")
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")
_SLASHED = re.compile(
    r"^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:([ T]| à | at )(\d{1,2}):(\d{2})(:\d{2})?)?$"
)


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column and what it seems to hold; ``confidence`` from 0 to 1."""

    field: str
    column: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Guess:
    """What a table seems to hold. ``mapping`` is None while one of ``missing`` must be named."""

    columns: tuple[ColumnGuess, ...]
    missing: tuple[str, ...]
    date_format: str | None
    mapping: Mapping | None

    @property
    def confidence(self) -> float:
        """The weakest of the columns that a conversation cannot do without."""
        needed = [one.confidence for one in self.columns if one.field in NEEDED]
        return min(needed, default=0.0) if not self.missing else 0.0

    def __str__(self) -> str:
        return ", ".join(f"{one.field}={one.column}" for one in self.columns)


def guess_mapping(header: Sequence[str], sample_rows: Sequence[Sequence[str]]) -> Guess:
    """Guess the mapping of a table from its header and a few rows; pure."""
    cells = {
        name: [
            row[number].strip() for row in sample_rows if number < len(row) and row[number].strip()
        ]
        for number, name in enumerate(header)
    }
    columns = guess_fields(cells, tuple(SYNONYMS))
    missing = tuple(name for name in NEEDED if name not in {one.field for one in columns})
    at = next((one.column for one in columns if one.field == "at"), None)
    date_format = guess_date_format(cells[at]) if at else None
    mapping = None
    if not missing:
        named = {one.field: one.column for one in columns}
        mapping = Mapping.from_columns(named, date_format=date_format)
    return Guess(columns, missing, date_format, mapping)


def guess_fields(cells: Mapping_[str, list[str]], fields: Sequence[str]) -> tuple[ColumnGuess, ...]:
    """Guess which of ``fields`` each column holds, from its name and some of its values."""
    return _assigned(
        ColumnGuess(field, column, round(score, 2))
        for column, values in cells.items()
        for field in fields
        if (score := _named(field, column) * _plausible(field, values)) > UNSURE
    )


def _assigned(guesses: Iterable[ColumnGuess]) -> tuple[ColumnGuess, ...]:
    """The surest guess first; a column and a field serve once."""
    fields: set[str] = set()
    columns: set[str] = set()
    kept = []
    for one in sorted(guesses, key=lambda guess: -guess.confidence):
        if one.field not in fields and one.column not in columns:
            kept.append(one)
            fields.add(one.field)
            columns.add(one.column)
    order = list(SYNONYMS)
    return tuple(sorted(kept, key=lambda one: order.index(one.field)))


def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    spaced = re.sub(r"([a-z0-9])([A-Z])", r"\1 \2", bare)
    return " ".join(re.split(r"[^A-Za-z0-9]+", spaced)).strip().casefold()


def _named(field: str, column: str) -> float:
    name = _plain(column)
    known = SYNONYMS[field]
    if name in known:
        return max(1.0 - 0.02 * known.index(name), 0.7)
    words = set(name.split())
    inside = [len(synonym.split()) for synonym in known if set(synonym.split()) <= words]
    return 0.5 * max(inside) / len(words) if inside and words else 0.0


def _plausible(field: str, values: list[str]) -> float:
    """How well the cells fit the field; 1 when there is nothing to say."""
    if not values:
        return 0.8
    judge = _JUDGES.get(field)
    return 1.0 if judge is None else judge(values)


def _like_roles(values: list[str]) -> float:
    if len(set(values)) > MOST_ROLES:
        return 0.2
    return 0.4 + 0.6 * _share(values, lambda value: value.casefold() in ROLE_WORDS)


def _like_dates(values: list[str]) -> float:
    return max(_share(values, lambda value: bool(_DATE.match(value))), 0.1)


def _like_texts(values: list[str]) -> float:
    return 1.0 if sum(map(len, values)) > SHORT_TEXT * len(values) else 0.7


def _like_addresses(values: list[str]) -> float:
    return max(_share(values, lambda value: "@" in value), 0.1)


def _like_marks(values: list[str]) -> float:
    return max(_share(values, lambda value: bool(_NUMBER.match(value))), 0.1)


def _share(values: list[str], fits: Callable[[str], bool]) -> float:
    return sum(map(fits, values)) / len(values)


_JUDGES: dict[str, Callable[[list[str]], float]] = {
    "role": _like_roles,
    "text": _like_texts,
    "customer.email": _like_addresses,
    **dict.fromkeys(("at", "started_at", "solved_at"), _like_dates),
    **dict.fromkeys(("csat", "nps", "ces"), _like_marks),
}


def guess_date_format(values: Sequence[str]) -> str | None:
    """The pattern of dates like 12/03/2026 14:05; None for ISO 8601, or when there is none.

    Day before month unless the values say otherwise, as in every country but one.
    """
    found = [match for value in values if (match := _SLASHED.match(value))]
    if not found or len(found) < len(values):
        return None
    first, second = max(int(m[1]) for m in found), max(int(m[3]) for m in found)
    month_first = second > MONTHS >= first
    mark, between, seconds = found[0][2], found[0][5], found[0][8]
    day = mark.join(["%m", "%d"] if month_first else ["%d", "%m"])
    year = "%Y" if len(found[0][4]) == LONG_YEAR else "%y"
    time = f"{between}%H:%M{':%S' if seconds else ''}" if between else ""
    return f"{day}{mark}{year}{time}"
