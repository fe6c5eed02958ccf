"""Declarations: what they must say, what they may not ask, and that the docs say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from boussole.core.metrics import (
    DIMENSIONS,
    METRICS,
    Metric,
    Statistics,
    combine,
    estimate,
    repeated,
)
from boussole.core.metrics.conditions import Column, at_least, equals
from boussole.core.metrics.statistics import Point, duration_step, step_duration
from boussole.core.text import Text

DOCS = Path(__file__).parents[5] / "docs"
BOTH = Text(fr="texte", en="text")


def declared(**changes: object) -> Metric:
    parts = {
        "name": "sample",
        "kind": "share",
        "table": "contacts",
        "population": at_least("turns", 1),
        "numerator": at_least("transfers", 1),
        "direction": "lower",
        "unit": "share",
        "interval": "wilson",
        "label": BOTH,
        "description": BOTH,
        "reading": BOTH,
    }
    return Metric.model_validate({**parts, **changes})


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS.keys())
def test_every_metric_is_documented_as_it_is(metric: Metric) -> None:
    rows = [
        line
        for line in (DOCS / "metrics.md").read_text(encoding="utf-8").splitlines()
        if line.startswith(f"| `{metric.name}` {metric.version} |")
    ]
    assert len(rows) == 1, f"docs/metrics.md needs one row for {metric.name} {metric.version}"
    for said in (metric.label.fr, metric.label.en, metric.description.en):
        assert said in rows[0]


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS.keys())
def test_french_is_typeset(metric: Metric) -> None:
    for said in (metric.label.fr, metric.description.fr, metric.reading.fr):
        assert "'" not in said
        assert all(f" {mark}" not in said for mark in ":;?!»")
        assert "« " not in said


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValidationError, match="contacts has no column mood"):
        declared(numerator=equals("mood", "angry"))


def test_a_kind_has_exactly_its_parts() -> None:
    with pytest.raises(ValidationError, match="a share needs"):
        declared(numerator=None)
    with pytest.raises(ValidationError, match="a duration needs"):
        declared(kind="duration", numerator=None, value=Column(name="resolution"))


def test_no_metric_is_cut_by_person() -> None:
    assert not {"agent", "agent_id", "customer_id"} & set(DIMENSIONS)
    for metric in METRICS.values():
        assert set(metric.dimensions) <= set(DIMENSIONS)


def test_exploring_needs_and_offering_too_early_come_together() -> None:
    assert METRICS["opportunity_explored"].direction == "higher"
    assert METRICS["offers_too_early"].direction == "lower"


def test_parts_add_up() -> None:
    one = Statistics("sample", 3, successes=1, unknown=1, points=(Point(1.0, 2, 1),))
    two = Statistics("sample", 4, successes=2, immature=2, points=(Point(1.0, 1), Point(2.0, 3)))
    whole = combine([one, two], "sample")
    assert (whole.n, whole.successes, whole.unknown, whole.immature) == (7, 3, 1, 2)
    assert whole.points == (Point(1.0, 3, 1), Point(2.0, 3))
    assert combine([], "sample").n == 0
    with pytest.raises(ValueError, match="sample"):
        combine([Statistics("other", 1)], "sample")


@given(st.integers(0, 9), st.integers(0, 3), st.integers(0, 9), st.integers(1, 40))
def test_rows_alike_add_up_to_one_row_many_times(
    successes: int, opposites: int, value: int, times: int
) -> None:
    points = (Point(float(value), 1, opposites),)
    one = Statistics("sample", 9, successes, opposites, value, value**2, 1, 2, points)
    assert repeated(one, times) == combine([one] * times, "sample")


@pytest.mark.parametrize("seconds", [0, 1, 30, 60, 3_600, 86_400, 30 * 86_400])
def test_a_step_of_duration_is_close_to_what_it_stands_for(seconds: float) -> None:
    assert step_duration(duration_step(seconds)) == pytest.approx(
        seconds, abs=0.0101 * (seconds + 60)
    )


def test_a_volume_is_its_own_value() -> None:
    found = estimate(METRICS["contacts"], Statistics("contacts", 3))
    assert (found.value, found.low, found.high, found.state) == (3.0, None, None, "ok")
