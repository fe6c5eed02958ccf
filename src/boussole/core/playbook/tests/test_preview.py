"""A rule asked of conversations already read: the same places as the playbook would find."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest

from boussole.core.playbook import default_playbook, evaluate
from boussole.core.playbook.changes import changes
from boussole.core.playbook.editing import add, beginning
from boussole.core.playbook.examples import example_turns
from boussole.core.playbook.preview import Sample, difference

Build = Callable[..., pl.DataFrame]
C, A = "customer", "agent"
LATE: list[tuple[str, dict[str, Any]]] = [
    (C, {"manager_request": 1, "dissatisfaction": 2}),
    (A, {}),
    (C, {"manager_request": 1}),
    (A, {}),
]
PLAYBOOK = default_playbook()


@pytest.fixture(scope="module")
def turns() -> pl.DataFrame:
    return example_turns(PLAYBOOK)


def test_a_sample_finds_what_the_playbook_finds(turns: pl.DataFrame, outcomes: Build) -> None:
    sample, moments = Sample(turns, outcomes()), evaluate(PLAYBOOK, turns, outcomes())
    for rule in PLAYBOOK.rules:
        found = sample.places(rule).sort("conversation_id", "turn")
        expected = moments.filter(pl.col("rule") == rule.key)
        assert found.equals(
            expected.select("conversation_id", "turn").sort("conversation_id", "turn")
        )


def test_a_changed_rule_is_asked_as_if_it_were_the_first(
    turns: pl.DataFrame, outcomes: Build
) -> None:
    rule = PLAYBOOK["late_escalation"]
    asked = Sample(turns, outcomes())
    asked.places(rule)
    for kind in ("act", "tension", "says", "wait_for"):
        changed = rule.model_copy(update={"when": add(rule.when, (), beginning(kind))})
        assert asked.places(changed).equals(Sample(turns, outcomes()).places(changed))
    lower = rule.model_copy(update={"threshold": 0.3})
    assert asked.places(lower).equals(Sample(turns, outcomes()).places(lower))


def test_the_difference_says_new_gone_and_same(talk: Build, outcomes: Build) -> None:
    calm: list[tuple[str, dict[str, Any]]] = [(C, {}), (A, {})]
    sample = Sample(talk(late=LATE, calm=calm), outcomes(late={}, calm={}))
    everyone = PLAYBOOK["late_escalation"].model_copy(update={"when": beginning("role")})
    angry = everyone.model_copy(update={"when": beginning("signal")})
    found = difference(sample.places(angry), sample.places(everyone))
    assert (found.new.to_list(), found.gone.to_list()) == (["calm"], [])
    assert (found.same.to_list(), found.found) == (["late"], 2)
    back = difference(sample.places(everyone), sample.places(angry))
    assert (back.new.to_list(), back.gone.to_list()) == ([], ["calm"])
    assert difference(None, sample.places(angry)).new.to_list() == ["late"]


def test_changes_name_what_differs_in_each_rule() -> None:
    late, *rest = PLAYBOOK.rules
    other = late.model_copy(update={"when": beginning("role"), "threshold": 0.4})
    added = late.model_copy(update={"key": "own"})
    after = PLAYBOOK.model_copy(update={"rules": (other, *rest[1:], added)})
    found = {one.key: (one.kind, one.aspects) for one in changes(PLAYBOOK, after)}
    assert found == {
        late.key: ("changed", ("conditions", "threshold")),
        "own": ("added", ()),
        rest[0].key: ("removed", ()),
    }
    assert changes(PLAYBOOK, PLAYBOOK) == ()
