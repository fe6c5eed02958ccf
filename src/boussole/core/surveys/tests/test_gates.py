"""The gates: their order, their clocks, and one definition for one person and for many."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boussole.core.surveys import (
    CANDIDATES,
    DECISIONS,
    GATES,
    QuietHours,
    Rules,
    decide,
    decide_one,
    draw,
)

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=UTC)
NIGHT = datetime(2026, 3, 3, 23, 0, tzinfo=UTC)
RULES = Rules(
    languages=frozenset({"fr", "en"}),
    channels=frozenset({"email", "chat"}),
    survey_clock_days=30,
    overall_clock_days=14,
    share=0.5,
)
OPEN: dict[str, Any] = {
    "occasion": "conversation:1",
    "person": "jeanne",
    "opted_out": False,
    "address": "good",
    "language": "fr",
    "channel": "email",
    "asked_this_at": None,
    "asked_any_at": None,
    "draw": 0.2,
}
CLOSED: dict[str, dict[str, Any]] = {
    "opt_out": {"opted_out": True},
    "address": {"address": "bounced"},
    "language": {"language": "de"},
    "channel": {"channel": "phone"},
    "survey_clock": {"asked_this_at": NOON - timedelta(days=29)},
    "overall_clock": {"asked_any_at": NOON - timedelta(days=13)},
    "sampling": {"draw": 0.5},
}


def test_nothing_stops_whom_nothing_should() -> None:
    found = decide_one(OPEN, RULES, NOON)
    assert (found["outcome"], found["gate"], found["retry_at"]) == ("asked", None, None)


@pytest.mark.parametrize("gate", CLOSED)
def test_each_gate_stops_by_itself(gate: str) -> None:
    found = decide_one(OPEN | CLOSED[gate], RULES, NOON)
    assert (found["outcome"], found["gate"]) == ("not_asked", gate)


def test_of_several_closed_gates_the_first_in_the_stated_order_is_named() -> None:
    everything = {name: value for change in CLOSED.values() for name, value in change.items()}
    for gate, change in CLOSED.items():
        assert decide_one(OPEN | everything, RULES, NIGHT)["gate"] == gate
        for name in change:
            everything[name] = OPEN[name]
    assert [*CLOSED, "quiet"] == list(GATES)


def test_quiet_hours_hold_and_say_until_when() -> None:
    found = decide_one(OPEN, RULES, NIGHT)
    assert (found["outcome"], found["gate"]) == ("later", "quiet")
    assert found["retry_at"] == datetime(2026, 3, 4, 8, 0, tzinfo=UTC)


def test_clocks_run_out_on_their_day() -> None:
    for name, days in (("asked_this_at", 30), ("asked_any_at", 14)):
        assert decide_one(OPEN | {name: NOON - timedelta(days=days)}, RULES, NOON)["gate"] is None


@pytest.mark.parametrize("name", ["opted_out", "address", "language", "draw"])
def test_what_is_unknown_opens_no_gate(name: str) -> None:
    assert decide_one(OPEN | {name: None}, RULES, NOON)["outcome"] == "not_asked"


def test_no_channel_named_lets_every_channel_through() -> None:
    rules = RULES.model_copy(update={"channels": frozenset()})
    assert decide_one(OPEN | {"channel": None}, rules, NOON)["gate"] is None


def test_everything_looked_at_is_in_the_decision() -> None:
    found = decide_one(OPEN, RULES, NOON)
    assert {name: found[name] for name in OPEN} == OPEN
    assert list(found) == list(DECISIONS)


def test_draws_are_fixed_and_spread_evenly() -> None:
    drawn = [draw("seed", f"conversation:{n}") for n in range(10_000)]
    assert drawn == [draw("seed", f"conversation:{n}") for n in range(10_000)]
    assert all(0 <= one < 1 for one in drawn)
    # Ten tenths of a thousand each: five standard deviations of a binomial are 150.
    tenths = [sum(int(one * 10) == tenth for one in drawn) for tenth in range(10)]
    assert all(abs(count - 1000) < 150 for count in tenths)
    assert draw("other", "conversation:1") != draw("seed", "conversation:1")


INSTANTS = st.none() | st.integers(0, 60).map(lambda days: NOON - timedelta(days=days, hours=1))
CANDIDATE = st.fixed_dictionaries(
    {
        "person": st.sampled_from(["a", "b", "c"]),
        "opted_out": st.none() | st.booleans(),
        "address": st.sampled_from([None, "good", "good", "good", "missing", "bounced"]),
        "language": st.sampled_from([None, "fr", "fr", "en", "de"]),
        "channel": st.sampled_from([None, "email", "email", "chat", "phone"]),
        "asked_this_at": INSTANTS,
        "asked_any_at": INSTANTS,
        "draw": st.none() | st.floats(0, 1, exclude_max=True),
    }
)
RULESETS = st.builds(
    Rules,
    languages=st.just(frozenset({"fr", "en"})),
    channels=st.sampled_from([frozenset(), frozenset({"email", "chat"})]),
    survey_clock_days=st.sampled_from([0, 30]),
    overall_clock_days=st.sampled_from([0, 14]),
    share=st.sampled_from([0.0, 0.5, 1.0]),
    quiet=st.sampled_from([QuietHours(), QuietHours(start=time(0), end=time(0))]),
)


@given(st.lists(CANDIDATE, max_size=12), RULESETS, st.sampled_from([NOON, NIGHT]))
def test_many_at_once_are_decided_as_one_after_the_other(
    candidates: list[dict[str, Any]], rules: Rules, now: datetime
) -> None:
    rows = [{"occasion": f"o{n}"} | one for n, one in enumerate(candidates)]
    together = decide(pl.DataFrame(rows, schema=dict(CANDIDATES)), rules, now).to_dicts()
    asked: set[str] = set()
    for row, found in zip(rows, together, strict=True):
        # Whoever was just asked meets the clocks like anyone asked before.
        just = {"asked_this_at": now, "asked_any_at": now} if row["person"] in asked else {}
        alone = decide_one(row | just, rules, now)
        decided = ("outcome", "gate", "retry_at")
        assert {name: found[name] for name in decided} == {name: alone[name] for name in decided}
        if alone["outcome"] == "asked":
            asked.add(row["person"])


@given(CANDIDATE, RULESETS, st.sampled_from([NOON, NIGHT]))
def test_a_plain_reading_of_the_gates_says_the_same(
    candidate: dict[str, Any], rules: Rules, now: datetime
) -> None:
    row = {"occasion": "o"} | candidate
    assert decide_one(row, rules, now)["gate"] == _plainly(row, rules, now)


def _plainly(row: dict[str, Any], rules: Rules, now: datetime) -> str | None:  # noqa: PLR0911
    """The gates once more, one ``if`` each."""
    if row["opted_out"] is not False:
        return "opt_out"
    if row["address"] != "good":
        return "address"
    if row["language"] not in rules.languages:
        return "language"
    if rules.channels and row["channel"] not in rules.channels:
        return "channel"
    for gate, name, days in (
        ("survey_clock", "asked_this_at", rules.survey_clock_days),
        ("overall_clock", "asked_any_at", rules.overall_clock_days),
    ):
        if days and row[name] is not None and now - row[name] < timedelta(days=days):
            return gate
    if row["draw"] is None or row["draw"] >= rules.share:
        return "sampling"
    return "quiet" if rules.quiet.are_on(now) else None
