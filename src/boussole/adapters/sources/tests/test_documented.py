"""The documentation says what the code does."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from boussole.adapters.sources import REASONS, SOURCES, Limits
from boussole.adapters.sources.mapping import SURVEY_SCALES

TOLD = (Path(__file__).resolve().parents[5] / "docs" / "sources.md").read_text(encoding="utf-8")


def test_every_source_reason_and_limit_is_documented() -> None:
    names = [*SOURCES, *REASONS, *SURVEY_SCALES, *(field.name for field in fields(Limits))]
    assert [name for name in names if f"`{name}`" not in TOLD] == []


def test_the_documented_sources_exist() -> None:
    rows = [
        line.split("`")[1] for line in TOLD.split("## ")[0].splitlines() if line.startswith("| `")
    ]
    assert rows == list(SOURCES)
