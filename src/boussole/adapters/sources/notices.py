"""What an import did on its own account and must report, though nothing was lost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boussole.core.text import Text

NOTICES: Mapping[str, Text] = {
    "encoding": Text(
        fr="Encodage détecté\u00a0: {value}.",
        en="Encoding detected: {value}.",
    ),
    "nul_removed": Text(
        fr="Des octets nuls ont été retirés des textes.",
        en="NUL characters were removed from texts.",
    ),
    "duplicate_same": Text(
        fr="Des conversations répétées à l’identique ont été ignorées.",
        en="Conversations repeated word for word were ignored.",
    ),
    "duplicate_newer": Text(
        fr="Des conversations reviennent avec un autre contenu\u00a0: la dernière version est gardée.",
        en="Conversations come back with another content: the latest version is kept.",
    ),
    "unknown_channel": Text(
        fr="Le canal «\u202f{value}\u202f» n’est pas connu\u00a0: gardé parmi les attributs.",
        en="The channel “{value}” is not known: kept among the attributes.",
    ),
    "unknown_status": Text(
        fr="Le statut «\u202f{value}\u202f» n’est pas connu\u00a0: gardé parmi les attributs.",
        en="The status “{value}” is not known: kept among the attributes.",
    ),
    "contradicted_instant": Text(
        fr="Le dernier message est daté avant les autres\u00a0: son heure est laissée de côté.",
        en="The last message is dated before the others: its time is left out.",
    ),
    "undated_mail": Text(
        fr="Des courriels n’ont aucune date possible\u00a0: leur heure est inconnue.",
        en="Some mails have no possible date: their time is unknown.",
    ),
    "attachment_cut": Text(
        fr="Des courriels très gros ont été lus sans la fin de leurs pièces jointes.",
        en="Some very large mails were read without the end of their attachments.",
    ),
    "deleted_ticket": Text(
        fr="Des tickets supprimés dans l’outil d’origine sont ignorés.",
        en="Tickets deleted in the original tool are ignored.",
    ),
    "guessed_service": Text(
        fr="Adresses du service devinées\u00a0: {value}. Précisez-les (--agent) si besoin.",
        en="Addresses of the service guessed: {value}. Say them (--agent) if needed.",
    ),
    "guessed_mapping": Text(
        fr="Correspondance devinée\u00a0: {value}.",
        en="Mapping guessed: {value}.",
    ),
    "skipped_file": Text(
        fr="Fichier laissé de côté dans l’archive ou le dossier\u00a0: {value}.",
        en="File left aside in the archive or folder: {value}.",
    ),
}


@dataclass(slots=True)
class Notice:
    """One thing to report, with how many times it happened in ``path``."""

    code: str
    path: str
    message: Text
    count: int = 1


class Notices:
    """Notices gathered while reading, each kept once with its count; bounded, whatever the file."""

    LIMIT = 200

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str, str], Notice] = {}

    def add(self, code: str, path: str, value: str = "", count: int = 1) -> None:
        """Count ``count`` more ``code`` in ``path``."""
        key = (code, path, value)
        if (known := self._kept.get(key)) is not None:
            known.count += count
        elif len(self._kept) < self.LIMIT:
            self._kept[key] = Notice(code, path, NOTICES[code].format(value=value), count)

    def __iter__(self) -> Iterator[Notice]:
        return iter(self._kept.values())

    def __len__(self) -> int:
        return len(self._kept)
