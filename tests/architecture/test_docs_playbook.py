"""The playbook's documentation says what the code has."""

from __future__ import annotations

import re

import pytest

from boussole.core.playbook import (
    OWN_KINDS,
    Starter,
    default_playbook,
    starters,
)
from boussole.core.playbook.conditions import CONDITION_KINDS
from tests.open_data import ROOT

DOCUMENT = (ROOT / "docs" / "playbook.md").read_text(encoding="utf-8")


def cells(title: str) -> list[tuple[str, ...]]:
    """The rows of a heading's tables that begin with a name, as cells."""
    section = DOCUMENT.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]


def names(cell: str) -> list[str]:
    """The names a cell quotes."""
    return re.findall(r"`(\w+)`", cell)


def rows(title: str) -> list[str]:
    """The first cells of the table under a heading."""
    section = DOCUMENT.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    return [name for line in lines for name in re.findall(r"`(\w+)`", line.split("|")[1])]


def test_every_rule_is_documented_and_none_that_is_gone() -> None:
    assert rows("The rules shipped") == [rule.key for rule in default_playbook().rules]


def test_every_kind_of_condition_is_documented() -> None:
    assert sorted(rows("Conditions")) == sorted(CONDITION_KINDS)


@pytest.mark.parametrize("rule", default_playbook().rules, ids=lambda rule: rule.key)
def test_what_is_said_of_upstream_is_what_runs(rule: object) -> None:
    key, upstream = getattr(rule, "key", ""), getattr(rule, "upstream", None)
    line = next(line for line in DOCUMENT.splitlines() if line.startswith(f"| `{key}`"))
    said = line.rstrip("| ").rsplit("|", 1)[1].strip()
    assert (said == "always") == (upstream == "always")
    assert (said == "never" or getattr(rule, "success", False)) == (upstream is None)


def test_the_kinds_of_own_rules_are_documented_under_their_names() -> None:
    said = {(kind, name.fr.replace("\u00a0", " "), name.en) for kind, name in OWN_KINDS.items()}
    assert {(names(row[0])[0], row[1], row[2]) for row in cells("A company’s own rules")} == said


def test_every_commitment_is_documented_with_its_target() -> None:
    documented = {row[0].strip("`"): (row[1].strip("`"), row[2]) for row in cells("Commitments")}
    shipped = {
        one.key: (
            one.metric,
            one.target_in_words.en.replace("%", " %").replace("1\u00a0d", "1 day"),
        )
        for one in default_playbook().commitments
    }
    assert documented == shipped


@pytest.mark.parametrize("starter", starters(), ids=lambda one: one.key)
def test_a_starter_is_documented_as_it_differs(starter: Starter) -> None:
    own, adapted = next(row[1:] for row in cells("Starters") if row[0] == f"`{starter.key}`")
    assert sorted(names(own)) == sorted(starter.own)
    assert names(adapted) == sorted(starter.adapted)


def test_no_starter_is_documented_that_is_gone() -> None:
    assert [row[0].strip("`") for row in cells("Starters")] == [one.key for one in starters()]
