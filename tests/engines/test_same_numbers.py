"""Every engine gives the numbers of the plain reference, whatever the metric, cut and scope."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from boussole.core.metrics import (
    METRICS,
    Dimension,
    DimensionNotAllowedError,
    Engine,
    Scope,
    Statistics,
    combine,
)
from tests.engines import reference
from tests.engines.conftest import Facts
from tests.engines.facts import AS_OF, START

CUTS: list[tuple[Dimension, ...]] = [(), ("week",), ("team", "channel"), ("week", "reason")]
SCOPES = {
    "everything": Scope(),
    "two weeks": Scope(since=START + timedelta(weeks=2), until=START + timedelta(weeks=4)),
    "one team": Scope(team="Lyon", lang="fr"),
    "an agent's chats": Scope(agent="a1", channel=("chat", "email")),
    "a reason": Scope(reason="invoice_wrong", step="pay", origin="billing", demand="failure"),
    "nothing": Scope(team=()),
    "a quote": Scope(team="L'Isle; DROP TABLE contacts"),
}


def same(found: Sequence[Statistics], expected: Sequence[Statistics]) -> None:
    assert [dict(s.group) for s in found] == [dict(s.group) for s in expected]
    for ours, theirs in zip(found, expected, strict=True):
        for name in ("metric", "n", "successes", "opposites", "unknown", "immature"):
            assert getattr(ours, name) == getattr(theirs, name), (name, ours.group)
        assert ours.total == pytest.approx(theirs.total)
        assert ours.squares == pytest.approx(theirs.squares)
        assert ours.points == tuple(pytest.approx(point) for point in theirs.points)


@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES.keys())
@pytest.mark.parametrize("by", CUTS, ids=lambda by: "+".join(by) or "whole")
def test_statistics_are_those_of_the_reference(
    engine: Engine, random_facts: Facts, by: tuple[Dimension, ...], scope: Scope
) -> None:
    found = engine.statistics_many(list(METRICS.values()), scope, by, as_of=AS_OF)
    for name, metric in METRICS.items():
        expected = reference.statistics(metric, random_facts.rows[metric.table], scope, by, AS_OF)
        same(found[name], expected)


def test_the_random_facts_exercise_every_metric(engine: Engine) -> None:
    for metric in METRICS.values():
        (whole,) = engine.statistics(metric, Scope(), as_of=AS_OF)
        assert whole.n >= 50, metric.name
        assert metric.numerator is None or 0 < whole.successes < whole.n, metric.name
        assert metric.maturity is None or whole.immature > 0, metric.name
        assert metric.kind != "duration" or sum(p.censored for p in whole.points) > 0, metric.name


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS.keys())
def test_the_parts_add_up_to_the_whole(engine: Engine, metric: object) -> None:
    assert hasattr(metric, "name")
    declared = METRICS[metric.name]
    (whole,) = engine.statistics(declared, Scope(), as_of=AS_OF)
    parts = engine.statistics(declared, Scope(), ("team", "week"), as_of=AS_OF)
    same([combine(parts, declared.name)], [whole])


@pytest.mark.parametrize("part", ["numerator", "rest", "denominator", "unknown", "immature"])
@pytest.mark.parametrize("name", ["fcr", "nps", "effort_expressed", "failure_demand", "csat"])
def test_every_figure_leads_to_its_conversations(
    engine: Engine, random_facts: Facts, name: str, part: str
) -> None:
    metric = METRICS[name]
    kinds = {
        "numerator": {"success"},
        "rest": {"opposite", "counted"},
        "denominator": {"success", "opposite", "counted"},
        "unknown": {"unknown"},
        "immature": {"immature"},
    }[part]
    expected = {
        row["conversation_id"]
        for row in random_facts.rows[metric.table]
        if reference.verdict(metric, {**row, "as_of": AS_OF}) in kinds
    }
    found = engine.conversation_ids(metric, Scope(), part, as_of=AS_OF, limit=10_000)  # type: ignore[arg-type]  # parametrized
    assert len(found) == len(set(found))
    assert set(found) == expected


def test_the_longest_waits_come_first(engine: Engine, random_facts: Facts) -> None:
    metric = METRICS["first_response"]
    rows = {
        row["conversation_id"]: {**row, "as_of": AS_OF} for row in random_facts.rows["contacts"]
    }
    found = engine.conversation_ids(metric, Scope(), "denominator", as_of=AS_OF, limit=20)
    assert metric.value is not None
    waits = [
        reference.amount(metric.value, rows[one]) or reference.amount(metric.censored_at, rows[one])
        for one in found
    ]
    assert len(found) == 20
    assert waits == sorted(waits, key=lambda wait: -(wait or 0))


@pytest.mark.parametrize("by", ["step", "reason", "origin"])
@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES.keys())
def test_frictions_are_those_of_the_reference(
    engine: Engine, random_facts: Facts, scope: Scope, by: str
) -> None:
    found = engine.frictions(scope, by)  # type: ignore[arg-type]  # parametrized
    expected = reference.frictions(random_facts.rows["contacts"], scope, by)
    assert sorted(found, key=str) == sorted(expected, key=str)


def test_totals_and_weeks(engine: Engine, random_facts: Facts) -> None:
    rows = random_facts.rows["contacts"]
    starts = [row["started_at"] for row in rows if row["started_at"]]
    totals = engine.totals(Scope())
    assert totals.contacts == len(rows)
    assert totals.answers == len(random_facts.rows["answers"])
    assert totals.customers == len({row["customer_id"] or row["conversation_id"] for row in rows})
    assert (totals.first, totals.last) == (min(starts), max(starts))
    assert engine.weeks(Scope()) == sorted({reference.week_of(at) for at in starts})


def test_a_person_is_not_a_dimension(engine: Engine) -> None:
    with pytest.raises(DimensionNotAllowedError, match="agent"):
        engine.statistics(METRICS["csat"], Scope(), ("agent",), as_of=AS_OF)  # type: ignore[arg-type]  # refused at run time too
