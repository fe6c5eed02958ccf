"""The messages of ``messages.py`` are read as they say, accents and capitals or not."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from boussole.core.folding import fold


def _messages() -> ModuleType:
    """Load the file beside this one: tests are not a package."""
    spec = importlib.util.spec_from_file_location(
        "signal_messages", Path(__file__).with_name("messages.py")
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


M = _messages()
SETS = [
    ("customer", "fr", M.FRENCH),
    ("customer", "en", M.ENGLISH),
    ("agent", "fr", M.FRENCH_ACTS),
    ("agent", "en", M.ENGLISH_ACTS),
]
ALL = [(role, lang, message) for role, lang, messages in SETS for message in messages]


def test_there_are_enough_of_them() -> None:
    assert len(M.FRENCH) + len(M.FRENCH_ACTS) >= 150
    assert len(M.ENGLISH) + len(M.ENGLISH_ACTS) >= 80


@pytest.mark.parametrize(("role", "lang", "message"), ALL, ids=lambda value: str(value)[:50])
def test_a_message_is_read_as_it_says(
    role: str, lang: str, message: Any, read_texts: Callable[..., list[dict[str, Any]]]
) -> None:
    (row,) = read_texts([message.text], role=role)
    assert {name for name in message.says if row[name] == 0} == set()
    assert {name for name in message.not_ if row[name] > 0} == set()
    assert row["lang"] == lang


@pytest.mark.parametrize(("role", "lang", "messages"), SETS, ids=["fr", "en", "fr acts", "en acts"])
def test_capitals_and_accents_change_nothing(
    role: str, lang: str, messages: Any, read_texts: Callable[..., list[dict[str, Any]]]
) -> None:
    texts = [message.text for message in messages]
    plain = read_texts(texts, role=role, lang=lang)
    assert read_texts([text.upper() for text in texts], role=role, lang=lang) == plain
    assert read_texts([fold(text) for text in texts], role=role, lang=lang) == plain


@pytest.mark.parametrize(("role", "lang", "messages"), SETS, ids=["fr", "en", "fr acts", "en acts"])
def test_the_language_is_found_in_most_short_messages(
    role: str, lang: str, messages: Any, read_texts: Callable[..., list[dict[str, Any]]]
) -> None:
    found = [row["lang"] for row in read_texts([message.text for message in messages], role=role)]
    assert found.count(lang) / len(found) > 0.95
