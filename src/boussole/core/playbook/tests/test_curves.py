"""Curves: counted on conversations, with what was still to come after a situation."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from boussole.core.playbook import default_playbook
from boussole.core.playbook.curves import THRESHOLDS, curve, gold_curves

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_curve_counts_conversations_and_what_was_still_to_come() -> None:
    turns = pl.DataFrame(
        [(name, turn, AT + timedelta(minutes=10 * turn)) for name in "abcd" for turn in range(6)],
        schema={
            "conversation_id": pl.String,
            "turn": pl.Int32,
            "at": pl.Datetime("us", "UTC"),
        },
        orient="row",
    )
    found = pl.DataFrame(
        [(0.3, "a", 1), (0.3, "b", 3), (0.3, "c", 0), (0.5, "a", 1)],
        schema={"threshold": pl.Float64, "conversation_id": pl.String, "turn": pl.Int32},
        orient="row",
    )
    points = {
        point.threshold: point
        for point in curve(found, turns, having={"a", "b"}, without={"c", "d"})
    }
    low, usual, high = points[0.3], points[0.5], points[0.8]
    assert (low.right, low.wrong, low.missed, low.clean) == (2, 1, 0, 2)
    assert (low.lead_messages, low.lead_minutes) == (3.0, 30.0)
    assert low.precision.value == pytest.approx(2 / 3)
    assert low.false_positives.value == 0.5
    assert (usual.right, usual.missed, usual.lead_minutes) == (1, 1, 40.0)
    assert (high.precision.value, high.recall.value, high.lead_messages) == (None, 0.0, None)


def test_every_shipped_rule_has_its_published_curve() -> None:
    published = gold_curves()
    for rule in default_playbook().rules:
        gold = published[rule.key]
        assert [point.threshold for point in gold.points] == list(THRESHOLDS)
        assert {p.right + p.missed + p.clean for p in gold.points} == {gold.conversations}
