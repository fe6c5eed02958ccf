"""docs/reasons.md holds the starter tree as it is."""

from __future__ import annotations

from pathlib import Path

from boussole.core.reasons import ORIGINS, STEPS, default_tree

DOC = (Path(__file__).resolve().parents[5] / "docs" / "reasons.md").read_text(encoding="utf-8")


def test_every_family_and_reason_is_documented() -> None:
    for family in default_tree().families:
        assert f"### `{family.key}`: {family.label.fr} / {family.label.en}" in DOC
        for reason in family.reasons:
            cells = (reason.key, reason.label.fr, reason.label.en, reason.step, reason.origin)
            assert f"| `{cells[0]}` | " + " | ".join(map(str, cells[1:])) in DOC


def test_every_step_and_origin_is_documented() -> None:
    assert [key for key in (*STEPS, *ORIGINS) if f"`{key}`" not in DOC] == []
