"""The page says what the code has: every cause, condition, key and scenario is in its tables."""

from __future__ import annotations

import re
from typing import get_args

from boussole.core.roleplay import Scenario, shipped_scenarios
from boussole.core.roleplay.conditions import CONDITION_KINDS
from boussole.core.roleplay.tension import ShiftCause
from tests.open_data import ROOT

PAGE = (ROOT / "docs" / "roleplay.md").read_text(encoding="utf-8")


def first_cells(header: str) -> list[str]:
    """The names in the first column of the table under ``header``."""
    body = PAGE.split(f"\n| {header} |", 1)[1].split("\n\n", 1)[0]
    rows = [line.split("|")[1] for line in body.splitlines()[2:]]
    return [name for row in rows for name in re.findall(r"`(\w+)`", row)]


def test_every_cause_of_a_shift_is_documented() -> None:
    assert set(first_cells("what is found")) == set(get_args(ShiftCause))


def test_every_condition_is_documented() -> None:
    table = PAGE.split("A move's `when` is a small tree", 1)[1].split("\n\n", 2)[1]
    named = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.+?`) \|", table, re.MULTILINE))))
    assert named == set(CONDITION_KINDS)


def test_every_key_of_a_scenario_is_documented() -> None:
    named = set(first_cells("key"))
    assert set(Scenario.model_fields) - {"key", "languages"} == named


def test_every_scenario_is_in_the_table_with_its_sector_and_level() -> None:
    body = PAGE.split("\n| scenario |", 1)[1].split("\n\n", 1)[0].splitlines()[2:]
    rows = [tuple(cell.strip(" `") for cell in row.split("|")[1:4]) for row in body]
    assert rows == [(one.key, one.sector, str(one.level)) for one in shipped_scenarios()]
