"""Scenarios as YAML: read, checked, written, and those that ship."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import ValidationError

from boussole.core.roleplay.checks import problems
from boussole.core.roleplay.errors import ScenarioFormatError
from boussole.core.roleplay.scenario import Scenario


def load(text: str) -> Scenario:
    """Read a scenario from YAML; raises ScenarioFormatError with one line per problem."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ScenarioFormatError([f"not readable as YAML: {error}"]) from error
    return validated(data)


def validated(data: Any) -> Scenario:
    """Read a scenario from values, such as a form's; raises ScenarioFormatError."""
    try:
        scenario = Scenario.model_validate(data)
    except ValidationError as error:
        raise ScenarioFormatError([_problem(data, item) for item in error.errors()]) from error
    if found := problems(scenario):
        raise ScenarioFormatError(found)
    return scenario


def dump(scenario: Scenario) -> str:
    """Write a scenario as YAML; ``load(dump(scenario)) == scenario``."""
    data = scenario.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)


@cache
def shipped_scenarios() -> tuple[Scenario, ...]:
    """The scenarios shipped with Boussole, the easiest first."""
    folder = files(__package__) / "scenarios"
    texts = [one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith(".yaml")]
    return tuple(sorted(map(load, texts), key=lambda one: (one.level, one.key)))


def _problem(data: Any, item: Any) -> str:
    return f"{_place(data, item['loc']) or 'scenario'}: {item['msg']}"


def _place(data: Any, steps: tuple[int | str, ...]) -> str:
    """The place of a problem by the keys that people wrote, so that nobody has to count."""
    named = []
    for step in steps:
        inside = data[step] if _has(data, step) else None
        key = inside.get("key") if isinstance(step, int) and isinstance(inside, dict) else None
        named.append(str(key or step))
        data = inside if _has(data, step) else data
    return ".".join(named)


def _has(data: Any, step: int | str) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)
