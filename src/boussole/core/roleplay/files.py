"""Scenarios as YAML: read, checked, written, and those that ship."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import ValidationError

from boussole.core.roleplay.checks import problems
from boussole.core.roleplay.errors import Problem, ScenarioFormatError
from boussole.core.roleplay.scenario import Scenario
from boussole.core.text import Text

# What pydantic says, by the kind of its problem; it speaks English only.
_MALFORMED = {
    "missing": Text(fr="il manque quelque chose ici", en="something is missing here"),
    "extra_forbidden": Text(fr="n’a pas sa place ici", en="has no place here"),
    "string_too_short": Text(fr="trop court", en="too short"),
    "string_too_long": Text(fr="trop long", en="too long"),
    "too_short": Text(fr="il en faut davantage", en="more are needed"),
    "too_long": Text(fr="il y en a trop", en="there are too many"),
    "less_than_equal": Text(fr="au plus {le}", en="{le} at most"),
    "greater_than_equal": Text(fr="au moins {ge}", en="{ge} at least"),
}
_OTHERWISE = Text(fr="n’a pas la forme attendue ({said})", en="{said}")
_UNREADABLE = Text(fr="n’est pas lisible en YAML\u00a0: {said}", en="not readable as YAML: {said}")


def load(text: str) -> Scenario:
    """Read a scenario from YAML; raises ScenarioFormatError with one line per problem."""
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        problem = Problem("scenario", _UNREADABLE.format(said=str(error)))
        raise ScenarioFormatError([problem]) from error
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


def _problem(data: Any, item: Any) -> Problem:
    what = _MALFORMED.get(item["type"], _OTHERWISE)
    said = what.format(said=item["msg"], **item.get("ctx", {}))
    return Problem(_place(data, item["loc"]) or "scenario", said)


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
