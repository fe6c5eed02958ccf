"""The catalogues of translations: ``python -m boussole.web.messages`` compiles them.

French is the language of the sources, so a message is its French wording; each feature, and the design
system, keeps the English in its own ``locale/en``. Compiling also makes a French catalogue in which
every message says itself: French counts zero as singular, which gettext does not know without a
catalogue, and a French word that Django also uses in English ("Note") must not be translated by
Django's own.

``python -m boussole.web.messages extract`` first brings the English catalogues up to date with the
sources. Neither needs GNU gettext.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

PACKAGE = Path(__file__).parents[1]


def homes() -> Iterator[Path]:
    """The folders that keep their own catalogue: the design system and every feature."""
    yield PACKAGE / "web"
    yield from sorted(path.parent for path in PACKAGE.glob("features/*/apps.py"))


def english_path(home: Path) -> Path:
    """Where a folder keeps its English catalogue."""
    return home / "locale" / "en" / "LC_MESSAGES" / "django.po"


def read_english(home: Path) -> Catalog:
    """A folder's English catalogue as it is written; empty when there is none yet."""
    path = english_path(home)
    if not path.exists():
        return Catalog(locale="en", domain="django")
    with path.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def compile_catalogues() -> None:
    """Write the ``.mo`` files that Django reads."""
    for home in homes():
        english = read_english(home)
        french = Catalog(locale="fr", domain="django")
        for message in english:
            if message.id:
                french.add(message.id, message.id, context=message.context)
        for catalogue in (english, french):
            folder = home / "locale" / str(catalogue.locale) / "LC_MESSAGES"
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / "django.mo").open("wb") as file:
                write_mo(file, catalogue)


def main(arguments: list[str]) -> None:
    """Compile, or with ``extract`` bring the catalogues up to date with the sources first."""
    if arguments == ["extract"]:
        from boussole.web.extraction import update_catalogues

        for line in update_catalogues():
            sys.stdout.write(f"{line}\n")
    compile_catalogues()


if __name__ == "__main__":
    main(sys.argv[1:])
