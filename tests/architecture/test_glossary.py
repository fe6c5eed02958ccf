"""The glossary is held to the code: what it points at exists, and what people read is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from django.utils import translation

from boussole.core.conversations import CHANNELS
from boussole.core.metrics import METRICS
from boussole.core.playbook import default_playbook
from boussole.core.reasons import DEMANDS, ORIGINS, STEPS
from boussole.core.signals import AGENT_ACTS, CUSTOMER_SIGNALS
from boussole.core.text import Text
from boussole.features.organisation.models import Role
from tests.open_data import ROOT

CODE = ROOT / "src" / "boussole"
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
PLACE = re.compile(r"`((?:core|adapters|features|web|cli)/[\w/]+\.py)(?::(\w+))?`")

Row = tuple[str, ...]


def section(title: str) -> list[Row]:
    """The rows of a section's table, as cells."""
    body = GLOSSARY.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in body.splitlines() if line.startswith("| ")]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines[1:]]


def labelled(pairs: Iterable[tuple[str, Text]]) -> set[Row]:
    return {(f"`{name}`", label.en, label.fr) for name, label in pairs}


def roles() -> set[Row]:
    said = {}
    for language in ("en", "fr"):
        with translation.override(language):
            said[language] = {role.value: str(role.label).lower() for role in Role}
    return {(f"`{role.value}`", said["en"][role.value], said["fr"][role.value]) for role in Role}


WORDED: dict[str, set[Row]] = {
    "Customer signals": labelled((one.name, one.label) for one in CUSTOMER_SIGNALS),
    "Agent acts": labelled((one.name, one.label) for one in AGENT_ACTS),
    "Situations": labelled((rule.key, rule.name) for rule in default_playbook().rules),
    "Metrics": labelled((one.name, one.label) for one in METRICS.values()),
    "Steps of the journey": labelled(STEPS.items()),
    "Origins": labelled(ORIGINS.items()),
    "Demands": labelled(DEMANDS.items()),
}


@pytest.mark.parametrize("title", WORDED)
def test_what_the_code_names_is_here_under_its_own_labels(title: str) -> None:
    assert {row[:3] for row in section(title)} == WORDED[title]


def test_every_role_is_here() -> None:
    assert {row[:3] for row in section("Roles")} == roles()


def test_every_channel_is_named() -> None:
    channel = next(row for row in section("Terms") if row[0] == "channel")
    words = {"email": "e-mail", "api": "API", "social": "social network", "web": "web form"}
    assert [name for name in CHANNELS if words.get(name, name) not in channel[2]] == []


@pytest.mark.parametrize(("path", "name"), sorted(set(PLACE.findall(GLOSSARY))))
def test_every_place_named_exists(path: str, name: str) -> None:
    code = (CODE / path).read_text(encoding="utf-8")
    assert not name or re.search(rf"(?m)^(?:class |def )?{name}\b", code)


def test_every_term_says_where_it_lives() -> None:
    assert [row[0] for row in section("Terms") if not PLACE.search(row[3])] == []


@pytest.mark.parametrize("title", ["Terms", *WORDED, "Roles"])
def test_entries_are_in_the_order_of_their_english_names(title: str) -> None:
    column = 0 if title == "Terms" else 1
    names = [row[column].lower() for row in section(title)]
    assert names == sorted(names)


def test_no_term_is_explained_twice() -> None:
    names = [row[0] for row in section("Terms")]
    assert len(names) == len(set(names))


def test_every_entry_has_both_languages_and_a_meaning() -> None:
    rows = [row for title in ("Terms", *WORDED, "Roles") for row in section(title)]
    assert [row for row in rows if len(row) != 4 or not all(row)] == []
