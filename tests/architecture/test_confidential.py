"""Nothing reaches the confidential line: no feature imports it, no program calls it, and its lock is among what is installed.

The import linter holds the order of features; here it is said that even later ones stay out, and who may name it at all.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.test import Client

from tests.cast import Cast
from tests.open_data import ROOT

SOURCE = ROOT / "src" / "boussole"
HOME = SOURCE / "features" / "confidential"
NAME = "boussole.features.confidential"
# What puts the application together, and the demo's people.
MAY = {"web/settings.py", "web/urls.py", "web/navigation.py", "web/demo/confiding.py"}


def named_in(path: Path) -> Iterator[str]:
    """Every module a file imports, and every string in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Import(names=names):
                yield from (one.name for one in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from (f"{module}.{one.name}" for one in names)
            case ast.Constant(value=str(text)):
                yield text


def users() -> set[str]:
    return {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if HOME not in path.parents and any(NAME in one for one in named_in(path))
    }


def test_nobody_imports_it_but_what_puts_the_application_together() -> None:
    assert users() == MAY


def test_no_page_of_another_feature_leads_into_it_or_names_its_tables() -> None:
    words = re.compile(r"confidential[:_./]")
    found = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*")
        if path.suffix in {".html", ".txt", ".sql", ".js"}
        and HOME not in path.parents
        and words.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_it_registers_itself_nowhere() -> None:
    """Earlier features offer registries (home, conversations, situations): the line says nothing to any of them."""
    config = apps.get_app_config("confidential")
    assert "ready" not in type(config).__dict__
    assert not (HOME / "api.py").exists()


def test_no_operation_of_the_api_speaks_of_it(cast: Cast, client: Client) -> None:
    client.force_login(cast.odile)
    described = client.get("/api/openapi.json").content.decode()
    assert "paths" in described
    assert not re.search("confidential|listening|confiance", described, re.IGNORECASE)


def test_no_row_elsewhere_points_to_its_rows() -> None:
    tables = set(apps.get_app_config("confidential").get_models())
    outside = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model not in tables
        for field in model._meta.concrete_fields
        if field.related_model in tables
    ]
    assert outside == []


def test_what_it_encrypts_with_is_locked_with_the_product() -> None:
    """``cryptography`` comes with the second factor; were it to leave, this says so before a page does."""
    locked = (ROOT / "requirements" / "product.txt").read_text(encoding="utf-8")
    assert re.search(r"(?m)^cryptography==", locked)
