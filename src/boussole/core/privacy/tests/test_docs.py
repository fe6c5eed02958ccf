"""docs/privacy-masking.md names every token."""

from __future__ import annotations

from pathlib import Path

from boussole.core.privacy import KINDS

DOC = Path(__file__).resolve().parents[5] / "docs" / "privacy-masking.md"


def test_every_token_is_documented() -> None:
    text = DOC.read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"`[{kind}]`" not in text] == []
