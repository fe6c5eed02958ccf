"""docs/reasons.md holds the starter tree as it is."""

from __future__ import annotations

import re
from pathlib import Path

from boussole.core.reasons import ORIGINS, STEPS, Reason, default_tree, phrases, themes

DOC = (Path(__file__).resolve().parents[5] / "docs" / "reasons.md").read_text(encoding="utf-8")


def test_every_family_and_reason_is_documented() -> None:
    for family in default_tree().families:
        assert f"### `{family.key}`: {family.label.fr} / {family.label.en}" in DOC
        for reason in family.reasons:
            cells = (reason.key, reason.label.fr, reason.label.en, reason.step, reason.origin)
            assert f"| `{cells[0]}` | " + " | ".join(map(str, cells[1:])) in DOC


def test_every_field_of_a_reason_is_documented() -> None:
    assert re.findall(r"(?m)^\| `(\w+)` \| [^|]+ \|$", DOC) == [
        *("key", "label", "step", "origin", "demand", "aliases", "examples", "archived", "cues")
    ]
    assert [name for name in Reason.model_fields if f"| `{name}` |" not in DOC] == []


def test_the_page_says_how_themes_and_phrases_are_found() -> None:
    for said in (
        f"at most {phrases.MOST_WORDS} words",
        f"truncated SVD to {themes.DIMENSIONS} dimensions",
        f"distance of {themes.FARTHEST}",
        f"test against all the texts says so at {themes.DOUBT:.0%}".replace("%", " %"),
        f"Above {themes.MOST_TEXTS:,}",
    ):
        assert said in " ".join(DOC.split())


def test_every_step_and_origin_is_documented() -> None:
    assert [key for key in (*STEPS, *ORIGINS) if f"`{key}`" not in DOC] == []
