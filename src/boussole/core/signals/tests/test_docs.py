"""docs/signals.md names every signal, and the version that reads."""

from __future__ import annotations

from pathlib import Path

from boussole.core.signals import SIGNALS, shipped_models

DOC = (Path(__file__).resolve().parents[5] / "docs" / "signals.md").read_text(encoding="utf-8")


def test_every_signal_is_documented_with_its_meaning_and_both_labels() -> None:
    for signal in SIGNALS:
        assert f"`{signal.name}`" in DOC
        assert signal.meaning.en in DOC
        assert f"{signal.label.fr} / {signal.label.en}" in DOC


def test_the_model_and_version_documented_are_those_that_read() -> None:
    assert f"`signals.model` is `{shipped_models().name}`" in DOC
    assert f"`signals.version` is `{shipped_models().version}`" in DOC
