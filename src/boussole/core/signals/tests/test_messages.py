"""Plain messages: most are read as they say, accents and capitals or not; a few must never be missed."""

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
# What the reader must get right of each set. It has learnt from other lines: these are a check on plain
# messages, kept from the time of the patterns, some of them disputable by the labelling guide.
AT_LEAST = 0.88
# What nobody would forgive.
NEVER = [
    ("customer", "Merci d’avance", "praise"),
    ("customer", "ok", "dissatisfaction"),
    ("customer", "oui", "dissatisfaction"),
    ("customer", "04/07/1969 et Lyon", "dissatisfaction"),
    ("customer", "mon ordinateur est mort, vendez-vous des batteries ?", "dissatisfaction"),
    ("customer", "my laptop is dead, do you sell batteries?", "dissatisfaction"),
    ("customer", "comment annuler une commande ?", "leaving_intent"),
    ("customer", "thanks in advance", "praise"),
    ("agent", "Je vous transmets la facture par e-mail.", "handover"),
    ("agent", "Bonne journée à vous.", "closing_check"),
]
ALWAYS = [
    ("customer", "Bravo, trois semaines pour un colis, record battu", "dissatisfaction"),
    ("customer", "c'est inadmissible", "dissatisfaction"),
    ("customer", "PASSEZ MOI UN RESPONSABLE", "manager_request"),
    ("customer", "un humain svp", "human_request"),
    ("customer", "je vais résilier et saisir la DGCCRF", "public_threat"),
    ("customer", "mon mari est décédé la semaine dernière", "vulnerability"),
    ("customer", "merci infiniment, vous m'avez sauvé", "praise"),
    ("customer", "I want to speak to your manager", "manager_request"),
    ("agent", "Je vous rappelle demain avant midi.", "commitment"),
    ("agent", "Si je comprends bien, vous souhaitez changer d’adresse ?", "reformulation"),
]


def _there(row: dict[str, Any], name: str) -> bool:
    return bool(row[name] >= (1.0 if name == "dissatisfaction" else 0.5))


@pytest.mark.parametrize(("role", "lang", "messages"), SETS, ids=["fr", "en", "fr acts", "en acts"])
def test_most_messages_are_read_as_they_say(
    role: str, lang: str, messages: Any, read_texts: Callable[..., list[dict[str, Any]]]
) -> None:
    rows = read_texts([message.text for message in messages], role=role, lang=lang)
    right = [
        all(_there(row, name) for name in message.says)
        and not any(_there(row, name) for name in message.not_)
        for message, row in zip(messages, rows, strict=True)
    ]
    assert sum(right) / len(right) >= AT_LEAST


@pytest.mark.parametrize(("role", "text", "name"), NEVER)
def test_plain_messages_are_left_alone(
    role: str, text: str, name: str, read_texts: Callable[..., list[dict[str, Any]]]
) -> None:
    (row,) = read_texts([text], role=role)
    assert not _there(row, name)


@pytest.mark.parametrize(("role", "text", "name"), ALWAYS)
def test_plain_expressions_are_read(
    role: str, text: str, name: str, read_texts: Callable[..., list[dict[str, Any]]]
) -> None:
    (row,) = read_texts([text], role=role)
    assert _there(row, name)


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
