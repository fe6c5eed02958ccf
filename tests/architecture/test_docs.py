"""The documentation says what the code has: no command, source or page of docs is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
import typer.main
from typer.core import TyperGroup

from boussole.adapters.sources import SOURCES
from boussole.cli import app
from tests.open_data import ROOT

DOCS = ROOT / "docs"


def commands() -> Mapping[str, Any]:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)
    return group.commands


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_is_documented(name: str) -> None:
    assert f"`boussole {name}" in (DOCS / "cli.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["analyse", "review", "import", "sync"])
def test_every_option_is_documented(command: str) -> None:
    page = (DOCS / "cli.md").read_text(encoding="utf-8")
    document = page.split(f"\n## {command}\n")[1].split("\n## ")[0]
    options = {
        name
        for parameter in commands()[command].params
        for name in parameter.opts
        if name.startswith("--")
    }
    assert {name for name in options if f"`{name}`" not in document} == set()


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_source_is_documented(name: str) -> None:
    assert f"`{name}`" in (DOCS / "sources.md").read_text(encoding="utf-8")


def links() -> list[tuple[str, str]]:
    pages = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
    return [
        (str(page.relative_to(ROOT)), target)
        for page in pages
        for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
        if not target.startswith(("http:", "https:", "mailto:"))
    ]


@pytest.mark.parametrize(("page", "target"), links())
def test_links_between_pages_lead_somewhere(page: str, target: str) -> None:
    assert ((ROOT / page).parent / target).exists()
