"""A record that could not be imported: where, why, and what would mend it.

``REASONS`` holds every reason, with a code that never changes; scripts may rely on the codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from boussole.core.text import Text

EXCERPT_CHARS = 160


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record stands: its file (``archive.zip/member`` inside an archive) and first line."""

    path: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """One record left out of an import. ``field`` is a path into the record, as ``turns.3.at``."""

    path: str
    line: int | None
    record_id: str | None
    field: str | None
    reason: str
    message: Text
    mend: Text
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """What is wrong and what would mend it; ``{value}``-like fields are filled for each record."""

    message: Text
    mend: Text


def _reason(fr: str, en: str, mend_fr: str, mend_en: str) -> Reason:
    return Reason(Text(fr=fr, en=en), Text(fr=mend_fr, en=mend_en))


REASONS: Mapping[str, Reason] = {
    "invalid_json": _reason(
        "Ce n’est pas du JSON valide\u00a0: {detail}.",
        "This is not valid JSON: {detail}.",
        "Corrigez cette ligne, ou exportez de nouveau le fichier.",
        "Correct this line, or export the file again.",
    ),
    "truncated": _reason(
        "Le fichier s’arrête au milieu de cet enregistrement.",
        "The file stops in the middle of this record.",
        "Exportez de nouveau le fichier\u00a0; ce qui précède est importé.",
        "Export the file again; what comes before is imported.",
    ),
    "not_an_object": _reason(
        "Une conversation est attendue ici, sous forme d’objet JSON\u00a0; c’est {detail}.",
        "A conversation is expected here, as a JSON object; this is {detail}.",
        "Écrivez une conversation par ligne, entre accolades.",
        "Write one conversation per line, between braces.",
    ),
    "missing_id": _reason(
        "La conversation n’a pas d’identifiant.",
        "The conversation has no identifier.",
        "Donnez un identifiant unique et stable, ou indiquez sa colonne dans le mapping («\u202fid\u202f»).",
        "Give a unique and stable identifier, or name its column in the mapping (“id”).",
    ),
    "no_turns": _reason(
        "La conversation n’a aucun message.",
        "The conversation has no message.",
        "Vérifiez l’export, ou le chemin des messages dans le mapping («\u202fturns\u202f»).",
        "Check the export, or the path to the messages in the mapping (“turns”).",
    ),
    "missing_field": _reason(
        "Le champ {field} manque.",
        "The field {field} is missing.",
        "Complétez-le, ou indiquez dans le mapping où le lire.",
        "Fill it in, or say in the mapping where to read it.",
    ),
    "unknown_role": _reason(
        "Le rôle «\u202f{value}\u202f» n’est pas connu.",
        "The role “{value}” is not known.",
        "Ajoutez-le au mapping, sous «\u202froles\u202f», pour customer, agent, bot ou system.",
        "Add it to the mapping, under “roles”, for customer, agent, bot or system.",
    ),
    "naive_datetime": _reason(
        "La date «\u202f{value}\u202f» n’a pas de fuseau horaire.",
        "The date “{value}” has no time zone.",
        "Précisez le fuseau de l’export\u00a0: --timezone Europe/Paris, ou «\u202ftimezone\u202f» dans le mapping.",
        "Say the time zone of the export: --timezone Europe/Paris, or “timezone” in the mapping.",
    ),
    "impossible_datetime": _reason(
        "La date «\u202f{value}\u202f» est impossible pour une conversation.",
        "The date “{value}” is impossible for a conversation.",
        "Corrigez la date\u00a0; les conversations vont de 1990 à aujourd’hui.",
        "Correct the date; conversations range from 1990 to today.",
    ),
    "unreadable_datetime": _reason(
        "La date «\u202f{value}\u202f» ne se lit pas.",
        "The date “{value}” cannot be read.",
        "Écrivez-la en ISO 8601 (2026-03-12T14:05:00Z), ou donnez «\u202fdate_format\u202f» dans le mapping.",
        "Write it in ISO 8601 (2026-03-12T14:05:00Z), or give “date_format” in the mapping.",
    ),
    "invalid_field": _reason(
        "La valeur de {field} ne convient pas\u00a0: {detail}.",
        "The value of {field} does not fit: {detail}.",
        "Corrigez-la, ou retirez ce champ du mapping pour le garder parmi les attributs.",
        "Correct it, or take the field out of the mapping to keep it among the attributes.",
    ),
    "text_too_long": _reason(
        "Un message compte {value} caractères\u00a0; la limite est de {limit}.",
        "A message has {value} characters; the limit is {limit}.",
        "Retirez la pièce jointe ou le journal collé dans ce message.",
        "Take out the attachment or the log pasted into this message.",
    ),
    "too_many_turns": _reason(
        "La conversation compte {value} messages\u00a0; la limite est de {limit}.",
        "The conversation has {value} messages; the limit is {limit}.",
        "Vérifiez l’identifiant\u00a0: plusieurs conversations le partagent sans doute.",
        "Check the identifier: several conversations probably share it.",
    ),
    "record_too_large": _reason(
        "L’enregistrement dépasse {limit} octets.",
        "The record is over {limit} bytes.",
        "Retirez la pièce jointe ou le journal collé, puis exportez de nouveau.",
        "Take out the attachment or the log pasted in, then export again.",
    ),
    "wrong_encoding": _reason(
        "Des octets ne se lisent pas dans l’encodage du fichier ({value}).",
        "Some bytes cannot be read in the encoding of the file ({value}).",
        "Enregistrez le fichier en UTF-8, ou précisez son encodage dans le mapping («\u202fencoding\u202f»).",
        "Save the file as UTF-8, or say its encoding in the mapping (“encoding”).",
    ),
    "ragged_row": _reason(
        "La ligne a {value} cellules, l’en-tête en a {limit}.",
        "The row has {value} cells, the header has {limit}.",
        "Mettez entre guillemets les textes qui contiennent le séparateur ou un saut de ligne.",
        "Put quotes around texts that hold the separator or a line break.",
    ),
    "unclosed_quote": _reason(
        "Un guillemet ouvert n’est pas refermé\u00a0; les lignes {value} sont perdues.",
        "A quote is opened and never closed; lines {value} are lost.",
        "Refermez le guillemet, ou doublez ceux qui font partie du texte.",
        "Close the quote, or double those that are part of the text.",
    ),
    "not_a_mail": _reason(
        "Ce n’est pas un courriel\u00a0: aucun en-tête n’est lisible.",
        "This is not a mail: no header can be read.",
        "Exportez-le de nouveau au format .eml ou mbox.",
        "Export it again as .eml or mbox.",
    ),
    "empty_mail": _reason(
        "Ce courriel n’a ni objet, ni texte, ni pièce jointe.",
        "This mail has no subject, no text and no attachment.",
        "Vérifiez l’export\u00a0; un courriel vide n’apprend rien.",
        "Check the export; an empty mail tells nothing.",
    ),
    "unsafe_archive": _reason(
        "Le fichier compressé enfle au-delà de ce qui est permis\u00a0: {detail}.",
        "The compressed file swells beyond what is allowed: {detail}.",
        "Décompressez-le vous-même si vous en connaissez l’origine, et donnez les fichiers.",
        "Decompress it yourself if you know where it comes from, and give the files.",
    ),
    "damaged_archive": _reason(
        "Le fichier compressé est abîmé ou incomplet.",
        "The compressed file is damaged or incomplete.",
        "Téléchargez-le de nouveau\u00a0; ce qui a pu être lu est importé.",
        "Download it again; what could be read is imported.",
    ),
    "unreadable_file": _reason(
        "Le fichier ne peut pas être lu\u00a0: {detail}.",
        "The file cannot be read: {detail}.",
        "Vérifiez le fichier et ses droits d’accès.",
        "Check the file and its access rights.",
    ),
}


def reject(
    reason: str,
    place: Place,
    *,
    record_id: str | None = None,
    field: str | None = None,
    excerpt: str = "",
    **values: object,
) -> Rejection:
    """Compose a rejection from its reason's wording and this record's values."""
    said = {"field": field or "", "value": "", "limit": "", "detail": ""} | values
    known = REASONS[reason]
    return Rejection(
        path=place.path,
        line=place.line,
        record_id=record_id,
        field=field,
        reason=reason,
        message=known.message.format(**said),
        mend=known.mend.format(**said),
        excerpt=excerpt,
    )
