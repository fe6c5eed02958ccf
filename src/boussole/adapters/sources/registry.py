"""Every source, one line each. A new vendor is one package beside this file and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from boussole.adapters.sources.context import Context, Item
from boussole.adapters.sources.heads import Head
from boussole.adapters.sources.inputs import Input
from boussole.core.text import Text


class Vendor(Protocol):
    """What a vendor's package offers."""

    recognise: Callable[[Head], int]
    """How sure it is that the file is its own, 0 to 100."""
    read: Callable[[Sequence[Input], Context], Iterator[Item]]
    """Conversations and rejections, one at a time, memory bounded."""


@dataclass(frozen=True, slots=True)
class SourceKind:
    """One source: its name, what people call it, and its package."""

    name: str
    label: Text
    description: Text

    def vendor(self) -> Vendor:
        """Load the package that reads it."""
        return cast("Vendor", import_module(f"boussole.adapters.sources.{self.name}"))


def _kind(name: str, label: tuple[str, str], description: tuple[str, str]) -> SourceKind:
    return SourceKind(
        name, Text(fr=label[0], en=label[1]), Text(fr=description[0], en=description[1])
    )


# fmt: off
_KINDS = (
    _kind("boussole_jsonl", ("Boussole (JSONL)", "Boussole (JSONL)"), ("Le format de Boussole, une conversation par ligne.", "Boussole’s own shape, one conversation per line.")),
    _kind("jsonl_file", ("JSON ou JSONL", "JSON or JSONL"), ("Des conversations en JSON, lues avec un mapping.", "Conversations in JSON, read with a mapping.")),
    _kind("zendesk", ("Zendesk", "Zendesk"), ("Un export de tickets Zendesk, avec leurs commentaires.", "An export of Zendesk tickets, with their comments.")),
    _kind("mail", ("Courriels (mbox, EML)", "E-mail (mbox, EML)"), ("Une boîte de courriels, ou des fichiers .eml, un fil par conversation.", "A mailbox, or .eml files, one thread per conversation.")),
    _kind("csv_file", ("CSV", "CSV"), ("Un tableau, un message par ligne.", "A table, one message per row.")),
)
# fmt: on
SOURCES: dict[str, SourceKind] = {kind.name: kind for kind in _KINDS}
