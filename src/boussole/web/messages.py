"""The catalogue of translations: ``python -m boussole.web.messages`` compiles it.

French is the language of the sources, so a message is its French wording; ``locale/en`` holds the
English one, here and in each feature. Compiling also makes a French catalogue in which every message says itself: French counts
zero as singular, which gettext does not know without a catalogue, and a French word that Django also
uses in English ("Note") must not be translated by Django's own.
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent / "locale"
PACKAGE = Path(__file__).parents[1]


def english_files() -> list[Path]:
    """The English catalogues as they are written: the design system's, and one per feature."""
    return sorted(PACKAGE.glob("**/locale/en/LC_MESSAGES/django.po"))


def read_english() -> Catalog:
    """Every English catalogue, as one."""
    whole = Catalog(locale="en", domain="django")
    for path in english_files():
        with path.open("rb") as file:
            for message in read_po(file, locale="en", domain="django"):
                if message.id:
                    whole[message.id] = message
    return whole


def compile_catalogues() -> None:
    """Write the ``.mo`` files that Django reads."""
    english = read_english()
    french = Catalog(locale="fr", domain="django")
    for message in english:
        if message.id:
            french.add(message.id, message.id, context=message.context)
    for catalogue in (english, french):
        folder = LOCALE / str(catalogue.locale) / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "django.mo").open("wb") as file:
            write_mo(file, catalogue)


if __name__ == "__main__":
    compile_catalogues()
