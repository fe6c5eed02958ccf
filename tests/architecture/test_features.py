"""What the import linter cannot see: features that reach each other through strings.

A feature may use earlier ones only. Its templates may include its own, the design system's, and those
of earlier features; its foreign keys may point to earlier features' tables; nobody asks the registry
of models for another feature's table by name.
"""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]
FEATURES = ROOT / "src" / "boussole" / "features"
USED_TEMPLATE = re.compile(r"""{%\s*(?:include|extends)\s+["']([^"']+)["']""")
DESIGN_SYSTEM = {"components", "base.html", "errors", "allauth", "account"}


def _order() -> list[str]:
    """The features, earliest first, as .importlinter declares them."""
    config = configparser.ConfigParser()
    config.read(ROOT / ".importlinter")
    layers = config["importlinter:contract:features"]["layers"].split()
    return [layer.strip("()") for layer in reversed(layers)]


def _installed() -> list[str]:
    return [name for name in _order() if (FEATURES / name / "apps.py").exists()]


def _templates(feature: str) -> Iterator[Path]:
    yield from (FEATURES / feature).glob("templates/**/*.html")


def test_every_feature_is_in_the_declared_order() -> None:
    folders = {path.parent.name for path in FEATURES.glob("*/__init__.py")}
    assert folders <= set(_order()), "add the feature to the contract in .importlinter"


@pytest.mark.parametrize("feature", _installed())
def test_templates_include_earlier_features_only(feature: str) -> None:
    allowed = {*_order()[: _order().index(feature) + 1], *DESIGN_SYSTEM}
    wrong = [
        f"{path.relative_to(ROOT)} uses {used}"
        for path in _templates(feature)
        for used in USED_TEMPLATE.findall(path.read_text(encoding="utf-8"))
        if used.split("/")[0] not in allowed
    ]
    assert wrong == []


@pytest.mark.parametrize("feature", _installed())
def test_a_feature_keeps_its_templates_under_its_own_name(feature: str) -> None:
    strays = [
        path for path in _templates(feature) if path.relative_to(FEATURES).parts[2] != feature
    ]
    assert strays == []


@pytest.mark.parametrize("feature", _installed())
def test_foreign_keys_point_to_earlier_features(feature: str) -> None:
    order = _order()
    # By its module: a label may differ from the folder's name (sessions, since Django has its own).
    features = {
        config.label: config.name.rpartition(".")[2]
        for config in apps.get_app_configs()
        if config.name.startswith("boussole.features.")
    }
    label = next((label for label, name in features.items() if name == feature), None)
    if label is None:
        pytest.fail(f"boussole.features.{feature} is not among INSTALLED_APPS")
    for model in apps.get_app_config(label).get_models():
        for field in model._meta.get_fields():
            target = field.related_model if field.concrete else None
            used = features.get(target._meta.app_label) if isinstance(target, type) else None
            if used is None:
                continue
            assert order.index(used) <= order.index(feature), field


def test_nobody_asks_for_a_table_by_its_name() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "src").rglob("*.py")
        if "migrations" not in path.parts
        and "tests" not in path.parts
        and "get_model(" in path.read_text(encoding="utf-8")
    ]
    assert wrong == []
