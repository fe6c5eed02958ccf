"""Everything is said in French and in English, with the same places to fill."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from boussole.web.extraction import extracted, in_template, translated
from boussole.web.messages import PACKAGE, homes, read_english

PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
HOMES = list(homes())


def _forms(text: object) -> tuple[str, ...]:
    return tuple(text) if isinstance(text, tuple | list) else (str(text),)


def _name(home: Path) -> str:
    return home.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("home", HOMES, ids=_name)
def test_every_message_has_an_english_translation(home: Path) -> None:
    english = read_english(home)
    missing = []
    for message in extracted(home):
        said = english.get(message.id, message.context) if message.id else message
        if said is None or not translated(said.string or message.id == ""):
            missing.append(message.id)
    assert missing == [], "run: python -m boussole.web.messages extract, then translate"


@pytest.mark.parametrize("home", HOMES, ids=_name)
def test_no_translation_is_left_behind(home: Path) -> None:
    said = {(message.id, message.context) for message in extracted(home)}
    kept = {(message.id, message.context) for message in read_english(home) if message.id}
    assert kept - said == set(), "run: python -m boussole.web.messages extract"


@pytest.mark.parametrize("home", HOMES, ids=_name)
def test_a_translation_has_the_same_places_to_fill(home: Path) -> None:
    for message in read_english(home):
        if not message.id or not translated(message.string):
            continue
        places = {frozenset(PLACE.findall(form)) for form in _forms(message.id)}
        for form in _forms(message.string):
            assert frozenset(PLACE.findall(form)) in places, message.id


def test_a_message_is_translated_alike_everywhere() -> None:
    said: dict[tuple[object, object], set[object]] = defaultdict(set)
    for home in HOMES:
        for message in read_english(home):
            if message.id and translated(message.string):
                said[message.id, message.context].add(message.string)
    assert {key: texts for key, texts in said.items() if len(texts) > 1} == {}


def _french() -> Iterator[tuple[str, str]]:
    for home in HOMES:
        for message in read_english(home):
            for form in _forms(message.id):
                yield _name(home), form


def test_french_is_typeset() -> None:
    """Typographic apostrophes, and non-breaking spaces before the high marks."""
    straight = [text for _home, text in _french() if re.search(r"\w'\w", text)]
    loose = [text for _home, text in _french() if re.search(r"[ \w][:;?!»](?:\s|$)|«[ \w]", text)]
    assert straight == []
    assert loose == []


def test_messages_are_found_in_templates() -> None:
    source = (
        """{% translate "Aller" %}{% blocktranslate count n=n %}{{ n }} fait{% plural %}{{ n }} faits"""
        """{% endblocktranslate %}{% translate "aucune" context "tension" %}{% firstof x _("Voir") %}"""
    )
    assert list(in_template(source)) == [
        (None, ("Aller",)),
        (None, ("%(n)s fait", "%(n)s faits")),
        ("tension", ("aucune",)),
        (None, ("Voir",)),
    ]
