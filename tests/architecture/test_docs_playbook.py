"""The playbook's documentation says what the code has."""

from __future__ import annotations

import re

import pytest

from boussole.core.playbook import default_playbook
from boussole.core.playbook.conditions import CONDITION_KINDS
from tests.open_data import ROOT

DOCUMENT = (ROOT / "docs" / "playbook.md").read_text(encoding="utf-8")


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
