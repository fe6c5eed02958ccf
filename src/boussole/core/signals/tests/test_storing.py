"""A model kept in a file, what others would read, and from where a signal is there."""

from __future__ import annotations

import polars as pl
import pytest

from boussole.core.readings.thresholds import is_there, label_is_there
from boussole.core.signals import SIGNALS, shipped_models
from boussole.core.signals.comparing import changes
from boussole.core.signals.correcting import Correction, adapt
from boussole.core.signals.models import SIDES, Models, dump, parse
from boussole.core.signals.published import published

AZUR = "Je voudrais la caisse azur."


@pytest.mark.parametrize("side", SIDES)
def test_a_dumped_model_is_the_same_model(side: str) -> None:
    model = shipped_models().of(side)  # type: ignore[arg-type]
    again = parse(dump(model), side)  # type: ignore[arg-type]
    assert (again.name, again.version, again.linear.labels) == (
        model.name,
        model.version,
        model.linear.labels,
    )
    assert again.thresholds.tolist() == model.thresholds.tolist()
    assert abs(again.linear.weights - model.linear.weights).max() < 1e-3


def test_changes_name_what_adapted_models_read_otherwise() -> None:
    base = shipped_models()
    taught = [Correction(AZUR, "customer", "esg", holds=True)] * 3
    made = adapt(base, taught, {"customer": ["Bonjour, merci."], "agent": []}, "own.1").models
    kept = Models(**{side: parse(dump(made.of(side)), side) for side in SIDES})
    found = changes(base, kept, "customer", ["Bonjour, où est ma facture ?", AZUR])
    assert [one.row for one in found] == [1]
    assert "esg" in found[0].gained
    assert changes(base, base, "customer", [AZUR]) == []
    assert changes(base, kept, "customer", []) == []


def test_dissatisfaction_is_there_from_one_and_others_from_one_half() -> None:
    assert not is_there("dissatisfaction", 0.9)
    assert is_there("dissatisfaction", 1.0)
    assert not is_there("effort", 0.49)
    assert is_there("effort", 0.5)
    labels = pl.DataFrame(
        {"signal": ["dissatisfaction", "effort", "effort"], "strength": [0.8, 0.5, 0.3]}
    )
    assert labels.filter(label_is_there())["strength"].to_list() == [0.5]


def test_every_signal_has_its_published_figure() -> None:
    assert set(published().signals) == {signal.name for signal in SIGNALS}
